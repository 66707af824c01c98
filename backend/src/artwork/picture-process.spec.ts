import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ArtworkUnreadable } from './artwork-unreadable.js';
import { PictureProcess } from './picture-process.js';
import type { PictureLook } from './picture-protocol.js';

const VAST_AVIF = readFileSync(join(import.meta.dirname, '../../test/fixtures/pictures/199-megapixels.avif'));
const hasProc = process.platform === 'linux';

const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });

/** Processes that this one started and that run. */
function children(): number[] {
  return readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** The most memory that a process had so far, in MiB. */
function peakMib(pid: number): number {
  const [, kib = ''] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

describe('the process for pictures', { timeout: 120_000 }, () => {
  let pictures: PictureProcess;

  beforeEach(() => {
    pictures = new PictureProcess();
  });

  afterEach(() => pictures.onApplicationShutdown());

  const look = (original: Uint8Array): Promise<PictureLook> => pictures.perform({ kind: 'look', original });
  const scale = (original: Uint8Array): Promise<Uint8Array> =>
    pictures.perform({ kind: 'scale', original, sizePx: 128, format: 'webp' });

  it.each([
    ['JPEG', () => plain(300, 200).jpeg()],
    ['progressive JPEG', () => plain(300, 200).jpeg({ progressive: true })],
    ['PNG', () => plain(300, 200).png()],
    ['interlaced PNG', () => plain(300, 200).png({ progressive: true })],
    ['WebP', () => plain(300, 200).webp()],
    ['GIF', () => plain(300, 200).gif()],
    ['TIFF', () => plain(300, 200).tiff()],
    ['AVIF', () => plain(300, 200).avif({ effort: 0 })],
  ])('decodes %s', async (_format, make) => {
    const original = await make().toBuffer();
    expect(await look(original)).toMatchObject({ width: 300, height: 200 });
    const { width, height, format } = await sharp(Buffer.from(await scale(original))).metadata();
    expect([width, height, format]).toEqual([128, 85, 'webp']);
  });

  it('shows the first picture of an animation', async () => {
    const frames = await Promise.all(['#ff0000', '#0000ff'].map((background) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background } }).png().toBuffer(),
    )); // prettier-ignore
    for (const format of ['gif', 'webp'] as const) {
      const animation = await sharp(frames, { join: { animated: true } })
        .toFormat(format, { lossless: true })
        .toBuffer();
      expect((await sharp(animation).metadata()).pages).toBe(2);
      expect(await look(animation)).toMatchObject({ width: 64, height: 64, swatches: ['#ff0000'] });
    }
  });

  it('decodes what comes while the process that it has just let go ends', async () => {
    const original = await plain(300, 200).jpeg().toBuffer();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await look(original);
      vi.runOnlyPendingTimers();
      expect(await look(original)).toMatchObject({ width: 300, height: 200 });
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'],
    ['text', 'this is no picture'],
    ['nothing', ''],
  ])('refuses %s', async (_what, text) => {
    await expect(look(Buffer.from(text))).rejects.toBeInstanceOf(ArtworkUnreadable);
    await expect(scale(Buffer.from(text))).rejects.toBeInstanceOf(ArtworkUnreadable);
  });

  it.runIf(hasProc)('refuses what would take more memory than it has, and never takes it', async () => {
    const before = new Set(children());
    const progressive = await plain(6_500, 5_500).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer();
    const deep = await plain(5_400, 5_400).toColourspace('rgb16').png({ progressive: true }).toBuffer();
    for (const original of [VAST_AVIF, progressive, deep]) {
      await expect(look(original)).rejects.toBeInstanceOf(ArtworkUnreadable);
      await expect(scale(original)).rejects.toBeInstanceOf(ArtworkUnreadable);
    }
    // The largest that it takes, several at once: they wait for each other.
    const largest = await plain(3_200, 3_200).avif({ effort: 0 }).toBuffer();
    const made = await Promise.all(Array.from({ length: 4 }, () => scale(largest)));
    expect(made).toHaveLength(4);
    const own = children().filter((pid) => !before.has(pid));
    expect(own.length).toBeGreaterThan(0);
    for (const pid of own) expect(peakMib(pid)).toBeLessThan(300);
  });

  it('refuses a header that promises less than comes', async () => {
    const lying = Buffer.from(VAST_AVIF);
    const size = lying.indexOf('ispe') + 8;
    lying.writeUInt32BE(1_000, size);
    lying.writeUInt32BE(1_000, size + 4);
    await expect(scale(lying)).rejects.toBeInstanceOf(ArtworkUnreadable);
  });

  it.runIf(hasProc)('loses no other picture when one brings the process down', async () => {
    const before = new Set(children());
    const original = await plain(4_000, 4_000).png().toBuffer();
    await scale(original);
    const [pid] = children().filter((child) => !before.has(child));
    const made = Promise.all(Array.from({ length: 3 }, () => scale(original)));
    process.kill(pid!, 'SIGKILL');
    expect((await made).every((picture) => picture.length > 0)).toBe(true);
    expect((await look(original)).width).toBe(4_000);
  });

  it.runIf(hasProc)('is there while there are pictures, and has none of our secrets', async () => {
    vi.stubEnv('PYXIS_DATABASE_PASSWORD', 'hunter2');
    const before = new Set(children());
    await look(await plain(30, 30).png().toBuffer());
    const [pid, ...more] = children().filter((child) => !before.has(child));
    expect(more).toEqual([]);
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('hunter2');
    pictures.onApplicationShutdown();
    await vi.waitFor(() => expect(children()).not.toContain(pid), { timeout: 30_000 });
    vi.unstubAllEnvs();
  });
});
