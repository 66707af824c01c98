import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, encodeLive, readLive, withIcyBlocks } from '../../../../test/support/live-samples.js';
import type { LivePart } from '../live-part.js';
import { IcyReader } from './icy-reader.js';
import { readIcyBlock } from './icy-title.js';
import { kindOf, readerOf, type StreamKind } from './recognise.js';

const TAGS = ['-metadata', 'title=A title', '-metadata', 'artist=Somebody'];
const SAMPLES: readonly (readonly [StreamKind, readonly string[]])[] = [
  ['mpeg', [...TAGS, '-c:a', 'libmp3lame', '-b:a', '32k', '-f', 'mp3']],
  ['adts', ['-c:a', 'aac', '-b:a', '32k', '-f', 'adts']],
  ['ogg', [...TAGS, '-c:a', 'libopus', '-b:a', '32k', '-page_duration', '100000', '-f', 'ogg']],
  ['flac', [...TAGS, '-c:a', 'flac', '-ar', '8000', '-f', 'flac']],
  ['mpegts', ['-c:a', 'aac', '-b:a', '32k', '-f', 'mpegts']],
];
const made = new Map<StreamKind, Buffer>();
/** Of one that still sounds. */
const INTERVAL_BYTES = 700;

beforeAll(() => {
  for (const [kind, options] of SAMPLES) made.set(kind, encodeLive(1, options));
}, 60_000);

/** What may happen to bytes: some are changed, some go, some come twice. Mostly where the headers are. */
const mutation = fc.record({
  kind: fc.constantFrom('set', 'cut', 'drop', 'double', 'fill'),
  at: fc.oneof(fc.nat(300), fc.nat(30_000)),
  value: fc.nat(255),
  size: fc.nat(400),
});

function mutate(
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
    else result.fill(value, at, Math.min(result.length, at + size));
  }
  return result;
}

function expectWellFormed(parts: readonly LivePart[], sent: number): void {
  expect(bytesOf(parts).length).toBeLessThanOrEqual(sent);
  for (const part of parts) {
    if (part.kind === 'title') {
      if (!part.title) continue;
      expect(part.title.text.trim()).not.toBe('');
      expect(part.title.text.length).toBeLessThanOrEqual(1_000);
    } else {
      expect(part.bytes.length).toBeGreaterThan(0);
      // None holds on to more memory than its own.
      expect(part.bytes.buffer.byteLength).toBe(part.bytes.length);
    }
    if (part.kind === 'sound') expect(part.durationMs).toBeGreaterThanOrEqual(0);
  }
}

describe('mutated streams', () => {
  const pieces = fc.array(fc.oneof(fc.nat(20), fc.nat(5_000)), { minLength: 1, maxLength: 12 });

  it.each(SAMPLES.map(([kind]) => kind))('of %s give the same parts in whatever pieces they come', (kind) => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), pieces, (mutations, sizes) => {
        const bytes = mutate(made.get(kind)!, mutations);
        const whole = readLive(readerOf(kind, {}, {}), bytes);
        expectWellFormed(whole, bytes.length);
        expect(readLive(readerOf(kind, {}, {}), bytes, sizes)).toEqual(whole);
        kindOf(bytes);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('with mutated blocks of metadata do so, too', () => {
    const titles = new Map([[0, "It's - A title"], [2, ''], [3, 'title="A",artist="B",url="song_spot=\\"F\\""']]); // prettier-ignore
    const stream = withIcyBlocks(made.get('mpeg')!, INTERVAL_BYTES, titles);
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), pieces, (mutations, sizes) => {
        const bytes = mutate(stream, mutations);
        const read = (by?: readonly number[]): LivePart[] =>
          readLive(new IcyReader(INTERVAL_BYTES, readerOf('mpeg', {}, {})), bytes, by);
        const whole = read();
        expectWellFormed(whole, bytes.length);
        expect(read(sizes)).toEqual(whole);
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('of nothing but noise end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (noise) => {
        const bytes = Buffer.from(noise);
        for (const [kind] of SAMPLES) expectWellFormed(readLive(readerOf(kind, {}, {}), bytes), bytes.length);
        readIcyBlock(bytes);
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe('streams made to be dear', () => {
  const MIB = 1024 ** 2;
  const tag = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), Buffer.from([0, 63, 127, 127])]);
  const page = Buffer.from('OggS\0\0', 'latin1');

  it.each<[string, Buffer]>([
    ['the first byte of a frame', Buffer.alloc(MIB, 0xff)],
    ['beginnings of tags', Buffer.alloc(MIB, tag)],
    ['beginnings of pages', Buffer.alloc(MIB, page)],
    ['marks of a transport stream', Buffer.alloc(MIB, 0x47)],
    ['headers of frames that lead to none', Buffer.alloc(MIB, Buffer.from([0xff, 0xfb, 0x90, 0x00, 0x00]))],
    ['headers of AAC', Buffer.alloc(MIB, Buffer.from([0xff, 0xf1, 0x50, 0x83, 0xff, 0xff, 0xfc]))],
  ])('of %s are read to their end', (_, bytes) => {
    for (const [kind] of SAMPLES) expectWellFormed(readLive(readerOf(kind, {}, {}), bytes, [1_460]), bytes.length);
    const head = made.get('flac')!.subarray(0, 8_000);
    const flac = Buffer.concat([head, bytes]);
    expectWellFormed(readLive(readerOf('flac', {}, {}), flac, [1_460]), flac.length);
    kindOf(bytes);
  });
});
