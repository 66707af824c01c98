import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { Radios } from '../../src/browse/index.js';
import { SnapshotRetention } from '../../src/catalogue/snapshot-retention.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import type { WorldAlbum } from '../support/fake-ytmusic/world.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const OUTPUT = 'desktop1';
const DOWN = { status: 503, body: '' };

describeOnEachEngine('music of a source that is in no library', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-remote-playing-'));
  const forms = new MediaForms(folder);
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let harbour: WorldAlbum;
  const id = ({ id: nativeId } = { id: '' }): string => `ytmusic:${nativeId}`;

  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    const [first] = parts.fake.world.albums;
    if (!first) throw new Error('There are no albums.');
    harbour = first;
    await start();
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(): Promise<void> {
    pyxis = await PlaybackApp.start(database(), { clock: parts.clock, sources: [parts.source()] });
    await pyxis.output(OUTPUT);
  }

  const play = (subject: object, more: object = {}): ReturnType<PlaybackApp['tell']> =>
    pyxis.tell('/play', { subject, outputId: OUTPUT, ...more });
  const queued = async (): Promise<string[]> => (await pyxis.queue()).items.map(({ track }) => track.id);

  it('plays an album from a song of it', async () => {
    const player = await play({ kind: 'album', id: id(harbour) }, { startTrackId: id(harbour.songs[2]) });
    expect(player).toMatchObject({ index: 2, length: 4, current: { track: { title: 'Fog Signal' } } });
    expect(player.current?.context).toEqual({ kind: 'album', id: id(harbour), title: 'Harbour Lights' });
    expect(await queued()).toEqual(harbour.songs.map(id));
  });

  it('plays what is heard most of an artist, and a playlist of many pages', async () => {
    const player = await play({ kind: 'artist', id: id(harbour.artists[0]) });
    expect(player.length).toBeGreaterThan(3);
    const [, all] = parts.fake.world.playlists;
    await play({ kind: 'playlist', id: id(all) });
    expect(await queued()).toEqual(parts.fake.songs.map(id));
    const added = await pyxis.tell('/queue/items', { subject: { kind: 'album', id: id(harbour) }, place: 'next' });
    expect(added).toMatchObject({ queued: { count: 4, isCut: false } });
  });

  it('keeps the queue whole over the end of the server, while the source is down', async () => {
    const [, all] = parts.fake.world.playlists;
    await play({ kind: 'playlist', id: id(all) });
    const before = await pyxis.queue();
    await pyxis.close();
    parts.fake.lastingFault = DOWN;
    await start();
    expect(await pyxis.queue()).toEqual(before);
    expect(before.items.every(({ track }) => track.title !== '' && !track.isMissing)).toBe(true);
  });

  it.each([
    [{ kind: 'album', id: 'ytmusic:MPREb_none' }, 404],
    [{ kind: 'playlist' }, 400],
    [{ kind: 'playlist', id: 'nocolon' }, 404],
    [{ kind: 'radio' }, 400],
    [{ kind: 'radio', id: 'ytmusic:00000000000' }, 404],
    [{ kind: 'radio', id: 'nowhere' }, 404],
  ])('refuses %j with %i', async (subject, status) => {
    const { revision } = await pyxis.player();
    expect((await pyxis.post('/play', { revision, subject })).status).toBe(status);
  });

  it('begins no radio from a file of the library', async () => {
    const { revision } = await pyxis.player();
    const answer = await pyxis.post('/play', { revision, subject: { kind: 'radio', id: pyxis.trackIds[0] } });
    expect(answer.status).toBe(400);
    expect((answer.body as { detail: string }).detail).toContain('no source');
  });

  it('begins a radio with its track, and waits for nobody while enough is at hand', async () => {
    parts.fake.radio = parts.fake.songs.slice(0, 200);
    const player = await play({ kind: 'radio', id: id(harbour.songs[3]) });
    expect(player).toMatchObject({ current: { track: { title: 'Last Boat Out' } }, origin: { kind: 'radio', title: 'Radio: Last Boat Out' } }); // prettier-ignore
    expect(player.length).toBeGreaterThan(20);
    await pyxis.app.get(Radios).settled();
    parts.fake.lastingFault = DOWN;
    await pyxis.tell('/next');
    expect((await pyxis.player()).length).toBeGreaterThan(player.length);
  });

  it('gives no song twice of a radio that goes round in circles, stops asking, and says that it is over', async () => {
    await play({ kind: 'radio', id: id(harbour.songs[0]) });
    for (let times = 0; times < 4; times++) {
      await pyxis.app.get(Radios).settled();
      await pyxis.tell('/next');
    }
    await pyxis.app.get(Radios).settled();
    const titles = (await pyxis.queue()).items.map(({ track }) => track.title);
    expect(new Set(titles).size).toBe(titles.length);
    expect((await pyxis.player()).origin).toMatchObject({ isAtEnd: true });
    const calls = parts.fake.asked('next').length;
    expect(calls).toBeLessThan(20);
    await pyxis.tell('/next');
    await pyxis.app.get(Radios).settled();
    expect(parts.fake.asked('next')).toHaveLength(calls);
  });

  it('goes on with a radio after a restart, from what was at hand', async () => {
    parts.fake.radio = parts.fake.songs.slice(0, 200);
    await play({ kind: 'radio', id: id(harbour.songs[0]) });
    await pyxis.app.get(Radios).settled();
    const before = await queued();
    await pyxis.close();
    parts.fake.lastingFault = DOWN;
    await start();
    expect((await pyxis.player()).origin).toEqual({ kind: 'radio', title: 'Radio: Harbour Lights' });
    const { items } = await pyxis.queue();
    await pyxis.tell('/jump', { itemId: items.at(-1)?.itemId });
    const after = await queued();
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.filter((one, at) => after.slice(Math.max(0, at - 50), at).includes(one))).toEqual([]);
  });

  it('is forgotten after some time where nobody queued or heard it', async () => {
    const [, numbers] = parts.fake.world.playlists;
    await play({ kind: 'playlist', id: id(numbers) });
    // Twice: a queue that something else took the place of can be brought back.
    for (let times = 0; times < 2; times++) await play({ kind: 'album', id: id(harbour) });
    const before = await pyxis.queue();
    parts.clock.pass(365 * 24 * 60 * 60 * 1_000);
    parts.fake.lastingFault = DOWN;
    expect(await pyxis.app.get(SnapshotRetention).run()).toBeGreaterThan(100);
    expect(await pyxis.queue()).toEqual(before);
    expect(await pyxis.app.get(SnapshotRetention).run()).toBe(0);
  });

  it('begins a radio from a saved song', async () => {
    const api = pyxis.url.replace('/playback', '');
    const saved = await request(api)
      .put(`/remote/albums/${id(harbour)}/saved`)
      .expect(200);
    const album = await request(api).get(`/albums/${(saved.body as { id: string }).id}`);
    const { discs } = album.body as { discs: { tracks: { id: string }[] }[] };
    const player = await play({ kind: 'radio', id: discs[0]?.tracks[1]?.id });
    expect(player.origin?.title).toBe('Radio: Slack Water');
  });
});
