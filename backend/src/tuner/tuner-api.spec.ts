import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { TestClock } from '../../test/support/test-clock.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { SONG_MS, ToyRefusal, ToyStations, toyStation } from '../../test/support/toy-stations.js';
import { HistoryModule } from '../history/index.js';
import type { PlayerView } from '../playback/player-view.dto.js';
import { SourceUnavailable, type StationThumb } from '../sources/index.js';
import { SoundingSources } from '../streaming/index.js';
import { StationBatches } from './station-batches.js';
import { TunerModule } from './tuner.module.js';
import type {
  PersonalStationDetail,
  PersonalStationList,
  PersonalStationView,
  RatedView,
  StationNowView,
} from './tuner.dto.js';

const LAPTOP = 'laptop-0001';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ADVERTS = { songs: [], adverts: 4 };

describeOnEachEngine('personal stations', (database) => {
  let pyxis: PlaybackApp;
  let clock: TestClock;
  let toy: ToyStations;

  beforeEach(async () => {
    clock = new TestClock();
    toy = new ToyStations(clock);
    await begin();
  });

  afterEach(() => pyxis.close());

  async function begin(): Promise<void> {
    pyxis = await PlaybackApp.start(database(), { clock, sources: [toy], modules: [HistoryModule, TunerModule] });
    await pyxis.output(LAPTOP);
  }

  async function restart(): Promise<void> {
    await pyxis.close();
    await begin();
  }

  async function get<Body>(path: string): Promise<Body> {
    const response = await request(api()).get(path);
    expect(response.status, response.text).toBe(200);
    return response.body as Body;
  }

  const api = (): string => pyxis.url.replace('/playback', '');
  const station = (id: string): Promise<PersonalStationDetail> => get(`/personal-stations/toy:${id}`);
  const stations = (): Promise<PersonalStationList> => get('/personal-stations');
  const now = (): Promise<StationNowView> => get('/personal-stations/now');
  const play = (id = '1'): Promise<PlayerView> =>
    pyxis.tell('/play', { subject: { kind: 'personal-station', id: `toy:${id}` }, outputId: LAPTOP });

  async function listens(): Promise<string[]> {
    const { items } = await get<{ items: { title: string }[] }>('/history/listens');
    return items.map(({ title }) => title);
  }

  /** Whoever listens tells so every five seconds. */
  async function hear(milliseconds: number, more: object = { durationMs: SONG_MS }): Promise<void> {
    clock.pass(milliseconds);
    const { heardMs = 0 } = await pyxis.player();
    expect((await pyxis.report(LAPTOP, 'progress', heardMs + milliseconds, more)).status).toBe(200);
  }

  /** The song plays to its end. */
  async function end(lengthMs = SONG_MS): Promise<PlayerView> {
    await hear(lengthMs - 1_000, { durationMs: lengthMs });
    clock.pass(1_000);
    const ended = await pyxis.report(LAPTOP, 'ended', SONG_MS, { heardMs: lengthMs });
    expect(ended.status).toBe(200);
    await pyxis.app.get(StationBatches).settled();
    return pyxis.player();
  }

  async function skip(): Promise<{ status: number; detail?: string }> {
    const { revision } = await pyxis.player();
    const response = await pyxis.post('/next', { revision });
    await pyxis.app.get(StationBatches).settled();
    const { status } = response;
    return { status, ...(status !== 200 && { detail: (response.body as { detail: string }).detail }) };
  }

  it('play on: little is at hand, and more is asked for before it runs out', async () => {
    expect(await play()).toMatchObject({ length: 4, origin: { kind: 'personal-station', title: 'Station 1' } });
    expect(toy.asked('next')).toBe(1);
    await end();
    await end();
    await expect.poll(async () => (await pyxis.queue()).items.length).toBe(8);
    expect([toy.asked('next 1 starting'), toy.asked('next')]).toEqual([1, 2]);
    expect(await listens()).toEqual(['Song 2', 'Song 1']);
    expect((await pyxis.player()).current?.context).toEqual({
      kind: 'station',
      id: 'toy:1',
      title: 'Station 1',
    });
  });

  it('go on after three hours of pause with one new batch; neither a skip nor a listen is added', async () => {
    await play();
    await hear(MINUTE_MS);
    await pyxis.tell('/pause');
    clock.pass(3 * HOUR_MS);
    await pyxis.tell('/volume', { volume: 30 });
    expect(await pyxis.titles()).toBe('Song 1 Song 2 Song 3 Song 4');
    expect(await pyxis.tell('/resume')).toMatchObject({ status: 'playing', current: { track: { title: 'Song 5' } } });
    expect(await pyxis.titles()).toBe('Song 1 Song 5 Song 6 Song 7 Song 8');
    expect(toy.asked('next')).toBe(2);
    expect([await listens(), (await station('1')).skips?.left]).toEqual([['Song 1'], 6]);
  });

  it('replace what the source says has expired sooner than was told', async () => {
    await play();
    for (const { track } of (await pyxis.queue()).items) pyxis.app.get(SoundingSources).refused(track.id, 'expired');
    const failed = await pyxis.report(LAPTOP, 'failed', 0);
    expect(failed.body).toMatchObject({ status: 'playing', current: { track: { title: 'Song 5' } } });
    expect((await station('1')).skips?.left).toBe(6);
  });

  it('get a fresh batch after a restart, when playback comes to what nobody knows the place of', async () => {
    await play();
    await skip();
    await pyxis.tell('/pause');
    const shown = await pyxis.titles();
    await restart();
    expect(await pyxis.titles()).toBe(shown);
    expect(toy.asked('next')).toBe(2);
    expect(await pyxis.tell('/resume')).toMatchObject({ status: 'playing', current: { track: { title: 'Song 9' } } });
    expect((await now()).station?.skips).toMatchObject({ left: 5, anHour: 6, aDay: 12 });
  });

  it('count skips before they are spent, and refuse the seventh in an hour', async () => {
    await play();
    for (let left = 6; left > 0; left--) {
      expect((await now()).station?.skips?.left).toBe(left);
      expect((await skip()).status).toBe(200);
      clock.pass(MINUTE_MS);
    }
    const before = await pyxis.player();
    expect(await skip()).toEqual({
      status: 409,
      detail: 'No skip is left on this station. The next is free in 54 minutes.',
    });
    expect((await pyxis.player()).revision).toBe(before.revision);
    expect((await station('2')).skips?.left).toBe(6);
    await restart();
    expect((await station('1')).skips).toMatchObject({ left: 0, nextAtMs: clock.now + 54 * MINUTE_MS });
    clock.pass(54 * MINUTE_MS);
    expect((await station('1')).skips?.left).toBe(1);
  });

  it('share the skips of a day, and count what is jumped over or taken out', async () => {
    toy.allowed = { skipsADay: 4 };
    await play();
    const { items } = await pyxis.queue();
    await pyxis.tell('/jump', { itemId: items[2]?.itemId });
    await pyxis.app.get(StationBatches).settled();
    expect((await station('2')).skips?.left).toBe(2);
    await pyxis.tell('/queue/remove', { itemIds: [items[3]?.itemId] });
    expect((await station('1')).skips?.left).toBe(1);
    toy.allowed = {};
    expect((await station('1')).skips).toBeUndefined();
  });

  it('give thumbs to the station that a song of a mix is of; a thumb down goes on, and counts', async () => {
    await play('mix');
    const { current } = await pyxis.player();
    const song = `/station-songs/${current?.track.id}/thumb`;
    expect(await now()).toMatchObject({ station: { id: 'toy:mix' }, of: { id: 'toy:2' }, mayThumb: true });
    await request(api()).put(song).send({ isUp: true }).expect(200);
    expect([toy.calls.at(-1), (await now()).thumb]).toEqual(['thumb 2 song1 up', 'up']);
    expect((await station('2')).up).toMatchObject({ total: 1, items: [{ title: 'song1', mayUndo: true }] });
    await request(api()).delete(song).expect(204);
    expect([toy.asked('unthumb'), (await now()).thumb]).toEqual([1, undefined]);
    const rated = (await request(api()).put(song).send({ isUp: false }).expect(200)).body as RatedView;
    expect(rated).toEqual({ isSkipped: true });
    expect(await pyxis.player()).toMatchObject({ current: { track: { title: 'Song 2' } } });
    expect((await now()).station?.skips?.left).toBe(5);
  });

  it('play on after a thumb down where no skip is left, and say so', async () => {
    toy.allowed = { skipsAnHour: 0 };
    const { current } = await play();
    const song = `/station-songs/${current?.track.id}/thumb`;
    const rated = (await request(api()).put(song).send({ isUp: false }).expect(200)).body as RatedView;
    expect(rated).toMatchObject({ isSkipped: false, notSkipped: expect.stringContaining('No skip is left') as string });
    expect(await now()).toMatchObject({ trackId: current?.track.id, thumb: 'down' });
  });

  it('count no advert in the clothes of a song, and pause after three in a row', async () => {
    await play();
    for (let advert = 1; advert <= 3; advert++) await end(advert === 1 ? 28_000 : 42_000);
    await expect.poll(async () => (await pyxis.player()).status).toBe('paused');
    expect((await pyxis.player()).origin?.notice).toContain('adverts or silence');
    expect([await listens(), (await now()).station?.skips?.left]).toEqual([[], 6]);
    clock.pass(MINUTE_MS);
    expect((await pyxis.tell('/resume')).origin).not.toHaveProperty('notice');
    await end();
    expect(await listens()).toEqual(['Song 4']);
  });

  it('count no skip of what turned out to be an advert', async () => {
    await play();
    await hear(5_000, { durationMs: 28_000 });
    await skip();
    expect((await now()).station?.skips?.left).toBe(6);
  });

  it('are asked a fourth time only after a minute where they give nothing but adverts', async () => {
    await play();
    toy.batches.push(ADVERTS, ADVERTS, ADVERTS, ADVERTS, ADVERTS);
    await end();
    expect(toy.asked('next')).toBe(4);
    await hear(59_000);
    expect(toy.asked('next')).toBe(4);
    await hear(1_000);
    expect(toy.asked('next')).toBe(5);
    // Twice as long each time.
    await hear(119_000);
    expect(toy.asked('next')).toBe(5);
    await hear(1_000);
    expect(toy.asked('next')).toBe(6);
    for (let song = 2; song <= 4; song++) await skip();
    const waiting = await pyxis.player();
    expect(waiting).toMatchObject({ status: 'paused', current: { track: { title: 'Song 4' } } });
    expect(waiting.origin?.notice).toBe(
      'Toy Stations gives nothing but adverts right now. It is asked again in 4 minutes.',
    );
    clock.pass(4 * MINUTE_MS - 1);
    await pyxis.tell('/resume');
    expect(toy.asked('next')).toBe(6);
    clock.pass(1);
    expect(await pyxis.tell('/resume')).toMatchObject({ status: 'playing', current: { track: { title: 'Song 5' } } });
    expect((await pyxis.player()).origin).not.toHaveProperty('notice');
    expect(await listens()).toEqual(['Song 2', 'Song 1']);
  });

  it('rest, each for itself, and twice as long each time, where they are refused', async () => {
    toy.batches.push(new ToyRefusal());
    const { revision } = await pyxis.player();
    const wish = { revision, subject: { kind: 'personal-station', id: 'toy:1' }, outputId: LAPTOP };
    const refused = await pyxis.post('/play', wish);
    expect(refused.body).toMatchObject({
      status: 503,
      detail: expect.stringContaining('asked again in a minute') as string,
    });
    expect((await pyxis.post('/play', wish)).status).toBe(503);
    expect(toy.asked('next')).toBe(1);
    clock.pass(MINUTE_MS);
    toy.batches.push(new ToyRefusal());
    await pyxis.post('/play', wish);
    clock.pass(MINUTE_MS);
    await pyxis.post('/play', wish);
    expect(toy.asked('next 1')).toBe(2);
    clock.pass(MINUTE_MS);
    toy.batches.push(new ToyRefusal(clock.now + 20 * MINUTE_MS));
    await pyxis.post('/play', wish);
    clock.pass(19 * MINUTE_MS);
    await pyxis.post('/play', wish);
    expect(toy.asked('next 1')).toBe(3);
    expect(await play('2')).toMatchObject({ status: 'playing', origin: { title: 'Station 2' } });
  });

  it('ask after a long time whether somebody listens, and go on when play is pressed', async () => {
    await play();
    for (let hours = 0; hours < 4; hours++) {
      for (let song = 0; song < 17; song++) await end();
      if ((await pyxis.player()).status === 'paused') break;
    }
    const asked = await pyxis.player();
    expect(asked).toMatchObject({ status: 'paused', origin: { notice: 'Still listening? Press play to go on.' } });
    expect(clock.now - new TestClock().now).toBeGreaterThanOrEqual(4 * HOUR_MS);
    clock.pass(1_000);
    const resumed = await pyxis.tell('/resume');
    expect([resumed.status, resumed.origin?.notice]).toEqual(['playing', undefined]);
    await hear(5_000);
    expect((await pyxis.player()).status).toBe('playing');
  });

  it('stay although their source leaves them out of its list for a while', async () => {
    const all = toy.stations;
    await stations();
    clock.pass(HOUR_MS);
    toy.stations = all.slice(0, 1);
    const { items } = await stations();
    expect(items.map(({ name, isListed }) => [name, isListed])).toEqual([
      ['Station mix', true],
      ['Station 1', false],
      ['Station 2', false],
    ]);
    expect(items[1]?.seenAtMs).toBe(clock.now - HOUR_MS);
    toy.fault = new SourceUnavailable('Toy Stations is closed.');
    expect(await stations()).toMatchObject({ items: [{}, {}, {}], sources: [{ name: 'Toy Stations', failure: 'Toy Stations is closed.' }] }); // prettier-ignore
    toy.fault = undefined;
    toy.stations = all;
    expect((await stations()).items.every(({ isListed }) => isListed)).toBe(true);
  });

  it('are gone once their source says of one that there is none, and when a person removes them', async () => {
    await stations();
    toy.stations = toy.stations.filter(({ nativeId }) => nativeId !== '1');
    await request(api()).get('/personal-stations/toy:1').expect(404);
    await request(api()).delete('/personal-stations/toy:2').expect(204);
    expect((await stations()).items.map(({ name }) => name)).toEqual(['Station mix']);
  });

  it('keep the thumbs that their source lists no more, and say which can be taken back', async () => {
    const thumb = (number: number): StationThumb => ({
      nativeId: `t${number}`,
      isUp: true,
      title: `Up ${number}`,
      atMs: number,
    });
    toy.upTotal = 169;
    toy.thumbs = Array.from({ length: 100 }, (_, number) => thumb(number + 1));
    expect((await station('1')).up).toMatchObject({ total: 169, items: { length: 100 } });
    toy.thumbs = Array.from({ length: 100 }, (_, number) => thumb(number + 21));
    const { up } = await station('1');
    expect([up.total, up.items.length, up.items.filter(({ mayUndo }) => mayUndo).length]).toEqual([169, 120, 100]);
    expect(up.items[0]).toMatchObject({ title: 'Up 120', mayUndo: true });
    toy.upTotal = undefined;
    toy.thumbs = [thumb(1)];
    expect((await station('1')).up).toMatchObject({ total: 1, items: [{ title: 'Up 1' }] });
  });

  it('are made, changed and asked about', async () => {
    const { current } = await play();
    const songId = current?.track.id ?? '';
    const send = async (method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: object): Promise<unknown> => {
      const response = await request(api())[method](path).send(body);
      expect(response.status, `${path} ${response.text}`).toBeLessThan(300);
      return response.body as unknown;
    };
    const made = (await send('post', '/personal-stations', { sourceId: 'toy', ideaId: 'R1' })) as PersonalStationView;
    await send('post', '/personal-stations', { sourceId: 'toy', songId, kind: 'artist' });
    expect(toy.asked('create')).toBe(2);
    expect(await send('patch', `/personal-stations/${made.id}`, { name: 'Mine' })).toMatchObject({ name: 'Mine' });
    await send('post', `/personal-stations/${made.id}/seeds`, { ideaId: 'R1' });
    await send('delete', `/personal-stations/${made.id}/seeds/seed1`);
    await send('post', `/personal-stations/${made.id}/adopt`);
    await send('put', '/personal-stations/toy:mix/mixed', { ids: ['toy:1', made.id] });
    expect((await stations()).items.find(({ id }) => id === made.id)?.name).toBe('Mine');
    expect(await get('/personal-stations/toy:1/modes')).toMatchObject({
      items: [{ name: 'Deep cuts', isCurrent: false }],
    });
    expect(await send('put', '/personal-stations/toy:1/mode', { id: '1' })).toMatchObject({
      items: [{ isCurrent: true }],
    });
    expect(await get('/station-sources/toy/ideas?q=ysolde')).toEqual({ items: [{ id: 'R1', kind: 'artist', name: 'Ysolde Marn' }] }); // prettier-ignore
    expect(await get('/station-sources/toy/genres')).toMatchObject({
      items: [{ category: 'Waltz', items: [{ id: 'G1' }] }],
    });
    expect(await get(`/station-songs/${songId}/why`)).toEqual({ items: ['acoustic sonority', 'minor key tonality'] });
    await send('post', `/station-songs/${songId}/rest`);
    await send('post', `/station-songs/${songId}/bookmark`, { kind: 'track' });
    expect(await get('/station-sources/toy/bookmarks')).toMatchObject({ items: [{ id: 'mark-song1', kind: 'track' }] });
    await send('delete', '/station-sources/toy/bookmarks/track/mark-song1');
    expect(await get('/station-sources/toy/settings')).toEqual({
      ...{ isExplicitFiltered: false, isPrivate: true },
      ...{ skipsAnHour: 6, skipsADay: 12 },
    });
    await send('put', '/station-sources/toy/settings', { isExplicitFiltered: true });
    expect(toy.calls.at(-1)).toBe('filter true');
    await request(api()).get('/station-songs/toy:nothing/why').expect(404);
    await request(api()).get('/station-sources/local/genres').expect(503);
  });

  it('begin shared with somebody, and cannot be rated then', async () => {
    toy.stations = [toyStation('9', { isShared: true })];
    toy.batches.push({ songs: [{ ...toy.song('9'), mayThumb: false }], adverts: 0 });
    const { current } = await play('9');
    await request(api()).put(`/station-songs/${current?.track.id}/thumb`).send({ isUp: true }).expect(409);
    expect(toy.asked('thumb')).toBe(0);
  });

  it('play an evening of 200 songs: none twice, none lost, no skip miscounted', { timeout: 120_000 }, async () => {
    toy.allowed = { skipsAnHour: 6, skipsADay: 12 };
    await play();
    let [songs, skips] = [1, 0];
    for (let round = 1; songs < 200; round++) {
      if (round % 17 === 0) toy.batches.push(ADVERTS);
      if (round % 40 === 0) toy.batches.push(new SourceUnavailable('Toy Stations does not answer.'));
      if (round % 50 === 0) {
        await hear(40_000);
        await restart();
        await pyxis.tell('/resume');
        songs++;
        continue;
      }
      if (round % 20 === 0 && (await skip()).status === 200) skips++;
      else await end();
      if ((await pyxis.player()).status !== 'playing') {
        clock.pass(MINUTE_MS);
        await pyxis.tell('/resume');
      }
      songs++;
    }
    const heard = await journal();
    expect(new Set(heard).size).toBe(heard.length);
    expect(heard.length).toBe(songs - 1 - skips);
    const { skips: left } = await station('1');
    expect(left?.left).toBe(Math.min(6, 12 - skips));
  });

  async function journal(): Promise<string[]> {
    const titles: string[] = [];
    for (let cursor = ''; ;) {
      const page = await get<{ items: { title: string }[]; olderCursor?: string }>(
        `/history/listens?limit=100${cursor}`,
      );
      titles.push(...page.items.map(({ title }) => title));
      if (page.olderCursor === undefined) return titles;
      cursor = `&cursor=${encodeURIComponent(page.olderCursor)}`;
    }
  }
});
