import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StreamingApp } from '../../test/support/streaming-app.js';
import { CoverPass, type CoverProgress } from './cover-pass.js';

const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer();

describe('covers that nobody has asked for yet', () => {
  let app: StreamingApp;
  let pass: CoverPass;

  beforeEach(async () => {
    app = await StreamingApp.start();
    pass = app.part(CoverPass);
  });
  afterEach(() => app.remove());

  const previews = (): Promise<{ id: string; placeholder: string | null }[]> =>
    app.database.read.all('SELECT id, placeholder FROM artwork ORDER BY id');
  const kept = (): string[] => readdirSync(join(app.home, 'cache/artwork')).sort();

  it('are made in the usual sizes, with their previews, beside those that cannot be shown', async () => {
    await app.addArtwork('a', app.write('a.jpg', await picture('#107080')));
    await app.addArtwork('b', app.write('b.jpg', 'this is no picture'));
    await app.addArtwork('c', '/nonexistent.jpg');
    await app.addArtwork('d', app.write('d.jpg', await picture('#e07020')));
    const told: (CoverProgress | undefined)[] = [];
    pass.changes.subscribe(() => told.push(pass.now));
    await pass.complete();
    expect((await previews()).map(({ id, placeholder }) => [id, placeholder?.slice(0, 22)])).toEqual([
      ['a', 'data:image/webp;base64'],
      ['b', undefined],
      ['c', undefined],
      ['d', 'data:image/webp;base64'],
    ]);
    expect(kept().filter((name) => name.endsWith('.webp'))).toEqual([
      'a-128.webp',
      'a-512.webp',
      'd-128.webp',
      'd-512.webp',
    ]);
    expect(told).toEqual([{ done: 0, total: 4 }, undefined]);
  });

  it('are looked at once, whoever asked first', async () => {
    await app.addArtwork('a', app.write('a.jpg', await picture('#107080')));
    await app.get('/artworks/a');
    await pass.complete();
    expect(kept()).toEqual([]);
  });

  it('are gone on with after an end in between', async () => {
    for (let number = 10; number < 40; number++) {
      await app.addArtwork(`c${number}`, app.write(`${number}.jpg`, await picture('#107080')));
    }
    const ended = pass.complete().catch((error: unknown) => error);
    await vi.waitFor(() => expect(kept()).toContain('c11-128.webp'), { timeout: 20_000 });
    await app.restart();
    expect(await ended).toMatchObject({ name: 'AbortError' });
    // What was made is remembered.
    const done = (await previews()).filter(({ placeholder }) => placeholder !== null).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(30);
    await app.part(CoverPass).complete();
    expect((await previews()).every(({ placeholder }) => placeholder !== null)).toBe(true);
  });
});
