import { openAudio } from './open-audio';
import { collected, latin, MemoryBytes, noise, u16 } from './test-bytes';
import { openWebmOpus } from './webm-opus';

const big = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) & 0xff);
const idOf = (id: number): number[] => big(id, id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1);
/** An element whose length takes four bytes. */
const element = (id: number, ...content: readonly (readonly number[])[]): number[] => {
  const data = content.flat();
  return [...idOf(id), ...big(0x10000000 + data.length, 4), ...data];
};
/** A packet of one CELT frame of 20 ms. */
const packet = (seed: number): number[] => [31 << 3, ...noise(99 + seed, seed)];
const block = (track: number, ticks: number, data: readonly number[], flags = 0x80): number[] => [
  ...[0x80 + track, ...u16(ticks & 0xffff), flags],
  ...data,
];

const opusHead = [...latin('OpusHead'), 1, 2, 0x38, 1, ...[0x80, 0xbb, 0, 0], 0, 0, 0];
const ebml = element(0x1a45dfa3, element(0x4282, latin('webm')));
const info = element(0x1549a966, element(0x2ad7b1, big(1_000_000, 3)));
const tracks = (...more: readonly number[][]): number[] =>
  element(0x1654ae6b, element(0xae, element(0xd7, [1]), element(0x63a2, opusHead)), ...more);
/** So many packets from one second on, which is where a cluster begins; the last one padded. */
const cluster = (second: number, count: number, paddingNs?: number): number[] => {
  const blocks = Array.from({ length: count }, (_, i) => {
    const content = block(1, i * 20, packet(i));
    if (i < count - 1 || paddingNs === undefined) return element(0xa3, content);
    return element(0xa0, element(0xa1, content), element(0x75a2, big(paddingNs, 4)));
  });
  return element(0x1f43b675, element(0xe7, big(second * 1_000, 4)), ...blocks);
};
const fileOf = (...parts: readonly number[][]): MemoryBytes =>
  new MemoryBytes(Uint8Array.from([...ebml, ...element(0x18538067, ...parts)]));

describe('openWebmOpus', () => {
  it('skips what the head says, and ends where the padding begins', async () => {
    const audio = await openWebmOpus(fileOf(info, tracks(), cluster(0, 50), cluster(1, 3, 10_000_000)));
    const { packets, endsAt } = await collected(audio);
    expect(audio).toMatchObject({ skippedSamples: 312, rateHz: 48_000 });
    expect(packets.map(({ at }) => at)).toEqual(Array.from({ length: 53 }, (_, n) => n * 960));
    expect([...(packets[52]?.data ?? [])]).toEqual(packet(2));
    expect(endsAt).toBe(53 * 960 - 480);
  });

  it('ends with its last packet where nothing is padded', async () => {
    const { endsAt } = await collected(await openWebmOpus(fileOf(info, tracks(), cluster(0, 5))));
    expect(endsAt).toBe(5 * 960);
  });

  it('finds a place by the table of places, without what lies before', async () => {
    const clusters = Array.from({ length: 60 }, (_, second) => cluster(second, 50));
    const cues = (positions: readonly number[]): number[] =>
      element(
        0x1c53bb6b,
        ...positions.map((position, second) =>
          element(
            0xbb,
            element(0xb3, big(second * 1_000, 4)),
            element(0xb7, element(0xf7, [1]), element(0xf1, big(position, 4))),
          ),
        ),
      );
    const before = info.length + tracks().length + cues(clusters.map(() => 0)).length;
    const sums = clusters.map((_, i) => before + clusters.slice(0, i).reduce((sum, { length }) => sum + length, 0));
    const file = fileOf(info, tracks(), cues(sums), ...clusters);
    const audio = await openWebmOpus(file);
    const opening = file.bytesRead;
    const { packets, endsAt } = await collected(audio, 58 * 48_000 + 5);
    expect([packets[0]?.at, packets.length, endsAt]).toEqual([58 * 48_000, 100, 60 * 48_000]);
    expect(file.bytesRead - opening).toBeLessThan(30_000);
  });

  it.each([
    [
      'another codec',
      fileOf(info, element(0x1654ae6b, element(0xae, element(0xd7, [1]), element(0x63a2, latin('vorbis'))))),
    ],
    ['two tracks', fileOf(info, tracks(element(0xae, element(0xd7, [2]))), cluster(0, 2))],
    ['no sound', fileOf(info, tracks())],
    ['nothing', new MemoryBytes(Uint8Array.from(ebml))],
    ['something else', new MemoryBytes(Uint8Array.from(latin('OggS and more of it')))],
  ])('refuses a file with %s', async (_what, file) => {
    await expect(openWebmOpus(file)).rejects.toThrow(/file/);
  });

  it('refuses packets that are laced', async () => {
    const laced = element(0x1f43b675, element(0xe7, [0]), element(0xa3, block(1, 0, packet(1), 0x06)));
    await expect(collected(await openWebmOpus(fileOf(info, tracks(), laced)))).rejects.toThrow('laced');
  });

  it('is known by its first bytes', async () => {
    const file = fileOf(info, tracks(), cluster(0, 2));
    expect((await openAudio(file, 'sniffed')).skippedSamples).toBe(312);
    await expect(
      openAudio(new MemoryBytes(Uint8Array.from([0, 0, 0, 24, ...latin('ftypdash')])), 'sniffed'),
    ).rejects.toThrow();
  });

  it('ends with whatever is there of a file that is damaged', async () => {
    const whole = [...ebml, ...element(0x18538067, info, tracks(), cluster(0, 20))];
    for (let length = 100; length < whole.length; length += 97) {
      const cut = new MemoryBytes(Uint8Array.from(whole.slice(0, length)));
      await openWebmOpus(cut)
        .then((audio) => collected(audio))
        .catch((error: unknown) => {
          expect(String(error)).toContain('file');
        });
    }
  });
});
