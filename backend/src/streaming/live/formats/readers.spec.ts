import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  bytesOf, decodeLive, durationOf, encodeLive, icyBlock, readLive, titlesIn, withIcyBlocks,
} from '../../../../test/support/live-samples.js'; // prettier-ignore
import type { LiveFormat } from '../live-part.js';
import { IcyReader } from './icy-reader.js';
import { OggReader } from './ogg-reader.js';
import { kindOf, readerOf, type StreamKind } from './recognise.js';
import { titleInComments } from './vorbis-comment.js';

const SECONDS = 3;
const MP3 = ['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
/** As servers that stream write them; in files a page may last a second. */
const PAGES = ['-page_duration', '100000', '-f', 'ogg'];
const OPUS = ['-c:a', 'libopus', '-b:a', '96k', ...PAGES];
const VORBIS = ['-c:a', 'libvorbis', ...PAGES];
const OGG_FLAC = ['-c:a', 'flac', ...PAGES];

interface Sample {
  readonly options: readonly string[];
  readonly kind: StreamKind;
  readonly format: LiveFormat;
  /** Whether the bytes of its parts are those of the stream. */
  readonly isKept: boolean;
}

const AAC_FORMAT = { codec: 'aac', container: 'adts', mimeType: 'audio/aac' };
const mpeg = (codec: string): LiveFormat => ({ codec, container: 'mp3', mimeType: 'audio/mpeg' });
const ogg = (codec: string): LiveFormat => ({ codec, container: 'ogg', mimeType: 'audio/ogg' });

const SAMPLES: Readonly<Record<string, Sample>> = {
  mp3: { options: MP3, kind: 'mpeg', format: mpeg('mp3'), isKept: true },
  'mp3 of MPEG-2': { options: ['-ar', '22050', ...MP3], kind: 'mpeg', format: mpeg('mp3'), isKept: true },
  'mp3 of MPEG-2.5': { options: ['-ar', '8000', '-b:a', '16k', '-c:a', 'libmp3lame', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'], kind: 'mpeg', format: mpeg('mp3'), isKept: true },
  'mp3 with a table and tags': { options: ['-c:a', 'libmp3lame', '-q:a', '4', '-metadata', 'title=A', '-f', 'mp3'], kind: 'mpeg', format: mpeg('mp3'), isKept: false },
  'layer II': { options: ['-c:a', 'mp2', '-f', 'mp2'], kind: 'mpeg', format: mpeg('mp2'), isKept: true },
  aac: { options: ['-c:a', 'aac', '-f', 'adts'], kind: 'adts', format: AAC_FORMAT, isKept: true },
  vorbis: { options: VORBIS, kind: 'ogg', format: ogg('vorbis'), isKept: true },
  opus: { options: OPUS, kind: 'ogg', format: ogg('opus'), isKept: true },
  'flac in ogg': { options: OGG_FLAC, kind: 'ogg', format: ogg('flac'), isKept: true },
  flac: { options: ['-c:a', 'flac', '-f', 'flac'], kind: 'flac', format: { codec: 'flac', container: 'flac', mimeType: 'audio/flac' }, isKept: false },
  'aac in a transport stream': { options: ['-c:a', 'aac', '-f', 'mpegts'], kind: 'mpegts', format: AAC_FORMAT, isKept: false },
  'mp3 in a transport stream': { options: ['-c:a', 'libmp3lame', '-f', 'mpegts'], kind: 'mpegts', format: mpeg('mp3'), isKept: false },
}; // prettier-ignore
const NAMES = Object.keys(SAMPLES);
const made = new Map<string, Buffer>();

function sampleOf(name: string): Sample & { readonly bytes: Buffer } {
  return { ...SAMPLES[name]!, bytes: made.get(name)! };
}

beforeAll(() => {
  for (const name of NAMES) made.set(name, encodeLive(SECONDS, SAMPLES[name]!.options));
}, 120_000);

describe.each(NAMES)('a stream of %s', (name) => {
  it('is recognised, and becomes parts as long as it sounds', () => {
    const { bytes, kind, format, isKept } = sampleOf(name);
    expect(kindOf(bytes)).toBe(kind);
    const reader = readerOf(kind, {}, {});
    const parts = readLive(reader, bytes);
    expect(reader.format).toEqual(format);
    if (isKept) expect(bytesOf(parts).equals(bytes)).toBe(true);
    // An encoder adds some frames of silence; of FLAC the last frame has no end.
    expect(Math.abs(durationOf(parts) - SECONDS * 1000)).toBeLessThan(180);
    for (const part of parts.slice(0, -1)) {
      if (part.kind === 'sound') expect(part.durationMs).toBeLessThan(400);
    }
  });

  it('becomes the same parts in whatever pieces it comes', () => {
    const { bytes, kind } = sampleOf(name);
    const expected = readLive(readerOf(kind, {}, {}), bytes);
    for (const sizes of [[1], [7], [1, 4096, 3], [188, 65, 1460], [16_384]]) {
      expect(readLive(readerOf(kind, {}, {}), bytes, sizes)).toEqual(expected);
    }
  });

  it('sounds the same, with a title cut out of the middle', () => {
    const { bytes, kind } = sampleOf(name);
    const stream = withIcyBlocks(bytes, 500, new Map([[3, 'A - B'], [9, 'C - D']])); // prettier-ignore
    const parts = readLive(new IcyReader(500, readerOf(kind, {}, {})), stream, [333]);
    const plain = readLive(readerOf(kind, {}, {}), bytes);
    expect(titlesIn(parts)).toEqual(['A - B', 'C - D']);
    expect(bytesOf(parts).equals(bytesOf(plain))).toBe(true);
    const [heard, sent] = [decodeLive(bytesOf(parts)), decodeLive(bytes)];
    const length = Math.min(heard.length, sent.length) - 48_000 / 4;
    // A file tells the decoder what its encoder put around the sound; a station does not.
    if (!name.includes('table')) expect(heard.subarray(0, length).equals(sent.subarray(0, length))).toBe(true);
  });

  it('is found again behind what is no sound', () => {
    const { bytes, kind } = sampleOf(name);
    const half = Math.floor(bytes.length / 2);
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7919) % 251));
    const parts = readLive(
      readerOf(kind, {}, {}),
      Buffer.concat([bytes.subarray(0, half), noise, bytes.subarray(half)]),
    );
    expect(durationOf(parts)).toBeGreaterThan(SECONDS * 1000 * 0.6);
  });
});

