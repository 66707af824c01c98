import { execFileSync } from 'node:child_process';

const TONES = 6;
/** With 128 kbit/s at 44.1 kHz, so many frames are a whole number of bytes, and then padding goes on as it began. */
const ROUND_FRAMES = 49;
const ROUND_BYTES = 20_480;
const ROUNDS = 8;
const FRAME_SECONDS = 1_152 / 44_100;

/** MP3 of 128 kbit/s, made by ffmpeg when it is first wanted: one of a few tones. */
export class BandcampSounds {
  private readonly pieces = new Map<number, Buffer>();

  /** @param number decides which tone @returns so many seconds of it, to a frame */
  of(number: number, seconds: number): Buffer {
    const tone = number % TONES;
    const piece = this.pieces.get(tone) ?? makePiece(tone);
    this.pieces.set(tone, piece);
    const frames = Math.round(seconds / FRAME_SECONDS);
    const rounds = Math.floor(frames / ROUND_FRAMES);
    const rest = frameEnd(piece, frames % ROUND_FRAMES);
    // Frames have no times and, without a reservoir, nothing of each other: the same ones may come again and again.
    return Buffer.alloc(rounds * ROUND_BYTES + rest, piece);
  }
}

function makePiece(tone: number): Buffer {
  const bytes = ROUNDS * ROUND_BYTES;
  const seconds = Math.ceil(ROUNDS * ROUND_FRAMES * FRAME_SECONDS) + 1;
  const source = `sine=frequency=${247 + 61 * tone}:beep_factor=4:sample_rate=44100:duration=${seconds}`;
  const codec = '-ac 2 -c:a libmp3lame -b:a 128k -reservoir 0 -write_xing 0 -id3v2_version 0 -f mp3 pipe:1'.split(' ');
  return execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, ...codec]).subarray(0, bytes);
}

/** Where so many frames end: a frame has 417 bytes, and one more where it is padded (ISO 11172-3 §2.4.2.3). */
function frameEnd(piece: Buffer, frames: number): number {
  let at = 0;
  for (let n = 0; n < frames; n++) at += 417 + (((piece[at + 2] ?? 0) >> 1) & 1);
  return at;
}
