import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../../test/support/fake-collection.js';
import { PlaybackApp } from '../../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { ScanRunner } from '../../library/index.js';
import type { PlayerView, PlayerWithQueuedView } from '../player-view.dto.js';

const LAPTOP = 'laptop-0001';
const PROLIFIC = 'Prolific';
const MANY = 246;

describeOnEachEngine('subjects over HTTP', (database) => {
  let pyxis: PlaybackApp;

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
    await pyxis.output(LAPTOP);
  });

  afterEach(() => pyxis.close());

  /** An artist with more tracks than a page has, some of them of a genre. */
  async function addMany(): Promise<string> {
    for (let number = 0; number < MANY; number++) {
      const album = `Volume ${Math.floor(number / 20)}`;
      const title = `Song ${(number * 89) % MANY}`;
      const genres = number % 3 === 0 ? ['Waltz'] : [];
      pyxis.files.put(`${album}/${number}.flac`, aTrack({ title, artist: PROLIFIC, albumArtist: PROLIFIC, album, genres })); // prettier-ignore
    }
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    const { items } = await get<{ items: { id: string; name: string }[] }>('/artists');
    return items.find(({ name }) => name === PROLIFIC)?.id ?? '';
  }

  async function get<Answer>(path: string): Promise<Answer> {
    return (await request(pyxis.url.replace('/playback', '')).get(path).expect(200)).body as Answer;
  }

  /** Ids of a list, page by page, as a web page shows it. */
  async function shown(path: string): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const { items, nextCursor } = await get<{ items: { id: string }[]; nextCursor?: string }>(`${path}${cursor}`);
      ids.push(...items.map(({ id }) => id));
      if (nextCursor === undefined) return ids;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    }
  }

  async function queued(): Promise<string[]> {
    return (await pyxis.queue()).items.map(({ track }) => track.id);
  }

  async function play(subject: object, more: object = {}): Promise<PlayerWithQueuedView> {
    return (await pyxis.tell('/play', { subject, outputId: LAPTOP, ...more })) as PlayerWithQueuedView;
  }

  /** @param at place in the queue, from its end when negative */
  async function jumpTo(at: number): Promise<PlayerView> {
    return pyxis.tell('/jump', { itemId: (await pyxis.queue()).items.at(at)?.itemId });
  }

  it('play what has a heart, the newest first, from where one begins', async () => {
    await addMany();
    const { items } = await get<{ items: { id: string }[] }>('/tracks?limit=3');
    const ids = items.map(({ id }) => id);
    const api = pyxis.url.replace('/playback', '');
    for (const id of ids) await request(api).put(`/hearts/track/${id}`).send({}).expect(204);
    const player = await play({ kind: 'favourites' }, { startTrackId: ids[1] });
    expect(await queued()).toEqual(ids.toReversed());
    expect(player.current).toMatchObject({ track: { id: ids[1] }, context: { title: 'Favourites' } });
  });

  it('play an artist with all tracks, in the order of the page', async () => {
    const id = await addMany();
    const player = await play({ kind: 'artist', id });
    expect(player).toMatchObject({ length: MANY, index: 0, queued: { count: MANY, isCut: false } });
    expect(player.current?.context).toEqual({ kind: 'artist', id, title: PROLIFIC });
    expect(await queued()).toEqual(await shown(`/tracks?artistId=${id}&limit=200`));
  });

  it('play all tracks of the albums of somebody whom no track names, as “Various Artists” are', async () => {
    const sampler = { album: 'Sampler', albumArtist: 'Various Artists', isCompilation: true };
    for (const number of [1, 2]) {
      pyxis.files.put(
        `S/${number}.flac`,
        aTrack({ ...sampler, title: `Guest song ${number}`, artist: `Guest ${number}` }),
      );
      // Without an album artist, the folder is a compilation.
      pyxis.files.put(
        `T/${number}.flac`,
        aTrack({ album: 'Tape', title: `Taped ${number}`, artist: `Guest ${number}` }),
      );
    }
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    const { items } = await get<{ items: { id: string; name: string }[] }>('/artists');
    const various = items.find(({ name }) => name === 'Various Artists');
    expect(various).toMatchObject({ albumCount: 2, trackCount: 4, appearsOnCount: 0 });
    expect(items.find(({ name }) => name === 'Guest 1')).toMatchObject({
      albumCount: 0,
      trackCount: 2,
      appearsOnCount: 2,
    });
    const player = await play({ kind: 'artist', id: various?.id });
    expect(player).toMatchObject({ length: 4, current: { track: { title: 'Guest song 1' } } });
    expect(await queued()).toEqual(await shown(`/tracks?artistId=${various?.id}&limit=200`));
  });

  it('play a filtered, sorted list from a row of it', async () => {
    const artistId = await addMany();
    const { items } = await get<{ items: { id: string; name: string }[] }>('/genres');
    const genreId = items.find(({ name }) => name === 'Waltz')?.id;
    const list = await shown(`/tracks?artistId=${artistId}&genreId=${genreId}&sort=added&order=asc`);
    const query = { artistId, genreId, sort: 'added', order: 'asc' };
    const player = await play({ kind: 'tracks', query }, { startTrackId: list[2] });
    expect(player).toMatchObject({ index: 2, length: MANY / 3, current: { track: { id: list[2] } } });
    expect(await queued()).toEqual(list);
  });

  it('play the albums of a list one after the other, from a track of one of them', async () => {
    await addMany();
    const albums = await shown('/albums?sort=title&order=desc');
    const tracks: string[] = [];
    for (const id of albums) {
      const album = await get<{ discs: { tracks: { id: string }[] }[] }>(`/albums/${id}`);
      tracks.push(...album.discs.flatMap((disc) => disc.tracks.map((track) => track.id)));
    }
    const query = { sort: 'title', order: 'desc' };
    expect(await play({ kind: 'albums', query }, { startTrackId: tracks[30] })).toMatchObject({ index: 30 });
    expect(await queued()).toEqual(tracks);
    await play({ kind: 'albums', query });
    expect(await queued()).toEqual(tracks);
  });

  it('play what a search found', async () => {
    const { tracks } = await get<{ tracks: { id: string }[] }>('/search?q=a&limit=3');
    const player = await play({ kind: 'search', query: { q: 'a', limit: 3 } }, { startTrackId: tracks[1]?.id });
    expect(player).toMatchObject({ index: 1, current: { context: { kind: 'search', title: 'Search for “a”' } } });
    expect(await queued()).toEqual(tracks.map(({ id }) => id));
  });

  it('leave out files that are missing, and begin with the next one where one of those was chosen', async () => {
    pyxis.files.remove('A/2.flac');
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    const album = { kind: 'album', id: pyxis.albumIds[0] };
    expect(await play(album, { startTrackId: pyxis.trackIds[1] })).toMatchObject({ index: 1, length: 3 });
    expect(await pyxis.titles()).toBe('A1 A3 A4');
  });

  it('begin with any track where they are shuffled, unless one is named', async () => {
    const id = await addMany();
    const first = new Set<string | undefined>();
    for (let times = 0; times < 4; times++) {
      first.add((await play({ kind: 'artist', id }, { isShuffled: true })).current?.track.id);
    }
    expect(first.size).toBeGreaterThan(1);
    const [, second] = await shown(`/tracks?artistId=${id}`);
    const player = await play({ kind: 'artist', id }, { isShuffled: true, startTrackId: second });
    expect(player).toMatchObject({ isShuffled: true, index: 0, current: { track: { id: second } } });
  });

  it('are added from the track that is named', async () => {
    await play({ kind: 'album', id: pyxis.albumIds[0] });
    const subject = { kind: 'album', id: pyxis.albumIds[1] };
    const added = await pyxis.tell('/queue/items', { subject, startTrackId: pyxis.trackIds[6], place: 'next' });
    expect(added).toMatchObject({ queued: { count: 2, isCut: false } });
    expect(await pyxis.titles()).toBe('A1 B3 B4 A2 A3 A4');
  });

  it('are refused where they do not exist', async () => {
    const { revision } = await pyxis.player();
    for (const kind of ['album', 'artist']) {
      const response = await pyxis.post('/play', { revision, subject: { kind, id: 'nowhere' } });
      expect(response.body).toMatchObject({ status: 404, type: `urn:pyxis:problem:${kind}-not-found` });
    }
  });

  it('stay out of a queue of something else where they have no end', async () => {
    const { revision } = await pyxis.player();
    const response = await pyxis.post('/queue/items', { revision, subject: { kind: 'everything' }, place: 'last' });
    expect(response.status).toBe(400);
    expect((response.body as { detail: string }).detail).toContain('has no end');
  });

  it('play several things in the order in which they are named, without what is gone', async () => {
    const [first, , , fourth] = pyxis.trackIds;
    const items = [`track:${fourth}`, `album:${pyxis.albumIds[1]}`, 'track:nowhere', `track:${first}`];
    expect(await play({ kind: 'several', query: { items } })).toMatchObject({ length: 6, index: 0 });
    expect(await queued()).toEqual([fourth, ...pyxis.trackIds.slice(4), first]);
    for (const wrong of [{ items: [] }, { items: ['nothing'] }, { items: ['mood:blue'] }, {}]) {
      const subject = { kind: 'several', query: wrong };
      expect((await pyxis.post('/play', { subject, outputId: LAPTOP })).status, JSON.stringify(wrong)).toBe(400);
    }
  });

  it('take in five hundred at once', async () => {
    await addMany();
    const ids = await shown('/tracks?limit=200');
    const items = Array.from({ length: 500 }, (_, at) => `track:${ids[at % ids.length]}`);
    expect(await play({ kind: 'several', query: { items } })).toMatchObject({ length: 500 });
  });

  const everything = { kind: 'everything' };

  it('shuffle everything: each track once before any comes again, and more before it runs dry', async () => {
    await addMany();
    const all = await shown('/tracks?limit=200');
    expect(await play(everything)).toMatchObject({
      length: 100,
      origin: { kind: 'everything', title: 'Everything, shuffled' },
    });
    const given = new Map<string, string>();
    while (given.size < all.length) {
      for (const { itemId, track } of (await pyxis.queue()).items) given.set(itemId, track.id);
      const player = await jumpTo(-1);
      expect(player.length - player.index).toBe(101);
    }
    const round = [...given.values()].slice(0, all.length);
    expect([...round].sort()).toEqual([...all].sort());
    expect(round).not.toEqual(all);
    // What played long ago has made room.
    expect((await pyxis.queue()).items.length).toBe(301);
  });

  it('shuffle what a filter leaves, also after a restart, and say so', async () => {
    const artistId = await addMany();
    const { items } = await get<{ items: { id: string; name: string }[] }>('/genres');
    const query = { artistId, genreId: items.find(({ name }) => name === 'Waltz')?.id };
    const fitting = await shown(`/tracks?artistId=${artistId}&genreId=${query.genreId}&limit=200`);
    expect(await play({ kind: 'everything', query })).toMatchObject({ origin: { title: 'Songs, shuffled' } });
    await pyxis.close();
    pyxis = await PlaybackApp.start(database(), { clock: pyxis.clock });
    await pyxis.output(LAPTOP);
    await addMany();
    await jumpTo(-1);
    const ids = await queued();
    expect(ids.length).toBeGreaterThan(fitting.length);
    expect(new Set(ids)).toEqual(new Set(fitting));
    const wrong = { kind: 'everything', query: { mood: 'blue' } };
    expect((await pyxis.post('/play', { subject: wrong, outputId: LAPTOP })).status).toBe(400);
  });

  it('go on after a restart where they were', async () => {
    await addMany();
    await play(everything);
    await jumpTo(60);
    const before = await queued();
    await pyxis.close();
    pyxis = await PlaybackApp.start(database(), { clock: pyxis.clock });
    await pyxis.output(LAPTOP);
    expect(await queued()).toEqual(before);
    await addMany();
    await jumpTo(130);
    const after = await queued();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
    expect(new Set(after).size).toBe(after.length);
  });

  it('let people add before what they give: behind what was added earlier, or next', async () => {
    await play(everything);
    const { items } = await pyxis.queue();
    for (const [at, place] of [[0, 'last'], [1, 'last'], [2, 'next']] as const) {
      await pyxis.tell('/queue/items', { trackIds: [pyxis.trackIds[at]], place });
    } // prettier-ignore
    const now = (await pyxis.queue()).items;
    expect(now.slice(1, 4).map(({ track, isFromOrigin }) => [track.id, isFromOrigin])).toEqual([
      [pyxis.trackIds[2], undefined],
      [pyxis.trackIds[0], undefined],
      [pyxis.trackIds[1], undefined],
    ]);
    expect(now.slice(4).map(({ itemId }) => itemId)).toEqual(items.slice(1).map(({ itemId }) => itemId));
    expect(now[4]?.isFromOrigin).toBe(true);
  });

  it.each(['/queue/clear', '/stop'])('give no more after %s, until that is undone', async (command) => {
    await play(everything);
    const before = await queued();
    const left = await pyxis.tell(command);
    expect(left).not.toHaveProperty('origin');
    await pyxis.close();
    pyxis = await PlaybackApp.start(database(), { clock: pyxis.clock });
    expect(await pyxis.player()).not.toHaveProperty('origin');
    const again = await pyxis.tell('/queue/undo', { removedIn: left.undo?.removedIn });
    expect(again.origin?.kind).toBe('everything');
    expect(await queued()).toEqual(before);
  });

  it('give no more once something else plays', async () => {
    await play(everything);
    expect(await play({ kind: 'album', id: pyxis.albumIds[0] })).not.toHaveProperty('origin');
    expect(await pyxis.titles()).toBe('A1 A2 A3 A4');
  });

  it('give more where people take out what comes', async () => {
    await addMany();
    await play(everything);
    const { items } = await pyxis.queue();
    const player = await pyxis.tell('/queue/remove', { itemIds: items.slice(1).map(({ itemId }) => itemId) });
    expect(player).toMatchObject({ length: 101, undo: { count: 99 } });
    expect(new Set([...(await queued()), ...items.map(({ track }) => track.id)]).size).toBe(200);
  });
});
