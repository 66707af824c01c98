import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StreamingApp } from '../../test/support/streaming-app.js';
import type { ArtworkView } from './artwork.dto.js';
import { swatchesOf } from './swatches.js';

const WEBP = { accept: 'image/avif,image/webp,image/*,*/*;q=0.8' };

/** Two thirds teal, one third orange on the right. */
async function cover(width: number, height: number): Promise<Buffer> {
  const right = Math.floor(width / 3);
  const orange = await sharp({ create: { width: right, height, channels: 3, background: '#e07020' } })
    .png()
    .toBuffer();
  // Not through a file's loader: a picture of one colour is made where it is needed.
  return sharp({ create: { width, height, channels: 3, background: '#107080' } })
    .composite([{ input: orange, left: width - right, top: 0 }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

describe('covers', () => {
  let app: StreamingApp;

  beforeAll(async () => {
    app = await StreamingApp.start();
    await app.addArtwork('wide', app.write('wide.jpg', await cover(900, 600)));
    await app.addArtwork('text', app.write('text.jpg', 'this is no picture'));
    await app.addArtwork('gone', '/nonexistent.jpg');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    await app.addArtwork('drawing', app.write('drawing.jpg', svg));
    const whole = await cover(600, 600);
    await app.addArtwork('half', app.write('half.jpg', whole.subarray(0, whole.length - 500)));
  });
  afterAll(() => app.remove());

  it.each([
    ['an unknown id', '/art/unknown', 404],
    ['a step up', '/art/..%2f..%2fetc%2fpasswd', 404],
    ['10,000 characters', `/art/${'a'.repeat(10_000)}`, 404],
    ['what is no picture', '/art/text', 404],
    ['a format that is not for covers', '/art/drawing', 404],
    ['what has gone', '/art/gone', 404],
    ['no size', '/art/wide?size=0', 400],
    ['a size in words', '/art/wide?size=big', 400],
    ['an unknown parameter', '/art/wide?width=9', 400],
    ['colours of an unknown id', '/artworks/unknown', 404],
    ['colours of what is no picture', '/artworks/text', 404],
  ])('refuses %s', async (_what, path, status) => {
    const answer = await app.get(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it.each([
    [WEBP.accept, 'webp'],
    ['*/*', 'jpeg'],
    ['image/jpeg', 'jpeg'],
    ['image/webp;q=0,*/*', 'jpeg'],
    ['image/avif', 'avif'],
  ])('sends who accepts %s %s', async (accept, format) => {
    const { status, headers, body } = await app.get('/art/wide?size=100', { accept });
    expect([status, headers['content-type'], headers.vary]).toEqual([200, `image/${format}`, 'Accept']);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const { width, height } = await sharp(body).metadata();
    expect([width, height]).toEqual([128, 85]);
  });

  it('never scales up, and sends nothing that is known already', async () => {
    const { headers, body } = await app.get('/art/wide', WEBP);
    expect((await sharp(body).metadata()).width).toBe(900);
    expect((await app.get('/art/wide', { ...WEBP, 'if-none-match': String(headers.etag) })).status).toBe(304);
    const head = await app.get('/art/wide', WEBP, 'HEAD');
    expect([head.headers['content-length'], head.body.length]).toEqual([String(body.length), 0]);
  });

  it('keeps what it made, once for each size and format', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.get('/art/wide?size=300', WEBP)));
    expect(new Set(answers.map(({ body }) => body.toString('base64'))).size).toBe(1);
    expect(readdirSync(join(app.home, 'cache/artwork')).filter((name) => name.startsWith('wide-384'))).toEqual([
      'wide-384.webp',
    ]);
  });

  it('shows as much as there is of a damaged cover', async () => {
    expect((await app.get('/art/half?size=64', WEBP)).status).toBe(200);
  });

  it('tells size, colours and a preview, and remembers them', async () => {
    const view = JSON.parse((await app.get('/artworks/wide')).body.toString()) as ArtworkView;
    expect(view).toMatchObject({ id: 'wide', width: 900, height: 600 });
    expect(view.swatches).toHaveLength(2);
    expect(view.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(view.placeholder.length).toBeLessThanOrEqual(700);
    const row = await app.database.read.get('SELECT width, placeholder FROM artwork WHERE id = ?', ['wide']);
    expect(row).toEqual({ width: 900, placeholder: view.placeholder });
    expect(JSON.parse((await app.get('/artworks/wide')).body.toString())).toEqual(view);
  });

  it('shows or refuses a hundred megapixels, and lives on', async () => {
    const huge = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#336699' } })
      .jpeg()
      .toBuffer();
    await app.addArtwork('huge', app.write('huge.jpg', huge));
    const { body } = await app.get('/art/huge?size=512', WEBP);
    expect((await sharp(body).metadata()).width).toBe(512);
    const vast = await sharp({ create: { width: 16_000, height: 14_000, channels: 3, background: '#336699' } })
      .jpeg()
      .toBuffer();
    await app.addArtwork('vast', app.write('vast.jpg', vast));
    expect((await app.get('/art/vast?size=512', WEBP)).status).toBe(404);
  });
});

describe('what cannot be decoded', () => {
  it('is not decoded again until the picture changes', async () => {
    const app = await StreamingApp.start();
    const path = app.write('broken.jpg', 'this is no picture');
    await app.addArtwork('broken', path);
    expect((await app.get('/art/broken?size=64', WEBP)).status).toBe(404);
    app.write('broken.jpg', await cover(90, 60));
    for (const asked of ['/art/broken?size=64', '/art/broken?size=128', '/artworks/broken']) {
      const { status, body } = await app.get(asked, WEBP);
      expect([status, body.toString()]).toEqual([404, expect.stringContaining('artwork-unreadable')]);
    }
    expect(readdirSync(join(app.home, 'cache/artwork'))).toContain('broken-unreadable-1');
    // A scan that finds it changed gives it another id.
    await app.addArtwork('mended', path);
    expect((await app.get('/art/mended?size=64', WEBP)).status).toBe(200);
    await app.remove();
  });

  it('is what is there, not what cannot be had for the moment', async () => {
    const app = await StreamingApp.start();
    await app.addArtwork('late', join(app.home, 'late.jpg'));
    expect((await app.get('/art/late?size=64', WEBP)).status).toBe(404);
    app.write('late.jpg', await cover(90, 60));
    expect((await app.get('/art/late?size=64', WEBP)).status).toBe(200);
    await app.remove();
  });
});

describe('swatchesOf', () => {
  const pixels = (...colours: [number, number, number, number][]): Uint8Array =>
    Uint8Array.from(colours.flatMap(([count, ...rgb]) => Array.from({ length: count }, () => rgb).flat()));

  it('prefers colour to black, white and grey', () => {
    expect(swatchesOf(pixels([500, 0, 0, 0], [400, 255, 255, 255], [300, 128, 128, 128], [50, 200, 30, 30]))).toEqual([
      '#c81e1e',
    ]);
  });

  it('takes grey where there is nothing else', () => {
    expect(swatchesOf(pixels([100, 0, 0, 0]))).toEqual(['#000000']);
  });

  it('names at most three, clearly different', () => {
    const found = swatchesOf(pixels([90, 200, 30, 30], [80, 202, 32, 30], [70, 30, 200, 30], [60, 30, 30, 200], [50, 200, 200, 30])); // prettier-ignore
    expect(found).toHaveLength(3);
  });
});
