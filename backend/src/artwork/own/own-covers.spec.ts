import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestEventSource } from '../../../test/support/event-source.js';
import { aTrack } from '../../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../../test/support/feature-app.js';
import { TestClock } from '../../../test/support/test-clock.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { Clock } from '../../common/index.js';
import type { AlbumPage } from '../../library/albums.dto.js';
import type { ArtistPage } from '../../library/artists.dto.js';
import { LibraryModule, type AlbumSummary } from '../../library/index.js';
import type { AlbumView, ArtistView } from '../../library/library.dto.js';
import { ArtworkModule } from '../artwork.module.js';
import type { ArtworkView } from '../artwork.dto.js';
import { GivenPictures } from './given-pictures.js';
import type { CoverChanges } from './own-covers.dto.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

const picture = (background: string, width = 80, height = width): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

describeOnEachEngine('own covers', (database) => {
  let feature: FeatureApp;
  let clock: TestClock;

  beforeEach(async () => {
    clock = new TestClock(Date.now());
    feature = await startFeatureApp(database(), [LibraryModule, ArtworkModule], [{ provide: Clock, useValue: clock }]);
    putFiles('1');
    await feature.scan();
  });

  afterEach(() => feature.close());

  /** @param version of their cover */
  function putFiles(version: string, folder = 'Amber'): void {
    const artwork = { locator: '/amber.jpg', version };
    feature.files.put(`${folder}/1.flac`, aTrack({ title: 'One', artist: 'Band', albumArtist: 'Band', album: 'Amber', artwork })); // prettier-ignore
  }

  const album = async (): Promise<AlbumSummary> => {
    const [first] = (await feature.get<AlbumPage>('/albums')).items;
    return first!;
  };
  const folder = (): string => join(feature.data, 'covers');

  async function give(content: Buffer): Promise<ArtworkView> {
    const answer = await feature.upload('/artworks', content);
    expect(answer.status, answer.text).toBe(201);
    return answer.body as ArtworkView;
  }

  async function choose(content: Buffer): Promise<string> {
    const { id } = await give(content);
    const answer = await feature.send('put', `/albums/${(await album()).id}/cover`, { artworkId: id });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return id;
  }

  const remove = async (): Promise<void> => {
    expect((await feature.send('delete', `/albums/${(await album()).id}/cover`)).status).toBe(200);
  };

  it('are for artists, too, in place of covers of their albums', async () => {
    const artist = async (): Promise<ArtistView> => {
      const [first] = (await feature.get<ArtistPage>('/artists')).items;
      return feature.get<ArtistView>(`/artists/${first?.id}`);
    };
    const before = await artist();
    expect(before).toMatchObject({ artworkId: (await album()).artworkId, hasOwnCover: false });
    const { id } = await give(await picture('#229944'));
    const answer = await feature.send('put', `/artists/${before.id}/cover`, { artworkId: id });
    expect(answer.body).toEqual({ kind: 'artist', id: before.id, artworkId: id, formerArtworkId: before.artworkId });
    putFiles('2');
    await choose(await picture('#aa3311'));
    await feature.scan();
    clock.pass(2 * DAY_MS);
    await feature.app.get(GivenPictures).tidy();
    expect(await artist()).toMatchObject({ artworkId: id, hasOwnCover: true });
    await feature.send('delete', `/artists/${before.id}/cover`);
    expect(await artist()).toMatchObject({ artworkId: (await album()).artworkId, hasOwnCover: false });
  });

  it('are shown in place of those of the files, by lists, tracks and artists', async () => {
    const before = await album();
    const id = await choose(await picture('#aa3311'));
    const { artworkId, placeholder } = await album();
    expect([artworkId, artworkId === before.artworkId]).toEqual([id, false]);
    expect(placeholder).toMatch(/^data:image\/webp;base64,/);
    const view = await feature.get<AlbumView>(`/albums/${before.id}`);
    expect(view).toMatchObject({ artworkId: id, hasOwnCover: true });
    expect(view.discs[0]?.tracks[0]).toMatchObject({ artworkId: id });
    expect((await feature.get<ArtistPage>('/artists')).items[0]).toMatchObject({ artworkId: id });
    const art = await request(feature.app.getHttpServer()).get(`/api/v1/art/${id}?size=64`);
    expect([art.status, art.headers['content-type']]).toEqual([200, 'image/jpeg']);
    const { swatches } = await feature.get<ArtworkView>(`/artworks/${id}`);
    expect(swatches).toEqual(['#aa3311']);
  });

  it('give way to those of the files when they are taken away', async () => {
    const before = await album();
    await choose(await picture('#aa3311'));
    await remove();
    expect(await album()).toEqual(before);
    expect(await feature.get<AlbumView>(`/albums/${before.id}`)).toMatchObject({ hasOwnCover: false });
    // There is nothing left to take away.
    await remove();
    expect(await album()).toEqual(before);
  });

  it('stay through scans, other covers in the files and another folder', async () => {
    const before = await album();
    const id = await choose(await picture('#aa3311'));
    putFiles('2');
    await feature.scan();
    expect((await album()).artworkId).toBe(id);
    feature.files.move('Amber/1.flac', 'Elsewhere/1.flac');
    await feature.scan();
    expect(await album()).toMatchObject({ id: before.id, artworkId: id });
    await remove();
    const now = await album();
    expect(now.artworkId).toBeDefined();
    expect([before.artworkId, id]).not.toContain(now.artworkId);
  });

  it('are for albums whose files have none, too', async () => {
    feature.files.put('Bare/1.flac', aTrack({ title: 'Bare', artist: 'Other', albumArtist: 'Other', album: 'Bare' }));
    await feature.scan();
    const bare = (await feature.get<AlbumPage>('/albums')).items.find(({ title }) => title === 'Bare');
    const { id } = await give(await picture('#225588'));
    await feature.send('put', `/albums/${bare?.id}/cover`, { artworkId: id });
    // The files have one only now.
    const artwork = { locator: '/bare.jpg', version: '1' };
    feature.files.put('Bare/1.flac', aTrack({ title: 'Bare', artist: 'Other', albumArtist: 'Other', album: 'Bare', artwork })); // prettier-ignore
    await feature.scan();
    expect(await feature.get<AlbumView>(`/albums/${bare?.id}`)).toMatchObject({ artworkId: id });
    await feature.send('delete', `/albums/${bare?.id}/cover`);
    const found = await feature.get<AlbumView>(`/albums/${bare?.id}`);
    expect(found.artworkId).toBeDefined();
    expect(found.artworkId).not.toBe(id);
  });

  it('can be had back after they were replaced or taken away', async () => {
    const first = await choose(await picture('#aa3311'));
    clock.pass(400 * DAY_MS);
    await choose(await picture('#3311aa'));
    await remove();
    await feature.app.get(GivenPictures).tidy();
    const back = await feature.send('put', `/albums/${(await album()).id}/cover`, { artworkId: first });
    expect(back.body).toMatchObject({ artworkId: first });
    expect((await album()).artworkId).toBe(first);
  });

  it('are let go of a day after nothing shows them any more, and not before', async () => {
    await choose(await picture('#aa3311'));
    const unused = await give(await picture('#000000'));
    writeFileSync(join(folder(), 'begun'), 'half');
    await feature.app.get(GivenPictures).tidy();
    expect(readdirSync(folder())).toHaveLength(3);
    clock.pass(DAY_MS + 60_000);
    await feature.app.get(GivenPictures).tidy();
    expect(readdirSync(folder())).toHaveLength(1);
    expect((await feature.send('get', `/artworks/${unused.id}`)).status).toBe(404);
    await remove();
    clock.pass(DAY_MS + 60_000);
    await feature.app.get(GivenPictures).tidy();
    expect(readdirSync(folder())).toEqual([]);
  });

  it('are kept once, however often the same picture is given', async () => {
    const content = await picture('#aa3311');
    const [one, other] = await Promise.all([give(content), give(content)]);
    expect(other).toEqual(one);
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it('go with the album', async () => {
    await choose(await picture('#aa3311'));
    await database().write(({ sql }) => sql.run('DELETE FROM track'));
    await database().write(({ sql }) => sql.run('DELETE FROM album'));
    expect(await database().read.all('SELECT * FROM album_cover')).toEqual([]);
  });

  it('are told to whoever listens', async () => {
    await feature.app.listen(0, '127.0.0.1');
    const events = new TestEventSource<CoverChanges>(`${await feature.app.getUrl()}/api/v1/events?topics=own-covers`);
    const before = await album();
    await events.until(({ event }) => event === 'own-covers');
    const id = await choose(await picture('#aa3311'));
    const told = await events.until(({ event, data }) => event === 'own-covers' && data.changes.length > 0);
    expect(told.data.changes).toEqual([
      { kind: 'album', id: before.id, artworkId: id, formerArtworkId: before.artworkId },
    ]);
    events.close();
  });

  it.each([
    ['nothing', () => Buffer.alloc(0), 'Nothing was sent'],
    ['words', () => Buffer.from('this is no picture'), 'no picture that can be shown'],
    ['a drawing', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'), 'no picture'],
    ['more than 20 MB', () => Buffer.alloc(20 * 1024 ** 2 + 1), 'more than 20 MB'],
    ['an icon', () => picture('#aa3311', 16), 'too small'],
    ['a banner', () => picture('#aa3311', 500, 100), 'too long and narrow'],
    ['a bomb', () => sharp({ create: { width: 16_000, height: 14_000, channels: 3, background: '#369' } }).png().toBuffer(), 'far too large'], // prettier-ignore
  ])('cannot be %s, and it is said why', async (_what, content, words) => {
    const { status, text } = await feature.upload('/artworks', await content());
    expect([status, text]).toEqual([400, expect.stringContaining('urn:pyxis:problem:cover-refused')]);
    expect(text).toContain(words);
    expect(existsSync(folder()) ? readdirSync(folder()) : []).toEqual([]);
  });

  it.each([
    ['http://127.0.0.1:9/cover.jpg', 'not one of the internet'],
    ['http://[::1]/cover.jpg', 'not one of the internet'],
    ['http://192.168.1.1/cover.jpg', 'not one of the internet'],
    ['http://169.254.169.254/cover.jpg', 'not one of the internet'],
    ['file:///etc/passwd', 'address'],
    ['no address', 'address'],
  ])('are not fetched from %s', async (address, words) => {
    const { status, text } = await feature.send('post', '/artworks/fetched', { address });
    expect([status, text]).toEqual([400, expect.stringContaining(words)]);
  });

  it('are nothing but pictures that were given, on albums that are there', async () => {
    const { id, artworkId } = await album();
    const answers = [
      await feature.send('put', `/albums/${id}/cover`, { artworkId }),
      await feature.send('put', `/albums/${id}/cover`, { artworkId: 'nothing' }),
      await feature.send('put', '/albums/nothing/cover', { artworkId: (await give(await picture('#aa3311'))).id }),
      await feature.send('delete', '/albums/nothing/cover'),
      await feature.send('delete', '/artists/nothing/cover'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect((await album()).artworkId).toBe(artworkId);
  });

  it('are not kept where the disk does not take them, which is said', async () => {
    writeFileSync(folder(), 'in the way');
    const { status, text } = await feature.upload('/artworks', await picture('#aa3311'));
    expect([status, text]).toEqual([503, expect.stringContaining('urn:pyxis:problem:cover-not-kept')]);
    expect(text).not.toContain(feature.data);
  });
});