function pageLength(bytes: Buffer, at: number): number {
  const segments = bytes[at + 26] ?? 0;
  return bytes.subarray(at + 27, at + 27 + segments).reduce((sum, lace) => sum + lace, 27 + segments);
}

function pagesIn(bytes: Buffer): Buffer[] {
  const pages: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pageLength(bytes, at)) {
    pages.push(bytes.subarray(at, at + pageLength(bytes, at)));
  }
  return pages;
}

describe('a chain of Ogg', () => {
  const link = (options: readonly string[], tags: readonly string[], frequencyHz: number): Buffer =>
    encodeLive(1, [...tags.flatMap((tag) => ['-metadata', tag]), ...options], frequencyHz);

  it.each([
    ['vorbis', VORBIS],
    ['opus', OPUS],
    ['flac', OGG_FLAC],
  ])('of %s tells the title of each link, and none where it has none', (_, options) => {
    const chain = [
      link(options, ['title=First', 'artist=Some'], 300),
      link(options, [], 400),
      link(options, ['title=Other - Third'], 500),
    ];
    const parts = readLive(new OggReader(), Buffer.concat(chain), [777]);
    expect(titlesIn(parts)).toEqual(['Some - First', 'none', 'Other - Third']);
    expect(parts.filter(({ kind }) => kind === 'head')).toHaveLength(3);
    const first = parts.find((part) => part.kind === 'title');
    expect(first?.title).toEqual({ text: 'Some - First', artist: 'Some', title: 'First' });
  });

  it('has comments in windows-1252 where an encoder knows no better', () => {
    const comment = Buffer.from('title=Caf\xe9', 'latin1');
    const bytes = Buffer.concat([Buffer.from([0, 0, 0, 0, 1, 0, 0, 0, comment.length, 0, 0, 0]), comment]);
    expect(titleInComments(bytes, {})).toEqual({ text: 'Café' });
    expect(titleInComments(bytes, { charset: 'iso-8859-5' })).toEqual({ text: 'Cafщ' });
  });

  it('with comments as long as a picture has its title, and its sound', () => {
    const bytes = link(OPUS, [`comment=${'x'.repeat(100_000)}`, `comment2=${'y'.repeat(100_000)}`, 'title=First'], 300);
    const parts = readLive(new OggReader(), bytes, [1_460]);
    expect(titlesIn(parts)).toEqual(['First']);
    expect(bytesOf(parts).equals(bytes)).toBe(true);
  });

  it('with other streams at the same time is the first that is sound', () => {
    const other = ['-f', 'lavfi', '-i', 'sine=frequency=900:duration=1:sample_rate=48000'];
    const both = ['-map', '0', '-map', '1', '-c:a:0', 'libopus', '-c:a:1', 'libvorbis', '-metadata:s:a:0', 'title=One', '-metadata:s:a:1', 'title=Two']; // prettier-ignore
    const bytes = encodeLive(1, [...other, ...both, ...PAGES]);
    const reader = new OggReader();
    const parts = readLive(reader, bytes);
    expect(reader.format?.codec).toBe('opus');
    expect(titlesIn(parts)).toEqual(['One']);
    const kept = pagesIn(bytesOf(parts));
    expect(new Set(kept.map((page) => page.readUInt32LE(14))).size).toBe(1);
    expect(kept.length).toBeLessThan(pagesIn(bytes).length);
    expect(Math.abs(durationOf(parts) - 1_000)).toBeLessThan(100);
  });

  it('can be joined late, with the head of the link', () => {
    const bytes = Buffer.concat([link(OPUS, ['title=One'], 300), link(OPUS, ['title=Two'], 800)]);
    const parts = readLive(new OggReader(), bytes);
    const heads = parts.filter(({ kind }) => kind === 'head');
    const late = parts.slice(parts.indexOf(heads[1]!) + 4);
    expect(late.length).toBeGreaterThan(2);
    const sound = decodeLive(bytesOf([heads[1]!, ...late]));
    expect(sound.length / 2 / 48).toBeGreaterThan(durationOf(late) - 200);
  });

  it('joined in its middle counts the first page by itself', () => {
    const bytes = encodeLive(3, OPUS);
    const parts = readLive(new OggReader(), bytes);
    const head = parts.find(({ kind }) => kind === 'head')!;
    const late = parts.slice(6);
    const again = readLive(new OggReader(), bytesOf([head, ...late]));
    expect(durationOf(again)).toBe(durationOf(late));
  });
});

