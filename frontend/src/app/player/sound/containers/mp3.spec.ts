import { openMp3 } from './mp3';
import { collected, latin, MemoryBytes, u32 } from './test-bytes';

/** MPEG-1, layer III, 128 kbit/s, 44.1 kHz, stereo: 417 bytes, or 418. */
function frame(isPadded = false, body: readonly number[] = []): number[] {
  const bytes = new Array<number>(isPadded ? 418 : 417).fill(0x55);
  bytes.splice(0, 4, 0xff, 0xfb, isPadded ? 0x92 : 0x90, 0x44);
  bytes.splice(36, body.length, ...body);
  return bytes;
}

function header(
  mark: 'Xing' | 'Info',
  delay: number,
  padding: number,
  frames: number,
  encoder = 'LAME3.100',
): number[] {
  const table = Array.from({ length: 100 }, (_, percent) => Math.floor((percent * 256) / 100));
  const fixed = [...latin(mark), ...u32(7), ...u32(frames), ...u32(frames * 417), ...table];
  const gaps = [delay >> 4, ((delay & 15) << 4) | (padding >> 8), padding & 0xff];
  return frame(false, [...fixed, ...latin(encoder), ...new Array<number>(12).fill(0), ...gaps]);
}

const id3 = [...latin('ID3'), 4, 0, 0, 0, 0, 0, 20, ...new Array<number>(20).fill(0xff)];
const frames = (count: number): number[] => Array.from({ length: count }, () => frame()).flat();
const open = (...parts: readonly number[][]): ReturnType<typeof openMp3> =>
  openMp3(new MemoryBytes(Uint8Array.from(parts.flat())));

describe('openMp3', () => {
  it('cuts what the encoder put before and behind the sound', async () => {
    const audio = await open(id3, header('Info', 576, 1_173, 10), frames(10));
    expect(audio.skippedSamples).toBe(576);
    expect((await collected(audio)).endsAt).toBe(10 * 1152 - 1_173);
  });

  it('plays no header frame, and no tags at the end', async () => {
    const audio = await open(header('Info', 576, 700, 4), frames(4), [
      ...latin('TAG'),
      ...new Array<number>(125).fill(0xff),
    ]);
    const { packets } = await collected(audio);
    expect(packets.map(({ at, data }) => [at, data.length])).toEqual([0, 1152, 2304, 3456].map((at) => [at, 417]));
  });

  it.each([
    ['no header', frames(6)],
    ['a header without the part of the encoder', [...header('Xing', 0, 0, 6, '\0\0\0\0\0\0\0\0\0'), ...frames(6)]],
  ])('plays everything of a file with %s', async (_name, bytes) => {
    const audio = await open(bytes);
    expect(audio.skippedSamples).toBe(0);
    expect(await collected(audio)).toMatchObject({ endsAt: 6 * 1152, packets: { length: 6 } });
  });

  it('goes on behind damage', async () => {
    const audio = await open(frames(5), [1, 2, 0xff, 0xfb, 3, 4], frames(5));
    expect((await collected(audio)).packets).toHaveLength(10);
  });

  it('leaves out a last frame that was cut off', async () => {
    const audio = await open(frames(5), frame().slice(0, 200));
    expect((await collected(audio)).packets).toHaveLength(5);
  });

  it('finds a place exactly when the bit rate is constant', async () => {
    const padded = Array.from({ length: 400 }, (_, n) => frame(Math.floor((n + 1) * 0.959) > Math.floor(n * 0.959)));
    const bytes = Uint8Array.from([...header('Info', 576, 576, 400), ...padded.flat()]);
    const all = (await collected(await openMp3(new MemoryBytes(bytes)))).packets;
    const { packets } = await collected(await openMp3(new MemoryBytes(bytes)), 250 * 1152 + 7);
    expect(packets[0]?.at).toBe(250 * 1152);
    expect(packets[0]?.data.byteOffset).toBe(all[250]?.data.byteOffset);
  });

  it('finds a place by the table when it is not', async () => {
    const audio = await open(header('Xing', 576, 576, 500), frames(500));
    const { packets } = await collected(audio, 250 * 1152);
    expect(Math.abs((packets[0]?.at ?? 0) - 250 * 1152)).toBeLessThan(0.02 * 500 * 1152);
  });

  it('refuses what is no MP3', async () => {
    await expect(open(latin('RIFF what else'))).rejects.toThrow('no MPEG sound');
  });
});
