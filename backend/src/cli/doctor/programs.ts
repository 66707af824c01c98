import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { probeTranscoder } from '../../health/index.js';
import type { Probe } from './examination.js';
import { codeOf, ok, warning, type Finding } from './finding.js';

const FFMPEG_HELP = 'Debian: apt-get install ffmpeg. NixOS: the package and the modules of Pyxis bring it.';

const YTDLP_PURPOSE = 'YouTube Music needs it, where that is switched on.';
const YTDLP_HELP =
  'Debian: its own is too old for these sites, take the newest from https://github.com/yt-dlp/yt-dlp/releases. ' +
  'NixOS: the package and the modules of Pyxis bring it.';
/** The first that has a JavaScript runtime solve what YouTube asks, and that knows `--js-runtimes`. */
const YTDLP_OLDEST = '2025.11.12';

/** Converts audio. */
export const ffmpeg: Probe = {
  subject: 'ffmpeg',
  silence: 'warning',
  async look(signal) {
    const { isAvailable, version = '', reason = '' } = await probeTranscoder(signal);
    return [isAvailable ? ok(`ffmpeg ${version}`) : warning(`${reason} ${FFMPEG_HELP}`)];
  },
};

/** Finds out where the sound of some sources lies. @param program as the configuration names it */
export function ytDlp(program: string): Probe {
  return { subject: 'yt-dlp', silence: 'warning', look: async (signal) => [await lookAtYtDlp(program, signal)] };
}

async function lookAtYtDlp(program: string, signal: AbortSignal): Promise<Finding> {
  let version: string;
  try {
    const { stdout } = await promisify(execFile)(program, ['--ignore-config', '--version'], { signal });
    version = stdout.trim();
  } catch (error) {
    return warning(
      codeOf(error) === 'ENOENT'
        ? `yt-dlp was not found ${program === 'yt-dlp' ? 'on the PATH' : `as ${program}`}. ${YTDLP_PURPOSE} ${YTDLP_HELP}`
        : `yt-dlp is there but does not run. Does \`${program} --version\` work? ${YTDLP_PURPOSE}`,
    );
  }
  if (version < YTDLP_OLDEST) {
    return warning(`yt-dlp ${version} is older than ${YTDLP_OLDEST}. ${YTDLP_PURPOSE} ${YTDLP_HELP}`);
  }
  const runtimes = await javascriptRuntimes(program, signal);
  if (runtimes !== undefined) return ok(`yt-dlp ${version}, with ${runtimes} for JavaScript. ${YTDLP_PURPOSE}`);
  return warning(
    `yt-dlp ${version} finds no JavaScript runtime that it can use, and YouTube is closed to it without one: ` +
      `install deno 2 or Node 20, or newer. ${YTDLP_PURPOSE}`,
  );
}

/**
 * Those that yt-dlp itself finds usable, as it names them (`deno-2.5.6, node-24.21.0`): deno on the PATH, or the Node that
 * runs this. It says so only in what it tells before it complains that it was given no address.
 */
function javascriptRuntimes(program: string, signal: AbortSignal): Promise<string | undefined> {
  const words = ['--ignore-config', '--verbose', '--js-runtimes', 'deno', '--js-runtimes', `node:${process.execPath}`];
  return new Promise((done) => {
    execFile(program, words, { signal }, (_expected, stdout, stderr) => {
      const [, found] = /^\[debug\] JS runtimes: (.+)$/m.exec(stdout + stderr) ?? [];
      done(found === 'none' ? undefined : found);
    });
  });
}