describe('blocks of metadata', () => {
  it.each([1, 15, 16, 417])(
    'after %i bytes each are cut out, also while it is found out what the sound is',
    (interval) => {
      const { bytes, kind } = sampleOf('mp3');
      const stream = withIcyBlocks(bytes.subarray(0, 20_000), interval, new Map([[7, 'A - B']])); // prettier-ignore
      const parts = readLive(new IcyReader(interval, readerOf(kind, {}, {})), stream, [1_000]);
      expect(titlesIn(parts)).toEqual(['A - B']);
      expect(bytesOf(parts).equals(bytes.subarray(0, bytesOf(parts).length))).toBe(true);
      expect(bytesOf(parts).length).toBeGreaterThan(19_000);
    },
  );

  it('of which the first is behind all that is sent are none', () => {
    const { bytes, kind } = sampleOf('mp3');
    const parts = readLive(new IcyReader(1024 ** 2, readerOf(kind, {}, {})), bytes);
    expect(bytesOf(parts).equals(bytes)).toBe(true);
  });

  it.each([500, 8_192])('that were announced after %i bytes each, and are not sent, take nothing away', (interval) => {
    const { bytes, kind } = sampleOf('mp3');
    const parts = readLive(new IcyReader(interval, readerOf(kind, {}, {})), bytes, [333]);
    expect(titlesIn(parts)).toEqual([]);
    expect(bytesOf(parts).equals(bytes)).toBe(true);
  });

  it('that hold no title but a picture of it leave the title as it is', () => {
    const { bytes, kind } = sampleOf('mp3');
    const blocks = [icyBlock("StreamTitle='A - B';"), icyBlock("StreamUrl='http://a/';"), icyBlock('')];
    const stream = Buffer.concat(blocks.flatMap((block, n) => [bytes.subarray(n * 4_000, (n + 1) * 4_000), block])); // prettier-ignore
    const parts = readLive(new IcyReader(4_000, readerOf(kind, {}, {})), stream);
    expect(titlesIn(parts)).toEqual(['A - B']);
  });
});

