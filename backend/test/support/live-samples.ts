import { execFileSync } from 'node:child_process';
import type { LiveReader } from '../../src/streaming/live/formats/live-reader.js';
import type { LivePart } from '../../src/streaming/live/live-part.js';

/** Some seconds of a tone that changes all the time, as a station would send it. @param options of encoder and muxer */
export function encodeLive(seconds: number, options: readonly string[], frequencyHz = 300): Buffer {
  const tone = `aevalsrc=0.4*sin(2*PI*t*(${frequencyHz}+40*t)):s=48000:d=${seconds},aformat=channel_layouts=stereo`;
  const args = ['-v', 'error', '-f', 'lavfi', '-i', tone, '-bitexact', ...options, 'pipe:1'];
  return execFileSync('ffmpeg', args, { maxBuffer: 64 * 1024 ** 2 });
}

/** What a decoder makes of it: samples of 16 bits. */
export function decodeLive(bytes: Buffer): Buffer {
  const args = ['-v', 'error', '-i', 'pipe:0', '-f', 's16le', '-ac', '1', '-ar', '48000', 'pipe:1'];
  return execFileSync('ffmpeg', args, { input: bytes, maxBuffer: 64 * 1024 ** 2 });
}

/** Gives the bytes to a reader in pieces. @param sizes of the pieces, over and over; absent: all at once */
export function readLive(reader: LiveReader, bytes: Buffer, sizes: readonly number[] = [bytes.length]): LivePart[] {
  const parts: LivePart[] = [];
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = Math.max(1, sizes[n % sizes.length] ?? 1);
    // What is given may be written over afterwards.
    const piece = Buffer.from(bytes.subarray(at, at + size));
    parts.push(...reader.push(piece));
    piece.fill(0);
    at += size;
  }
  return [...parts, ...reader.flush()];
}

/** Heads and sound, one behind the other. */
export function bytesOf(parts: readonly LivePart[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => (part.kind === 'title' ? [] : [part.bytes])));
}

export function durationOf(parts: readonly LivePart[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === 'sound' ? part.durationMs : 0), 0);
}

/** The titles, `none` where nobody knows one. */
export function titlesIn(parts: readonly LivePart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'title' ? [part.title?.text ?? 'none'] : []));
}

/** Puts ICY blocks into a stream. @param titles by the number of the block; the others are empty */
export function withIcyBlocks(sound: Buffer, intervalBytes: number, titles: ReadonlyMap<number, string>): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0, n = 0; at < sound.length; n++, at += intervalBytes) {
    const piece = sound.subarray(at, at + intervalBytes);
    pieces.push(piece);
    const title = titles.get(n);
    if (piece.length === intervalBytes) pieces.push(icyBlock(title === undefined ? '' : `StreamTitle='${title}';`));
  }
  return Buffer.concat(pieces);
}

/** One block, with its length before it and padded. @param written as it stands in it; nothing: the block is empty */
export function icyBlock(written: string | Buffer): Buffer {
  const text = typeof written === 'string' ? Buffer.from(written) : written;
  const units = Math.ceil(text.length / 16);
  return Buffer.concat([Buffer.from([units]), text, Buffer.alloc(units * 16 - text.length)]);
}
