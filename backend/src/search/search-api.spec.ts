import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { TestClock } from '../../test/support/test-clock.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { sleeps, toyAlbum, ToyMusic, toyTrack } from '../../test/support/toy-music.js';
import { Clock } from '../common/index.js';
import { SourceUnavailable } from '../sources/index.js';
import { SearchModule } from './search.module.js';
import type { FoundAlbumPage, RecentSearchList, SearchResponse, SuggestionList } from './search.dto.js';

const MINUTE_MS = 60_000;
const PATIENT = { timeout: 30_000 };

describeOnEachEngine('search over HTTP', (database) => {
  let pyxis: FeatureApp;
  let far: ToyMusic;
  let near: ToyMusic;
  let clock: TestClock;

  beforeEach(async () => {
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    far = new ToyMusic('far', 'Far Music');
    near = new ToyMusic('near', 'Near Music');
    far.items = [toyAlbum('a1', 'Kite'), toyTrack('t1', 'Kite song')];
    clock = new TestClock();
    pyxis = await startFeatureApp(database(), [SearchModule], [{ provide: Clock, useValue: clock }], [far, near]);
    pyxis.files.put('one.flac', aTrack({ title: 'Kite', artist: 'Milan', album: 'Kites over Milan' }));
    await pyxis.scan();
  });

  afterEach(() => pyxis.close());

  /** Opens the stream; what it tells is read as it comes. */
  async function stream(
    query: string,
  ): Promise<{ told: SearchResponse[]; ended: Promise<unknown>; leave: () => void }> {
    const server = pyxis.app.getHttpServer();
    if (!server.listening) await pyxis.app.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    const asking = httpGet(`http://127.0.0.1:${port}/api/v1/search/stream?${query}`, { agent: false });
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    expect(response.headers['content-type']).toMatch(/^text\/event-stream/);
    const told: SearchResponse[] = [];
    let text = '';
    response.setEncoding('utf8').on('data', (some: string) => {
      text += some;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined && event.includes('event: found')) told.push(JSON.parse(data) as SearchResponse);
      }
    });
    // Who leaves breaks it off.
    response.on('error', () => undefined);
    const ended = new Promise((resolve) => response.once('close', resolve));
    return { told, ended, leave: () => asking.destroy() };
  }

  const states = (found: SearchResponse | undefined): string[] => (found?.sources ?? []).map(({ id, state }) => `${id} ${state}`); // prettier-ignore

  it('streams what is here while a source sleeps and another has failed', async () => {
    far.until = sleeps;
    near.until = () => Promise.reject(new SourceUnavailable('Near Music is closed. Come again tomorrow.'));
    const { told, leave } = await stream('q=kite');
    await vi.waitFor(
      () => expect(states(told.at(-1))).toEqual(['library answered', 'far asking', 'near failed']),
      PATIENT,
    );
    expect(states(told[0])).toEqual(['library asking', 'far asking', 'near asking']);
    expect(told.at(-1)).toMatchObject({
      top: { kind: 'track' },
      tracks: [{ title: 'Kite' }],
      albums: [{ title: 'Kites over Milan' }],
      missing: [{ sourceId: 'near', reason: 'Near Music is closed. Come again tomorrow.' }],
    });
    leave();
    await vi.waitFor(() => expect(far.calls.every(({ signal }) => signal.aborted)).toBe(true), PATIENT);
    expect(far.asked('find')).toBe(4);
  });

  it('ends when all have answered, with all that was found', async () => {
    const { told, ended } = await stream('q=kite');
    await ended;
    expect(told.at(-1)).toMatchObject({ albums: [{ id: 'far:a1' }, { title: 'Kites over Milan' }], missing: [] });
    expect(states(told.at(-1))).toEqual(['library answered', 'far answered', 'near answered']);
  });

  it('gives all in one answer, too', async () => {
    near.until = () => Promise.reject(new Error('down'));
    const found = await pyxis.get<SearchResponse>('/search?q=kite');
    expect(found.tracks.map(({ title, sourceId }) => [title, sourceId])).toEqual([
      ['Kite', undefined],
      ['Kite song', 'far'],
    ]);
    expect(found.missing).toMatchObject([{ sourceId: 'near' }]);
  });

  it('asks nobody twice within a minute, but again whoever failed', async () => {
    near.until = () => Promise.reject(new Error('down'));
    await pyxis.get('/search?q=kite&kinds=album');
    await pyxis.get('/search?q=%20KITE%20&kinds=album');
    expect([far.asked('find'), near.asked('find')]).toEqual([1, 2]);
    clock.pass(MINUTE_MS);
    await pyxis.get('/search?q=kite&kinds=album');
    expect(far.asked('find')).toBe(2);
  });

  it('asks once for two who ask at the same time, and goes on for one when the other leaves', async () => {
    const answer = Promise.withResolvers<undefined>();
    far.until = () => answer.promise;
    const one = await stream('q=kite&kinds=album&sources=far');
    const other = await stream('q=kite&kinds=album&sources=far');
    await vi.waitFor(() => expect(far.asked('find')).toBe(1), PATIENT);
    one.leave();
    await one.ended;
    answer.resolve(undefined);
    await other.ended;
    expect(other.told.at(-1)?.albums).toMatchObject([{ id: 'far:a1' }]);
    expect(far.asked('find')).toBe(1);
  });

  it('looks only where and for what it is told to', async () => {
    const found = await pyxis.get<SearchResponse>('/search?q=kite&kinds=track,playlist&sources=far');
    expect(far.calls.map(({ what }) => what)).toEqual(['find track kite', 'find playlist kite']);
    expect(states(found)).toEqual(['library off', 'far answered', 'near off']);
    expect(found).toMatchObject({ albums: [], tracks: [{ id: 'far:t1' }] });
  });

  it('gives all of a kind at a source page by page', async () => {
    far.items = Array.from({ length: 7 }, (_, at) => toyAlbum(`a${at}`, `Kite ${at}`));
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const page = await pyxis.get<FoundAlbumPage>(`/search/far/albums?q=kite${cursor}`);
      ids.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(ids).toEqual(['far:a0', 'far:a1', 'far:a2', 'far:a3', 'far:a4', 'far:a5', 'far:a6']);
    expect(await pyxis.get('/search/library/tracks?q=kite')).toMatchObject({ items: [{ title: 'Kite' }] });
    for (const path of ['/search/nobody/albums?q=kite', '/search/library/playlists?q=kite']) {
      expect((await pyxis.send('get', path)).status).toBe(404);
    }
  });

  it.each([
    ['album', 'https://far.example/album/a1', { albums: [{ id: 'far:a1' }] }],
    ['track, without its beginning', 'far.example/track/t1', { tracks: [{ id: 'far:t1' }] }],
    ['address that has to be asked for', 'https://far.example/called/kite', { albums: [{ id: 'far:a1' }] }],
    ['address behind which there is nothing', 'https://far.example/called/nothing', { albums: [], missing: [] }],
    ['album that is not there', 'https://far.example/album/a9', { albums: [], missing: [] }],
    ['address of nobody', 'https://elsewhere.example/album/a1', { albums: [], missing: [] }],
  ])('opens a pasted %s and looks for nothing', async (_name, address, expected) => {
    const found = await pyxis.get<SearchResponse>(`/search?q=${encodeURIComponent(address)}`);
    expect(found).toMatchObject(expected);
    expect([...far.calls, ...near.calls].filter(({ what }) => what.startsWith('find'))).toEqual([]);
  });

  it('tells of a source only what it finds by words, and reads its addresses of other things', async () => {
    const few = new ToyMusic('few', 'Few Music', ['album', 'track']);
    few.items = [toyAlbum('a1', 'Kite'), { kind: 'playlist', nativeId: 'p1', title: 'Kite list' }];
    const app = await startFeatureApp(database(), [SearchModule], [], [few]);
    try {
      const found = await app.get<SearchResponse>('/search?q=kite');
      expect(found.sources.find(({ id }) => id === 'few')).toMatchObject({
        state: 'answered',
        kinds: ['album', 'track'],
      });
      expect(states(await app.get<SearchResponse>('/search?q=kite&kinds=playlist'))).toContain('few off');
      const address = encodeURIComponent('https://few.example/playlist/p1');
      const pasted = await app.get<SearchResponse>(`/search?q=${address}&kinds=playlist`);
      expect(pasted).toMatchObject({ playlists: [{ id: 'few:p1' }] });
      expect(states(pasted)).toContain('few answered');
    } finally {
      await app.close();
    }
  });

  it('remembers what was searched for, once each and newest first, until it is forgotten', async () => {
    for (const q of ['Kite', 'milan', '  kite ']) {
      expect((await pyxis.send('post', '/search/recent', { q })).status).toBe(204);
      clock.pass(1);
    }
    const recent = async (): Promise<string[]> => (await pyxis.get<RecentSearchList>('/search/recent')).items.map(({ q }) => q); // prettier-ignore
    expect(await recent()).toEqual(['kite', 'milan']);
    for (let number = 0; number < 60; number++) {
      await pyxis.send('post', '/search/recent', { q: `number ${number}` });
      clock.pass(1);
    }
    expect(await recent()).toHaveLength(50);
    await pyxis.send('delete', '/search/recent?q=NUMBER%2059');
    expect((await recent())[0]).toBe('number 58');
    await pyxis.send('delete', '/search/recent');
    expect(await recent()).toEqual([]);
  });

  it('suggests what was searched for, what is here, and what sources say, each once', async () => {
    far.items = [toyAlbum('a1', 'Kite'), toyAlbum('a2', 'Kite festival')];
    near.until = () => Promise.reject(new Error('down'));
    await pyxis.send('post', '/search/recent', { q: 'kite flying' });
    const { items } = await pyxis.get<SuggestionList>('/search/suggestions?q=kite');
    expect(items).toEqual([
      { text: 'kite flying', origin: 'recent' },
      { text: 'Kites over Milan', origin: 'library' },
      { text: 'Kite', origin: 'library' },
      { text: 'Kite festival', origin: 'source' },
    ]);
    expect(await pyxis.get('/search/suggestions')).toEqual({ items: [{ text: 'kite flying', origin: 'recent' }] });
  });

  it.each(['/search', '/search?q=', '/search?q=a&kinds=song', '/search?q=a&sources=A', '/search/stream?q=a&limit=0'])(
    'refuses %s with what is wrong',
    async (path) => {
      expect((await pyxis.send('get', path)).status).toBe(400);
    },
  );
});
