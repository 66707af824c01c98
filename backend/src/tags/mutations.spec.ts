import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeTone, readBytes, scratchFolder } from '../../test/support/audio-samples.js';
import { partsOf } from '../sources/local/parts/file-parts.js';
import { BrokenAudio } from './broken-audio.js';

const folder = scratchFolder();
const TAGS = { title: 'Title', artist: 'Artist', album: 'Album', lyrics: 'La la', comment: 'x'.repeat(300) };
/** What ffmpeg is told of chapters, beside the sound. */
const CHAPTERS = Array.from(
  { length: 5 },
  (_, n) => `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${n * 400}\nEND=${n * 400 + 400}\ntitle=Chapter ${n}\n`,
);
const NAMES = ['a.mp3', 'a.flac', 'a.ogg', 'a.opus', 'a.m4a', 'a.wav', 'a.aiff', 'a.wma', 'a.aac', 'a.mka', 'a.webm'];

/** What may happen to bytes: some are changed, some go, some are doubled. Mostly where the headers are. */
const mutation = fc.record({
  kind: fc.constantFrom('set', 'cut', 'drop', 'double', 'length'),
  at: fc.oneof(fc.nat(600), fc.nat(60_000)),
  value: fc.nat(255),
  size: fc.nat(400),
});

function mutated(
  bytes: Buffer,
  mutations: readonly { kind: string; at: number; value: number; size: number }[],
): Buffer {
  let result = Buffer.from(bytes);
  for (const { kind, at: wanted, value, size } of mutations) {
    const at = wanted % Math.max(1, result.length);
    if (kind === 'set') result[at] = value;
    else if (kind === 'cut') result = result.subarray(0, at);
    else if (kind === 'drop') result = Buffer.concat([result.subarray(0, at), result.subarray(at + size)]);
    else if (kind === 'double') result = Buffer.concat([result.subarray(0, at + size), result.subarray(at)]);
    else if (at + 4 <= result.length) result.writeUInt32BE((value << 24) >>> 0, at);
  }
  return result;
}

describe('mutated files', () => {
  const sounds = new Map<string, Buffer>();
  beforeAll(() => {
    const chapters = join(folder, 'chapters.txt');
    writeFileSync(chapters, [';FFMETADATA1\n', ...CHAPTERS].join(''));
    for (const name of NAMES) {
      encodeTone(join(folder, name), TAGS, ['-i', chapters, '-map_metadata', '1', '-map', '0:a']);
      sounds.set(name, readFileSync(join(folder, name)));
    }
  }, 60_000);

  it.each(NAMES)('of %s are read, or refused with a reason', (name) => {
    const sound = sounds.get(name) ?? Buffer.alloc(0);
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        try {
          const parsed = readBytes(folder, name.slice(2), mutated(sound, mutations));
          const { properties, fields, audio } = parsed;
          for (const { durationMs } of partsOf(parsed, name, undefined).parts) {
            expect(durationMs).toBeLessThanOrEqual(properties.durationMs || Infinity);
          }
          expect(properties.durationMs).toBeGreaterThanOrEqual(0);
          expect(audio.length).toBeGreaterThanOrEqual(0);
          expect(fields.all('TITLE').every((title) => title.length <= 1_000 && title.trim() !== '')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenAudio);
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
