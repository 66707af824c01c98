import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ByteFile } from '../../src/tags/byte-file.js';
import type { ParsedAudio } from '../../src/tags/parsed-audio.js';
import { readAudio } from '../../src/tags/read-audio.js';

/** A folder that is removed when the specs of the file are done. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-local-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Encodes two seconds of a tone with ffmpeg.
 * @param tags as ffmpeg names them (`title`, `artist`, …)
 * @param options of the encoder and muxer
 */
export function encodeTone(
  path: string,
  tags: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): void {
  const metadata = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);
  const input = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2:sample_rate=48000,aformat=channel_layouts=stereo'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...options, ...metadata, path]);
}

/** A small JPEG. */
export function encodeCover(path: string): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=c=teal:s=64x64', '-frames:v', '1', path]);
}

/** A JPEG of some 60 kB, as noise does not compress. */
export function encodeNoise(path: string): void {
  const noise = 'nullsrc=s=300x300,geq=random(1)*255:128:128';
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', noise, '-frames:v', '1', '-q:v', '1', path]);
}

/** Reads a file as a scan does. */
export function readSample(path: string): ParsedAudio {
  const fd = openSync(path, 'r');
  try {
    const file = new ByteFile();
    file.open(fd, fstatSync(fd).size);
    return readAudio(file, path.slice(path.lastIndexOf('.') + 1));
  } finally {
    closeSync(fd);
  }
}

/** Reads bytes as if they were a file of this extension. */
export function readBytes(folder: string, extension: string, bytes: Buffer): ParsedAudio {
  const path = join(folder, `bytes.${extension}`);
  writeFileSync(path, bytes);
  return readSample(path);
}
