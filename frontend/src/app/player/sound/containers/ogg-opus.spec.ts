import { openOggOpus } from './ogg-opus';
import { collected, latin, MemoryBytes, noise } from './test-bytes';

const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) & 0xff);
/** A packet of one CELT frame of 20 ms. */
const packet = (length: number, seed: number): number[] => [31 << 3, ...noise(length - 1, seed)];
const lacing = (length: number): number[] => [...new Array<number>(Math.floor(length / 255)).fill(255), length % 255];

interface PageParts {
  readonly granule: number;
  readonly flags?: number;
  readonly lengths: readonly number[];
  readonly body: readonly number[];
}

const page = ({ granule, flags = 0, lengths, body }: PageParts): number[] => [
  ...[...latin('OggS'), 0, flags, ...(granule < 0 ? new Array<number>(8).fill(255) : little(granule, 8))],
  ...[...little(7, 4), ...little(0, 8), lengths.length, ...lengths, ...body],
];
const pageOf = (granule: number, packets: readonly number[][], flags = 0): number[] =>
  page({ granule, flags, lengths: packets.flatMap(({ length }) => lacing(length)), body: packets.flat() });

const opusHead = [...latin('OpusHead'), 1, 2, ...little(312, 2), ...little(44_100, 4), 0, 0, 0];
const heads = [...pageOf(0, [opusHead], 2), ...pageOf(0, [latin('OpusTags')])];
const open = (...pages: readonly number[][]): ReturnType<typeof openOggOpus> =>
  openOggOpus(new MemoryBytes(Uint8Array.from([heads, ...pages].flat())));
const some = (count: number, seed = 0): number[][] =>
  Array.from({ length: count }, (_, i) => packet(100 + i, seed + i));

describe('openOggOpus', () => {
  it('skips what the head says, and ends where the last page says', async () => {
    const audio = await open(pageOf(4 * 960, some(4)), pageOf(7 * 960 - 500, some(4, 9), 4));
    const { packets, endsAt } = await collected(audio);
    expect(audio).toMatchObject({ skippedSamples: 312, rateHz: 48_000 });
    expect(packets.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => n * 960));
    expect(endsAt).toBe(7 * 960 - 500);
  });

  it('counts from the first page on in what was cut out of a longer recording', async () => {
    const { packets, endsAt } = await collected(
      await open(pageOf(100_000 + 960, some(1)), pageOf(100_000 + 1_500, some(1), 4)),
    );
    expect(packets.map(({ at }) => at)).toEqual([0, 960]);
    expect(endsAt).toBe(1_500);
  });

  it('puts packets together that run over the border of a page', async () => {
    const long = packet(600, 3);
    const first = page({
      granule: 960,
      lengths: [...lacing(50), 255],
      body: [...packet(50, 1), ...long.slice(0, 255)],
    });
    const second = page({ granule: 1_920, flags: 5, lengths: [255, 90], body: long.slice(255) });
    const { packets } = await collected(await open(first, second));
    expect(packets.map(({ data }) => data.length)).toEqual([50, 600]);
    expect([...(packets[1]?.data ?? [])]).toEqual(long);
  });

  it('finds a place by the positions of pages', async () => {
    const pages = Array.from({ length: 400 }, (_, n) => pageOf((n + 1) * 50 * 960, some(50, n), n === 399 ? 4 : 0));
    const { packets, endsAt } = await collected(await open(...pages), 200 * 48_000 + 5);
    expect(packets[0]?.at).toBe(200 * 48_000);
    expect(endsAt).toBe(400 * 48_000);
  });

  it('refuses other kinds of Ogg', async () => {
    const vorbis = Uint8Array.from(pageOf(0, [latin('\x01vorbis')], 2));
    await expect(openOggOpus(new MemoryBytes(vorbis))).rejects.toThrow('not Opus');
  });
});
