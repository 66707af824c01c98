import { Injectable } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TranscoderView } from './system.dto.js';

const ANSWER_LIMIT_MS = 3_000;
const MISSING =
  'ffmpeg was not found on the PATH. Files play as they are; formats the browser cannot play, and songs and chapters that are parts of a file, need ffmpeg: install it and start Pyxis again.';

/** Whether ffmpeg is there. Asked once; a person who installs it restarts the server. */
@Injectable()
export class TranscoderProbe {
  private answer?: Promise<TranscoderView>;

  look(): Promise<TranscoderView> {
    this.answer ??= probeTranscoder();
    return this.answer;
  }
}

/** Asks ffmpeg for its version. */
export async function probeTranscoder(signal?: AbortSignal): Promise<TranscoderView> {
  try {
    const options = { timeout: ANSWER_LIMIT_MS, ...(signal && { signal }) };
    const { stdout } = await promisify(execFile)('ffmpeg', ['-version'], options);
    const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1];
    return { isAvailable: true, ...(version !== undefined && { version }) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return {
      isAvailable: false,
      code: isMissing ? 'ffmpeg-missing' : 'ffmpeg-broken',
      reason: isMissing ? MISSING : 'ffmpeg is there but does not run. Does `ffmpeg -version` work?',
    };
  }
}
