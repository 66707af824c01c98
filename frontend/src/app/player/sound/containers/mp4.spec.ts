import { openMp4 } from './mp4';
import { parseItunSmpb } from './mp4-table';
import { collected, latin, MemoryBytes, noise, u16, u32 } from './test-bytes';

const box = (type: string, ...parts: readonly number[][]): number[] => {
  const body = parts.flat();
  return [...u32(body.length + 8), ...latin(type), ...body];
};
const zeros = (count: number): number[] => new Array<number>(count).fill(0);

const esds = (objectType: number): number[] =>
  box('esds', u32(0), [3, 25, 0, 1, 0], [4, 17, objectType, 0x15, ...zeros(11)], [5, 2, 0x12, 0x10], [6, 1, 2]);
const mp4a = (objectType: number): number[] =>
  box('mp4a', [...zeros(6), 0, 1], zeros(8), u16(2), u16(16), u32(0), u32(44_100 * 65_536), esds(objectType));

interface Shape {
  readonly edit?: { readonly duration: number; readonly from: number };
  readonly smpb?: string;
  readonly lastDelta?: number;
  readonly entry?: number[];
}

const SIZES = Array.from({ length: 40 }, (_, i) => 100 + i);

/** 40 frames of 1024 samples in chunks of 3, the last shorter in the table. */
function mp4({ edit, smpb, lastDelta = 1024, entry = mp4a(0x40) }: Shape): Uint8Array {
  const chunkCount = Math.ceil(SIZES.length / 3);
  const moov = (mediaAt: number): number[] => {
    const starts = SIZES.map((_, i) => mediaAt + SIZES.slice(0, i).reduce((sum, size) => sum + size, 0));
    const chunks = Array.from({ length: chunkCount }, (_, chunk) => starts[chunk * 3] ?? 0);
    const stbl = box(
      'stbl',
      box('stsd', u32(0), u32(1), entry),
      box('stts', u32(0), u32(2), u32(39), u32(1024), u32(1), u32(lastDelta)),
      box('stsc', u32(0), u32(1), u32(1), u32(3), u32(1)),
      box('stsz', u32(0), u32(0), u32(SIZES.length), SIZES.flatMap(u32)),
      box('stco', u32(0), u32(chunkCount), chunks.flatMap(u32)),
    );
    const mdia = box(
      'mdia',
      box('mdhd', u32(0), u32(0), u32(0), u32(44_100), u32(0), u32(0)),
      box('hdlr', u32(0), u32(0), latin('soun'), zeros(13)),
      box('minf', stbl),
    );
    const edts = edit ? box('edts', box('elst', u32(0), u32(1), u32(edit.duration), u32(edit.from), u32(65_536))) : [];
    const tag = smpb
      ? box('----', box('name', u32(0), latin('iTunSMPB')), box('data', u32(1), u32(0), latin(smpb)))
      : [];
    const udta = box('udta', box('meta', u32(0), box('ilst', tag)));
    return box('moov', box('mvhd', u32(0), u32(0), u32(0), u32(1000), u32(0)), box('trak', edts, mdia), udta);
  };
  const media = SIZES.flatMap((size, i) => noise(size, i));
  const head = box('ftyp', latin('M4A '), u32(0));
  const mediaAt = head.length + moov(0).length + 8;
  return Uint8Array.from([...head, ...moov(mediaAt), ...box('mdat', media)]);
}

const open = (shape: Shape): ReturnType<typeof openMp4> => openMp4(new MemoryBytes(mp4(shape)));

describe('openMp4', () => {
  it('takes every frame from where the tables say it is', async () => {
    const audio = await open({});
    const { packets, endsAt } = await collected(audio);
    expect(audio).toMatchObject({ mimeType: 'audio/mp4; codecs="mp4a.40.2"', rateHz: 44_100, skippedSamples: 0 });
    expect(packets.map(({ data }) => [...data])).toEqual(SIZES.map((size, i) => noise(size, i)));
    expect(endsAt).toBe(40 * 1024);
  });

  it('follows the edit list, whose milliseconds are too coarse for the end', async () => {
    const samples = 39 * 1024 + 885 - 1024;
    const audio = await open({ edit: { duration: Math.round(samples / 44.1), from: 1024 }, lastDelta: 885 });
    const { packets, endsAt } = await collected(audio);
    expect(audio.skippedSamples).toBe(1024);
    expect(endsAt).toBe(39 * 1024 + 885);
    // What the decoder puts out, not what is to be heard of it: the padding is cut off behind `endsAt`.
    expect(packets.at(-1)?.samples).toBe(1024);
  });

  it('ends early where the edit list does', async () => {
    const audio = await open({ edit: { duration: 500, from: 2112 } });
    expect((await collected(audio)).endsAt).toBe(2112 + 22_050);
  });

  it('believes iTunSMPB before the edit list', async () => {
    const smpb = ' 00000000 00000840 000001CA 0000000000008FF6 00000000 00000000';
    const audio = await open({ smpb, edit: { duration: 900, from: 1024 } });
    expect(audio.skippedSamples).toBe(0x840);
    expect((await collected(audio)).endsAt).toBe(0x840 + 0x8ff6);
  });

  it('begins with the frame that holds the asked sample', async () => {
    const { packets } = await collected(await open({}), 5 * 1024 + 1);
    expect(packets[0]?.at).toBe(5 * 1024);
    expect(packets).toHaveLength(35);
  });

  it.each([
    ['ALAC', box('alac', zeros(28))],
    ['MP3', mp4a(0x6b)],
  ])('refuses %s', async (_name, entry) => {
    await expect(open({ entry })).rejects.toThrow(/cannot be appended|not AAC/);
  });
});

describe('parseItunSmpb', () => {
  it('reads delay and length', () => {
    expect(parseItunSmpb(' 00000000 00000840 000001CA 00000000003F31F6 00000000')).toEqual({
      delay: 2112,
      samples: 4_141_558,
    });
  });

  it.each(['', 'nonsense', ' 00000000 00000840', '0 0 0 0'])('gives nothing for “%s”', (value) => {
    expect(parseItunSmpb(value)).toBeUndefined();
  });
});