describe('a thousand cuts', () => {
  it.each(['mp3', 'aac', 'opus'])('in %s are not heard', (name) => {
    const { bytes, kind } = sampleOf(name);
    // A title as long as a block can be, one of a word, and all between, one at nearly each cut.
    const intervalBytes = Math.floor(bytes.length / 1_010);
    const titles = new Map(
      Array.from({ length: 1_000 }, (_, n) => [n, `${'x'.repeat((n * 37) % 900)} - ${n}`] as const),
    );
    const stream = withIcyBlocks(bytes, intervalBytes, titles);
    const sizes = Array.from({ length: 97 }, (_, n) => 1 + ((n * 7919) % 1_500));
    const parts = readLive(new IcyReader(intervalBytes, readerOf(kind, {}, {})), stream, sizes);
    expect(titlesIn(parts)).toHaveLength(1_000);
    const heard = bytesOf(parts);
    expect(heard.equals(bytes)).toBe(true);
    expect(decodeLive(heard).equals(decodeLive(bytes))).toBe(true);
  });

  it.each(['mp3', 'aac', 'opus', 'vorbis', 'flac'])('through %s leave it to begin anywhere', (name) => {
    const { bytes, kind } = sampleOf(name);
    const parts = readLive(readerOf(kind, {}, {}), bytes);
    const head = parts.filter((part) => part.kind === 'head');
    const sounds = parts.filter((part) => part.kind === 'sound');
    const whole = decodeLive(bytesOf(parts));
    for (const from of [1, Math.floor(sounds.length / 3), Math.floor(sounds.length / 2)]) {
      const late = decodeLive(bytesOf([...head, ...sounds.slice(from)]));
      // The first frames lean on those before; what comes then is the same, at the same distance from the end.
      const tail = Math.min(late.length, whole.length) - 48_000 / 2;
      expect(tail).toBeGreaterThan(48_000);
      const [a, b] = [late.subarray(late.length - tail), whole.subarray(whole.length - tail)];
      const differs = a.some((_, at) => at % 2 === 0 && Math.abs(a.readInt16LE(at) - b.readInt16LE(at)) > 600);
      expect(differs).toBe(false);
    }
  });
});

describe('recorded streams', () => {
  const folder = new URL('../../../../test/fixtures/radio/icy/', import.meta.url);
  const read = (name: string): Buffer => readFileSync(new URL(name, folder));

  it('with blocks after 64 bytes each have the titles that another program found', () => {
    const cue = read('metaint-64.cue').toString();
    // The first is the name of the file; each has the time in front of it.
    const expected = [...cue.matchAll(/^ +TITLE "\S+ (.*)"$/gm)].map(([, title]) => title);
    const parts = readLive(new IcyReader(64, readerOf('mpeg', {}, {})), read('metaint-64.icy'), [1_000]);
    expect(titlesIn(parts)).toEqual(expected);
  });

  it('are read in another character set', () => {
    const context = { charset: 'iso-8859-2' };
    const parts = readLive(
      new IcyReader(4096, readerOf('mpeg', {}, context), context),
      read('metaint-4096-latin2.icy'),
    );
    expect(parts.find((part) => part.kind === 'title')?.title).toEqual({
      text: 'Katona Klári - Vigyél el', artist: 'Katona Klári', title: 'Vigyél el',
    }); // prettier-ignore
  });

  it('lose no frame of sound', () => {
    const parts = readLive(new IcyReader(16_000, readerOf('mpeg', {}, {})), read('metaint-16000.icy'), [1_460]);
    expect(titlesIn(parts)).toEqual(['Afterlife - Deeper - Into Places']);
    const sounds = parts.flatMap((part) => (part.kind === 'sound' ? [part.bytes] : []));
    // Nothing but frames: each part begins with one, and the whole decodes without a fault.
    for (const sound of sounds) expect(sound.readUInt16BE(0) & 0xffe0).toBe(0xffe0);
    expect(Buffer.concat(sounds).length).toBeGreaterThan(90_000);
    expect(() => decodeLive(Buffer.concat(sounds))).not.toThrow();
  });
});
