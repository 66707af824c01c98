import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EMPTY } from 'rxjs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StreamingApp } from '../../test/support/streaming-app.js';
import { SystemClock } from '../common/index.js';
import { pictureFetcher, RemoteArtwork, type FetchPicture, type SourceAdapter } from '../sources/index.js';
import { Upstream, UpstreamStates } from '../upstream/index.js';
import type { ArtworkView } from './artwork.dto.js';

const WEBP = { accept: 'image/webp' };

describe('covers from outside', () => {
  let outside: Server;
  let base: string;
  let app: StreamingApp;
  /** Paths that were asked for, in order. */
  const asked: string[] = [];

  beforeAll(async () => {
    const picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#107080' } })
      .jpeg()
      .toBuffer();
    const answers: Record<string, [number, string, string | Buffer]> = {
      '/cover.jpg': [200, 'image/jpeg', picture],
      '/page.jpg': [200, 'text/html', '<html>this is no picture</html>'],
      '/broken.jpg': [200, 'image/jpeg', 'this is no picture'],
      '/ill.jpg': [403, 'text/plain', ''],
    };
    outside = createServer((request, response) => {
      asked.push(request.url ?? '');
      const [status, type, body] = answers[request.url ?? ''] ?? [404, 'text/plain', ''];
      response.writeHead(status, { 'Content-Type': type }).end(body);
    });
    await once(outside.listen(0, '127.0.0.1'), 'listening');
    base = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    const clock = new SystemClock();
    const surroundings = { clock, states: new UpstreamStates(clock), version: '1' };
    const fetcher = (configured: string[]): FetchPicture =>
      pictureFetcher({ to: (description) => new Upstream({ ...description, configured }, surroundings) });
    // Addresses of this machine are for nobody but who has written them into the configuration.
    const source = (id: string, configured: string[]): SourceAdapter => ({
      id,
      name: id,
      capabilities: { artwork: new RemoteArtwork(fetcher(configured)) },
      health: () => ({ state: 'ok', sinceMs: 0, parts: [] }),
      healthChanges: EMPTY,
    });
    app = await StreamingApp.start({ sources: [source('shop', [base]), source('stranger', [])] });
    await app.addArtwork('inside', `${base}/inside.jpg`, 'stranger');
    for (const name of ['cover', 'gone', 'page', 'broken', 'ill'])
      await app.addArtwork(name, `${base}/${name}.jpg`, 'shop');
    await app.addArtwork('file', 'file:///etc/hostname', 'shop');
    await app.addArtwork('words', 'no address', 'shop');
  });

  afterAll(async () => {
    await app.remove();
    outside.close();
  });

  it('come through us, fetched once for all sizes, with colours and preview', async () => {
    const sizes = [64, 256, 512];
    const answers = await Promise.all(sizes.map((size) => app.get(`/art/cover?size=${size}`, WEBP)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const row = await app.database.read.get<ArtworkView>(`SELECT placeholder FROM artwork WHERE id = 'cover'`);
    expect(row?.placeholder).toMatch(/^data:image\/webp;base64,/);
    const view = JSON.parse((await app.get('/artworks/cover')).body.toString()) as ArtworkView;
    expect(view).toMatchObject({ width: 600, height: 400, swatches: [expect.stringMatching(/^#/)] });
    expect(view.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(JSON.stringify(view) + JSON.stringify(answers[0]!.headers)).not.toContain(base);
    expect(asked.filter((path) => path === '/cover.jpg')).toHaveLength(1);
    expect(readdirSync(join(app.home, 'cache/artwork'))).toContain('cover-original');
  });

  it.each([
    ['gone', 404, 1],
    ['page', 404, 1],
    ['broken', 404, 1],
    ['inside', 503, 0],
    ['ill', 503, 3],
    ['file', 404, 0],
    ['words', 404, 0],
  ])('are asked for again when that may help: %s', async (name, status, calls) => {
    for (const path of [`/art/${name}?size=64`, `/art/${name}?size=128`, `/artworks/${name}`]) {
      expect((await app.get(path, WEBP)).status).toBe(status);
    }
    expect(asked.filter((path) => path === `/${name}.jpg`)).toHaveLength(calls);
  });
});
