import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import { rssOf, type FakeItem } from '../../test/support/fake-feeds.js';
import { PodcastApp } from '../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { EpisodeStore } from './episodes/episode-store.js';
import type { SearchResponse } from '../search/search.dto.js';
import type { EpisodePage, EpisodeSummary, EpisodeView } from './episodes/episodes.dto.js';
import type { ShowPage, ShowView } from './shows/shows.dto.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DATES = ['Fri, 01 May 2026 08:00:00 GMT', 'Fri, 08 May 2026 08:00:00 GMT', 'Fri, 15 May 2026 08:00:00 GMT'];
const THREE: FakeItem[] = [3, 2, 1].map((n) => ({ guid: String(n), title: `Episode ${n}`, date: DATES[n - 1] ?? '' }));
const FOURTH: FakeItem = { guid: '4', title: 'Episode 4', date: 'Mon, 01 Jun 2026 11:00:00 GMT' };

describeOnEachEngine('podcasts over HTTP', (database) => {
  let pyxis: PodcastApp;

  beforeEach(async () => {
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    pyxis = await PodcastApp.start(database());
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  const get = <Body>(path: string): Promise<Body> => pyxis.app.get<Body>(`/podcasts${path}`);
  const feed = (path: string, items: readonly FakeItem[], channel = '', title = 'Show'): string =>
    pyxis.host.put(path, { body: rssOf(title, items, channel) });
  const episodes = async (query: string): Promise<EpisodeSummary[]> =>
    (await get<EpisodePage>(`/episodes?${query}`)).items;

  async function told(...request: Parameters<PodcastApp['app']['send']>): Promise<unknown> {
    return (await pyxis.app.send(...request)).body;
  }

  /** Somebody left an episode there. */
  async function left(trackId: string | undefined, positionMs: number, isDone = false): Promise<void> {
    await database().write(({ sql }) =>
      sql.run(
        `INSERT INTO resume_point (owner_id, kind, ref, position_ms, is_done, updated_at_ms) VALUES (?, 'episode', ?, ?, ?, ?)`,
        [OWNER_ID, trackId ?? '', positionMs, isDone, pyxis.clock.nowMs()],
      ),
    );
  }

  describe('following a show', () => {
    it('shows what its feed says, and all its episodes, of which the newest is new', async () => {
      const channel = '<itunes:author>Ada</itunes:author><description>About &lt;b&gt;x&lt;/b&gt;</description><itunes:image href="/art.jpg"/><podcast:funding url="https://pay.example/">Pay</podcast:funding>'; // prettier-ignore
      const show = await pyxis.subscribe(feed('/feed', THREE, channel));
      expect(show).toMatchObject({
        title: 'Show',
        author: 'Ada',
        description: 'About <b>x</b>',
        artworkId: expect.any(String) as string,
        funding: [{ url: 'https://pay.example/', text: 'Pay' }],
        state: 'ok',
        isFollowed: true,
        isPrivate: false,
        address: pyxis.host.url('/feed'),
        newCount: 1,
        episodeCount: 3,
      });
      expect(await pyxis.titles(`showId=${show.id}`)).toEqual(['Episode 3', 'Episode 2', 'Episode 1']);
      expect(await pyxis.titles('list=new')).toEqual(['Episode 3']);
      expect(await pyxis.titles('list=unheard&order=oldest')).toEqual(['Episode 1', 'Episode 2', 'Episode 3']);
    });

    it('finds the feed that a page leads to, and asks which where there are several', async () => {
      feed('/feed', THREE);
      const link = (href: string): string =>
        `<link rel="alternate" type="application/rss+xml" title="${href}" href="${href}">`;
      pyxis.host.put('/page', { body: `<html><head>${link('/feed')}</head></html>`, type: 'text/html' });
      pyxis.host.put('/pages', {
        body: `<html><head>${link('/feed')}${link('/other')}</head></html>`,
        type: 'text/html',
      });
      expect(await pyxis.subscribe(pyxis.host.url('/page'))).toMatchObject({
        title: 'Show',
        address: pyxis.host.url('/feed'),
      });
      const several = await pyxis.app.send('post', '/podcasts/shows', { address: pyxis.host.url('/pages') });
      expect(several.body).toMatchObject({
        status: 409,
        type: 'urn:pyxis:problem:several-feeds',
        feeds: [{ address: pyxis.host.url('/feed'), title: '/feed' }, { address: pyxis.host.url('/other') }],
      });
    });

    it.each([
      ['/nowhere', 503, 'feed-not-found'],
      ['/text', 503, 'feed-not-a-feed'],
    ])('tells what is wrong with %s', async (path, status, code) => {
      pyxis.host.put('/text', { body: 'hello' });
      const address = path.startsWith('/') ? pyxis.host.url(path) : path;
      const body = await told('post', '/podcasts/shows', { address });
      expect(body).toMatchObject({ status, type: `urn:pyxis:problem:${code}` });
      expect((await get<ShowPage>('/shows')).items).toEqual([]);
    });

    it('takes no address that is none of the web', async () => {
      const body = await told('post', '/podcasts/shows', { address: 'file:///etc/passwd' });
      expect(body).toMatchObject({ status: 400, errors: [{ field: 'address', because: 'no-web-address' }] });
      expect((await get<ShowPage>('/shows')).items).toEqual([]);
    });

    it('again changes nothing, also by another address of the same show', async () => {
      const guid = '<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>';
      const show = await pyxis.subscribe(feed('/feed', THREE, guid));
      expect((await pyxis.subscribe(pyxis.host.url('/feed'))).id).toBe(show.id);
      expect((await pyxis.subscribe(feed('/mirror', THREE, guid))).id).toBe(show.id);
      expect((await get<ShowPage>('/shows')).items).toHaveLength(1);
    });

    it('reads its archive once, page by page', async () => {
      const next = (path: string): string => `<atom:link rel="next" href="${path}"/>`;
      feed('/page2', [{ guid: '1', title: 'Episode 1', date: DATES[0] ?? '' }], next('/feed'));
      const show = await pyxis.subscribe(feed('/feed', THREE.slice(0, 2), next('/page2')));
      expect(await pyxis.titles(`showId=${show.id}`)).toEqual(['Episode 3', 'Episode 2', 'Episode 1']);
      expect(await pyxis.titles('list=new')).toEqual(['Episode 3']);
      await pyxis.refresh(show.id);
      expect(pyxis.host.asked('/page2')).toHaveLength(1);
      expect((await episodes(`showId=${show.id}`)).filter(({ isGone }) => isGone)).toEqual([]);
    });

    it('no longer leaves what was heard of it, and finds it again', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      await left((await episodes('list=new'))[0]?.id, 0, true);
      expect((await pyxis.app.send('delete', `/podcasts/shows/${show.id}`)).status).toBe(204);
      expect((await get<ShowPage>('/shows')).items).toEqual([]);
      expect(await pyxis.titles('list=unheard')).toEqual([]);
      expect(await pyxis.titles('list=unheard&withUnfollowed=true')).toEqual(['Episode 2', 'Episode 1']);
      await pyxis.pass(DAY_MS);
      expect(pyxis.host.asked('/feed')).toHaveLength(1);
      expect((await pyxis.subscribe(pyxis.host.url('/feed'))).id).toBe(show.id);
      expect(await pyxis.titles('list=done')).toEqual(['Episode 3']);
    });
  });

  describe('looking at a feed', () => {
    it('finds what is new by itself, with the marks of the last answer', async () => {
      const body = rssOf('Show', THREE);
      const address = pyxis.host.put('/feed', { body, etag: '"1"' });
      await pyxis.subscribe(address);
      await pyxis.pass(2 * HOUR_MS);
      expect(pyxis.host.requests.at(-1)?.headers['if-none-match']).toBe('"1"');
      pyxis.host.put('/feed', { body: rssOf('Show', [FOURTH, ...THREE]), etag: '"2"' });
      await pyxis.pass(2 * HOUR_MS);
      expect(await pyxis.titles('list=new')).toEqual(['Episode 4', 'Episode 3']);
    });

    it('by hand, and once a day, goes without conditions: some servers say “not modified” for ever', async () => {
      const address = pyxis.host.put('/feed', { body: rssOf('Show', THREE), etag: '"1"' });
      const show = await pyxis.subscribe(address);
      pyxis.host.put('/feed', { body: rssOf('Show', [FOURTH, ...THREE]), etag: '"1"' });
      await pyxis.pass(2 * HOUR_MS);
      expect(await pyxis.titles('list=new')).toEqual(['Episode 3']);
      await pyxis.refresh(show.id);
      expect(await pyxis.titles('list=new')).toEqual(['Episode 4', 'Episode 3']);
      const fifth = { ...FOURTH, guid: '5', title: 'Episode 5' };
      pyxis.host.put('/feed', { body: rssOf('Show', [fifth, FOURTH, ...THREE]), etag: '"1"' });
      await pyxis.pass(DAY_MS + HOUR_MS);
      expect((await pyxis.titles('list=new')).sort()).toEqual(['Episode 3', 'Episode 4', 'Episode 5']);
    });

    it('keeps everything where the feed is empty today', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      const [newest] = await episodes('list=new');
      await left(newest?.id, 60_000);
      feed('/feed', []);
      await pyxis.refresh(show.id);
      expect(await episodes(`showId=${show.id}`)).toMatchObject([
        { title: 'Episode 3', state: 'in-progress', positionMs: 60_000, isGone: false, isPlayable: true },
        { title: 'Episode 2', isGone: false },
        { title: 'Episode 1', isGone: false },
      ]);
    });

    it('lists fifty old episodes that turn up, and calls none of them new', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      const old = Array.from({ length: 50 }, (_, i) => ({
        guid: `old${i}`,
        title: `Old ${i}`,
        date: 'Wed, 01 Jan 2020 08:00:00 GMT',
      }));
      feed('/feed', [...THREE, ...old]);
      expect((await pyxis.refresh(show.id)).episodeCount).toBe(53);
      expect(await pyxis.titles('list=new')).toEqual(['Episode 3']);
    });

    it('marks what has left the feed, and takes it back when it returns', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      feed('/feed', THREE.slice(0, 2));
      await pyxis.refresh(show.id);
      expect((await episodes(`showId=${show.id}`)).map(({ isGone, isPlayable }) => [isGone, isPlayable])).toEqual([
        [false, true],
        [false, true],
        [true, true],
      ]);
      feed('/feed', THREE);
      await pyxis.refresh(show.id);
      expect((await episodes(`showId=${show.id}`)).every(({ isGone }) => !isGone)).toBe(true);
    });

    it('takes each hour of news for an episode, and plays none for another', async () => {
      const news = (hour: number): FakeItem[] => [
        { guid: `h${hour}`, title: `News at ${hour}`, date: `Mon, 01 Jun 2026 ${hour}:00:00 GMT`, audio: '/news.mp3' },
      ];
      const show = await pyxis.subscribe(feed('/feed', news(10)));
      feed('/feed', news(11));
      await pyxis.refresh(show.id);
      expect(await episodes(`showId=${show.id}`)).toMatchObject([
        { title: 'News at 11', isPlayable: true },
        { title: 'News at 10', isPlayable: false },
      ]);
      expect(await pyxis.titles('list=new')).toEqual(['News at 11']);
    });

    it('shows what comes out one day last, until that day', async () => {
      const later = { guid: '9', title: 'One day', date: 'Wed, 10 Jun 2026 08:00:00 GMT' };
      const show = await pyxis.subscribe(feed('/feed', [later, ...THREE]));
      expect((await pyxis.titles(`showId=${show.id}`)).at(-1)).toBe('One day');
      pyxis.clock.pass(10 * DAY_MS);
      feed('/feed', [later, ...THREE], '<language>en</language>');
      await pyxis.refresh(show.id);
      feed('/feed', [later, FOURTH, ...THREE]);
      await pyxis.refresh(show.id);
      expect((await pyxis.titles(`showId=${show.id}`))[0]).toBe('One day');
    });
  });

  describe('a feed that is not where it was', () => {
    it('moves after two redirects that led to a feed, and not for a page in which to log in', async () => {
      const show = await pyxis.subscribe(feed('/old', THREE));
      pyxis.host.redirect('/old', '/login', 301);
      pyxis.host.put('/login', { body: '<html><body>Log in</body></html>', type: 'text/html' });
      for (const _ of [1, 2, 3]) await pyxis.refresh(show.id);
      expect(await get<ShowView>(`/shows/${show.id}`)).toMatchObject({
        address: pyxis.host.url('/old'),
        state: 'failing',
      });
      expect(await pyxis.titles(`showId=${show.id}`)).toHaveLength(3);
      feed('/login', THREE);
      expect(await pyxis.refresh(show.id)).toMatchObject({ address: pyxis.host.url('/old'), state: 'ok' });
      const moved = await pyxis.refresh(show.id);
      expect(moved.address).toBe(pyxis.host.url('/login'));
      expect(moved.id).toBe(show.id);
    });

    it('moves where it says, if there are the same episodes, and to no other show', async () => {
      const moved = (path: string): string => `<itunes:new-feed-url>${pyxis.other.url(path)}</itunes:new-feed-url>`;
      const show = await pyxis.subscribe(feed('/feed', THREE));
      feed('/feed', THREE, moved('/stranger'));
      pyxis.other.put('/stranger', {
        body: rssOf('Stranger', [
          { guid: 'x', title: 'X' },
          { guid: 'y', title: 'Y' },
          { guid: 'z', title: 'Z' },
        ]),
      });
      expect((await pyxis.refresh(show.id)).address).toBe(pyxis.host.url('/feed'));
      feed('/feed', THREE, moved('/new'));
      pyxis.other.put('/new', { body: rssOf('Show', [FOURTH, ...THREE]) });
      expect(await pyxis.refresh(show.id)).toMatchObject({ address: pyxis.other.url('/new'), episodeCount: 4 });
    });

    it('is sent in no circle', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      pyxis.other.put('/b', {
        body: rssOf('Show', THREE, `<itunes:new-feed-url>${pyxis.host.url('/feed')}</itunes:new-feed-url>`),
      });
      feed('/feed', THREE, `<itunes:new-feed-url>${pyxis.other.url('/b')}</itunes:new-feed-url>`);
      expect((await pyxis.refresh(show.id)).state).toBe('ok');
      expect(pyxis.other.asked('/b').length).toBeLessThan(3);
    });

    it('has ended, is dead, or asks who one is', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      pyxis.host.documents.delete('/feed');
      expect(await pyxis.refresh(show.id)).toMatchObject({
        state: 'failing',
        reason: expect.stringMatching(/\.$/) as string,
      });
      pyxis.clock.pass(31 * DAY_MS);
      expect((await pyxis.refresh(show.id)).state).toBe('dead');
      pyxis.host.answers.set('/feed', { status: 410, body: '' });
      const ended = await pyxis.refresh(show.id);
      expect(ended.state).toBe('ended');
      expect(ended.nextCheckAtMs).toBeUndefined();
      pyxis.host.answers.set('/feed', { status: 401, body: '' });
      expect((await pyxis.refresh(show.id)).state).toBe('unauthorized');
      pyxis.host.answers.clear();
      feed('/feed', THREE);
      const well = await pyxis.refresh(show.id);
      expect(well.state).toBe('ok');
      expect(well.reason).toBeUndefined();
      expect(well.episodeCount).toBe(3);
    });
  });

  it('a defect with one feed is told as its state, and others are looked at', async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const [one, two] = [await pyxis.subscribe(feed('/one', THREE)), await pyxis.subscribe(feed('/two', THREE))];
    feed('/one', [FOURTH, ...THREE]);
    feed('/two', [FOURTH, ...THREE]);
    vi.spyOn(pyxis.app.app.get(EpisodeStore), 'merge').mockRejectedValueOnce(new Error('a fault of ours'));
    await pyxis.pass(2 * HOUR_MS);
    const states = await Promise.all([one, two].map(({ id }) => get<ShowView>(`/shows/${id}`)));
    expect(states.map(({ state }) => state).sort()).toEqual(['failing', 'ok']);
    expect(error.mock.calls.flat().join()).toContain('a fault of ours');
    await pyxis.pass(2 * HOUR_MS);
    expect(await pyxis.titles(`showId=${one.id}`)).toHaveLength(4);
    expect(await pyxis.titles(`showId=${two.id}`)).toHaveLength(4);
  });

  describe('a private feed', () => {
    const SECRET = 'hunter2';
    const secretly = (path: string): string => pyxis.host.url(path).replace('://', `://ada:${SECRET}@`);

    it('has its address in a file, and nowhere else', async () => {
      pyxis.host.put('/feed', { body: rssOf('Show', THREE), password: `ada:${SECRET}` });
      const show = await pyxis.subscribe(secretly('/feed'));
      expect(show).toMatchObject({ isPrivate: true, host: '127.0.0.1' });
      expect(show.address).toBeUndefined();
      await pyxis.refresh(show.id);
      expect((await get<ShowView>(`/shows/${show.id}`)).state).toBe('ok');
      const rows = await database().read.all('SELECT * FROM show');
      expect(JSON.stringify(rows)).not.toContain(SECRET);
      expect(readFileSync(join(pyxis.folder, 'secrets', 'podcast-feeds.json'), 'utf8')).toContain(SECRET);
    });

    it('by the word of the person keeps a token in its address to itself', async () => {
      pyxis.host.put(`/feed?token=${SECRET}`, { body: rssOf('Show', THREE) });
      await pyxis.subscribe(pyxis.host.url(`/feed?token=${SECRET}`), { isPrivate: true });
      expect(JSON.stringify(await database().read.all('SELECT * FROM show'))).not.toContain(SECRET);
    });

    it('takes another secret where the show is the same', async () => {
      const guid = '<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>';
      pyxis.host.put('/feed', { body: rssOf('Show', THREE, guid), password: `ada:${SECRET}` });
      const show = await pyxis.subscribe(secretly('/feed'));
      pyxis.host.put('/feed', { body: rssOf('Show', THREE, guid), password: 'ada:other' });
      expect((await pyxis.refresh(show.id)).state).toBe('unauthorized');
      const again = await pyxis.subscribe(pyxis.host.url('/feed').replace('://', '://ada:other@'));
      expect(again.id).toBe(show.id);
      expect((await pyxis.refresh(show.id)).state).toBe('ok');
    });
  });

  describe('episodes', () => {
    it('are listed by how far they were heard', async () => {
      await pyxis.subscribe(feed('/feed', THREE));
      const [third, second] = await episodes('order=newest');
      await left(third?.id, 60_000);
      await left(second?.id, 0, true);
      expect(await pyxis.titles('list=in-progress')).toEqual(['Episode 3']);
      expect(await pyxis.titles('list=done')).toEqual(['Episode 2']);
      expect(await pyxis.titles('list=unheard')).toEqual(['Episode 3', 'Episode 1']);
      expect(await pyxis.titles('list=new')).toEqual([]);
    });

    it('come page by page, by words and by length', async () => {
      const items = Array.from({ length: 7 }, (_, i) => ({ guid: `g${i}`, title: `Über ${i % 2 ? 'Katzen' : 'Hunde'} ${i}`, date: `Mon, 0${i + 1} May 2026 08:00:00 GMT`, more: `<itunes:duration>${(i + 1) * 600}</itunes:duration>` })); // prettier-ignore
      await pyxis.subscribe(feed('/feed', items));
      const found: string[] = [];
      let cursor = '';
      do {
        const page: EpisodePage = await get(`/episodes?limit=3${cursor && `&cursor=${cursor}`}`);
        found.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor ?? '';
      } while (cursor !== '');
      expect(found).toEqual(items.map(({ title }) => title).reverse());
      expect(await pyxis.titles('q=uber+katz')).toEqual(['Über Katzen 5', 'Über Katzen 3', 'Über Katzen 1']);
      expect(await pyxis.titles('atLeastMinutes=60')).toEqual(['Über Hunde 6', 'Über Katzen 5']);
      expect(await pyxis.titles('atMostMinutes=10')).toEqual(['Über Hunde 0']);
    });

    it('tell everything of themselves', async () => {
      const more = '<description>&lt;p&gt;At 12:34 &lt;script&gt;x&lt;/script&gt;&lt;/p&gt;</description><itunes:season>2</itunes:season><itunes:episode>5</itunes:episode><podcast:person role="guest">Bo</podcast:person><itunes:duration>1:00:00</itunes:duration>'; // prettier-ignore
      await pyxis.subscribe(feed('/feed', [{ ...FOURTH, more }]));
      const [summary] = await episodes('list=new');
      expect(await get<EpisodeView>(`/episodes/${summary?.id}`)).toMatchObject({
        ...{
          title: 'Episode 4',
          season: 2,
          number: 5,
          durationMs: 3_600_000,
          kind: 'full',
          mimeType: 'audio/mpeg',
          sizeBytes: 12_345,
        },
        notes: '<p>At <a href="#t=754">12:34</a> </p>',
        persons: [{ name: 'Bo', role: 'guest' }],
        transcripts: [],
      });
      const missing = await pyxis.app.send('get', '/podcasts/episodes/podcast:nothing');
      expect(missing.body).toMatchObject({ status: 404, type: 'urn:pyxis:problem:episode-not-found' });
    });

    it('have chapters and transcripts, which are fetched once', async () => {
      const more = '<podcast:chapters url="/c.json" type="application/json+chapters"/><podcast:transcript url="/de.vtt" type="text/vtt" language="de"/><podcast:transcript url="/en.srt" type="application/x-subrip" language="en-US"/>'; // prettier-ignore
      pyxis.host.put('/c.json', { body: '{"chapters":[{"startTime":0,"title":"A","img":"/a.jpg"},{"startTime":60,"toc":false,"img":"/b.jpg"}]}', type: 'application/json' }); // prettier-ignore
      pyxis.host.put('/de.vtt', { body: 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hallo', type: 'text/vtt' });
      pyxis.host.put('/en.srt', { body: '1\n00:00:01,000 --> 00:00:02,000\nHello', type: 'text/plain' });
      await pyxis.subscribe(feed('/feed', [{ ...FOURTH, more }]));
      const [episode] = await episodes('list=new');
      for (const _ of [1, 2]) {
        const { items } = await get<{ items: { artworkId?: string }[] }>(`/episodes/${episode?.id}/chapters`);
        expect(items).toMatchObject([
          { startMs: 0, title: 'A', isHidden: false },
          { startMs: 60_000, isHidden: true },
        ]);
        expect(items.every(({ artworkId }) => artworkId !== undefined)).toBe(true);
      }
      expect(pyxis.host.asked('/c.json')).toHaveLength(1);
      expect(await get(`/episodes/${episode?.id}/transcript`)).toEqual({
        ...{ language: 'de', type: 'text/vtt', isTimed: true },
        cues: [{ startMs: 1_000, endMs: 2_000, speaker: 'Ada', text: 'Hallo' }],
      });
      expect(await get(`/episodes/${episode?.id}/transcript?language=en`)).toMatchObject({ cues: [{ text: 'Hello' }] });
      expect((await get<EpisodeView>(`/episodes/${episode?.id}`)).transcripts).toEqual([
        { language: 'de', type: 'text/vtt' },
        { language: 'en-US', type: 'application/x-subrip' },
      ]);
      const chosen = 'language=en-US&type=application/x-subrip';
      expect(await get(`/episodes/${episode?.id}/transcript?${chosen}`)).toMatchObject({ cues: [{ text: 'Hello' }] });
      const none = await pyxis.app.send('get', `/podcasts/episodes/${episode?.id}/transcript?language=fr`);
      expect(none.body).toMatchObject({ status: 404 });
    });

    it('can be the last thing before sleep until their chapter ends, if they have any', async () => {
      const more = '<podcast:chapters url="/c.json" type="application/json+chapters"/>';
      pyxis.host.put('/c.json', { body: '{"chapters":[{"startTime":0,"title":"A"},{"startTime":30,"toc":false},{"startTime":60,"title":"B"}]}', type: 'application/json' }); // prettier-ignore
      await pyxis.subscribe(feed('/feed', [{ ...FOURTH, more }, ...THREE]));
      const [fourth, third] = await episodes('order=newest');
      await pyxis.app.send('put', '/playback/outputs/laptop-0001', { name: 'Laptop', kind: 'browser' });
      const ask = async (command: string, body: object): Promise<unknown> => {
        const { revision } = await pyxis.app.get<{ revision: number }>('/playback');
        return told('post', `/playback/${command}`, { revision, ...body });
      };
      await ask('play', { trackIds: [fourth?.id, third?.id], outputId: 'laptop-0001' });
      expect(await ask('sleep', { kind: 'chapter' })).toMatchObject({ sleep: { kind: 'chapter', positionMs: 60_000 } });
      const inLast = await ask('seek', { positionMs: 61_000 });
      expect(inLast).toMatchObject({ sleep: { kind: 'chapter' } });
      expect(inLast).not.toHaveProperty('next');
      await ask('next', {});
      expect(await ask('sleep', { kind: 'chapter' })).toMatchObject({
        status: 409,
        type: 'urn:pyxis:problem:no-chapters',
      });
    });

    it('are marked as heard, one or all up to one', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      const [third, second] = await episodes('order=newest');
      const marked = await pyxis.app.send('post', `/podcasts/shows/${show.id}/heard-up-to`, { episodeId: second?.id });
      expect(marked.body).toEqual({ count: 2 });
      expect(await pyxis.titles('list=unheard')).toEqual(['Episode 3']);
      await pyxis.app.send('put', `/podcasts/episodes/${second?.id}/heard`, { isDone: false });
      const body = await told('put', `/podcasts/episodes/${third?.id}/heard`, {
        isDone: true,
      });
      expect(body).toMatchObject({ title: 'Episode 3', state: 'done' });
      expect(await pyxis.titles('list=unheard')).toEqual(['Episode 2']);
    });

    it('are marked several at once, without those that are gone', async () => {
      await pyxis.subscribe(feed('/feed', THREE));
      const ids = [...(await episodes('order=newest')).slice(1).map(({ id }) => id), 'podcast:gone'];
      const mark = (body: object): Promise<unknown> => told('put', '/podcasts/episodes/heard', body);
      expect(await mark({ ids, isDone: true })).toEqual({ count: 2 });
      expect(await pyxis.titles('list=unheard')).toEqual(['Episode 3']);
      expect(await mark({ ids: ids.slice(0, 1), isDone: false })).toEqual({ count: 1 });
      expect(await pyxis.titles('list=unheard')).toEqual(['Episode 3', 'Episode 2']);
      expect((await pyxis.app.send('put', '/podcasts/episodes/heard', { ids: [], isDone: true })).status).toBe(400);
    });

    it('have bookmarks, which leave the position alone', async () => {
      await pyxis.subscribe(feed('/feed', THREE));
      const [episode] = await episodes('list=new');
      await left(episode?.id, 60_000);
      const path = `/podcasts/episodes/${episode?.id}/bookmarks`;
      await pyxis.app.send('post', path, { positionMs: 90_000 });
      const body = await told('post', path, {
        positionMs: 30_000,
        note: 'Listen again',
      });
      expect((await pyxis.app.get<{ items: object[] }>(path)).items).toMatchObject([{ positionMs: 30_000, note: 'Listen again' }, { positionMs: 90_000 }]); // prettier-ignore
      await pyxis.app.send('delete', `/podcasts/bookmarks/${(body as { id: string }).id}`);
      expect((await pyxis.app.get<{ items: object[] }>(path)).items).toHaveLength(1);
      expect(await episodes('list=in-progress')).toMatchObject([{ positionMs: 60_000 }]);
    });
  });

  describe('shows', () => {
    it('are in groups, which can be called otherwise and become one', async () => {
      await pyxis.subscribe(feed('/a', THREE, '', 'A'), { group: 'News' });
      await pyxis.subscribe(feed('/b', THREE, '', 'B'), { group: 'Daily' });
      const show = await pyxis.subscribe(feed('/c', THREE, '', 'C'));
      expect(await get('/groups')).toEqual({
        items: [
          { name: 'Daily', showCount: 1 },
          { name: 'News', showCount: 1 },
        ],
      });
      await pyxis.app.send('put', '/podcasts/groups/Daily', { name: 'News' });
      await pyxis.app.send('patch', `/podcasts/shows/${show.id}`, { group: 'Stories' });
      expect((await get<ShowPage>('/shows?group=News')).items.map(({ title }) => title)).toEqual(['A', 'B']);
      expect(await pyxis.titles('list=new&group=Stories')).toHaveLength(1);
      const ungrouped = await pyxis.app.send('patch', `/podcasts/shows/${show.id}`, { group: null });
      expect((ungrouped.body as ShowView).group).toBeUndefined();
      expect((await pyxis.app.send('put', '/podcasts/groups/Nothing', { name: 'x' })).status).toBe(404);
    });

    it('come in each order, page by page', async () => {
      for (const [i, title] of ['B', 'C', 'A'].entries()) {
        await pyxis.subscribe(feed(`/${title}`, [{ guid: '1', title: 't', date: DATES[i] ?? '' }], '', title));
        pyxis.clock.pass(1_000);
      }
      const titlesBy = async (sort: string): Promise<string[]> => {
        const first = await get<ShowPage>(`/shows?sort=${sort}&limit=2`);
        const second = await get<ShowPage>(`/shows?sort=${sort}&limit=2&cursor=${first.nextCursor}`);
        return [...first.items, ...second.items].map(({ title }) => title);
      };
      expect(await titlesBy('title')).toEqual(['A', 'B', 'C']);
      expect(await titlesBy('newest')).toEqual(['A', 'C', 'B']);
      expect(await titlesBy('subscribed')).toEqual(['A', 'C', 'B']);
      expect((await get<ShowPage>('/shows?q=b')).items).toHaveLength(1);
    });

    it('are heard as each is set, and leave out what is not wanted', async () => {
      const items = [{ ...FOURTH, title: 'Rerun: old' }, ...THREE];
      const show = await pyxis.subscribe(feed('/feed', items, '<itunes:type>serial</itunes:type>'));
      expect((await pyxis.titles(`showId=${show.id}`))[0]).toBe('Episode 1');
      const settings = { order: 'newest', speed: 1.4, skipFirstSeconds: 30, leaveOutWords: ['rerun'] };
      const body = await told('patch', `/podcasts/shows/${show.id}`, { settings });
      expect(body).toMatchObject({ settings, newCount: 0 });
      expect(await pyxis.titles(`showId=${show.id}`)).toEqual(['Rerun: old', 'Episode 3', 'Episode 2', 'Episode 1']);
      expect(await pyxis.titles('list=unheard')).not.toContain('Rerun: old');
      await pyxis.app.send('patch', `/podcasts/shows/${show.id}`, { settings: { leaveOutWords: null, speed: null } });
      expect((await get<ShowView>(`/shows/${show.id}`)).settings).toEqual({ order: 'newest', skipFirstSeconds: 30 });
      expect(await pyxis.titles('list=new')).toEqual(['Rerun: old']);
      const bad = await pyxis.app.send('patch', `/podcasts/shows/${show.id}`, { settings: { speed: 9 } });
      expect(bad.body).toMatchObject({ status: 400, errors: [{ field: 'settings.speed', because: 'max', most: 3 }] });
    });

    it('are heard as they are set: how fast, how loud, and without what comes first', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      const settings = { speed: 1.4, skipFirstSeconds: 30, loudnessOffsetDb: -4 };
      await told('patch', `/podcasts/shows/${show.id}`, { settings });
      const [first] = (await get<EpisodePage>(`/episodes?showId=${show.id}`)).items;
      await pyxis.app.send('put', '/playback/outputs/laptop-0001', { name: 'Laptop', kind: 'browser' });
      const { revision } = await pyxis.app.get<{ revision: number }>('/playback');
      const view = await told('post', '/playback/play', { revision, trackIds: [first?.id], outputId: 'laptop-0001' });
      expect(view).toMatchObject({ speed: 1.4, positionMs: 30_000, current: { track: { replayGain: { trackGainDb: -4 } } } }); // prettier-ignore
      const slower = await told('post', '/playback/speed', { revision: revision + 1, speed: 1 });
      expect(slower).toMatchObject({ speed: 1 });
    });

    it('are found in the directory', async () => {
      const results = [
        { collectionName: 'Show', feedUrl: pyxis.host.url('/feed') },
        { collectionName: 'Other', feedUrl: 'https://o.example/' },
      ];
      pyxis.host.put('/itunes/search?media=podcast&term=show&limit=20', {
        body: JSON.stringify({ results }),
        type: 'text/javascript',
      });
      const show = await pyxis.subscribe(feed('/feed', THREE));
      expect(await get('/directory?q=show')).toEqual({
        items: [
          { title: 'Show', feedAddress: pyxis.host.url('/feed'), showId: show.id },
          { title: 'Other', feedAddress: 'https://o.example/' },
        ],
      });
    });
  });

  describe('episodes as tracks', () => {
    it('are found by the search', async () => {
      await pyxis.subscribe(feed('/feed', THREE, '', 'Grüße aus Köln'));
      const found = await pyxis.app.get<SearchResponse>('/search?q=episode+2');
      expect(found).toMatchObject({
        tracks: [],
        shows: [],
        episodes: [{ title: 'Episode 2', kind: 'episode', artist: 'Grüße aus Köln' }],
      });
      expect(found.top).toEqual({ kind: 'episode', id: found.episodes[0]?.id });
      expect((await pyxis.app.get<SearchResponse>('/search?q=grusse+ko')).episodes).toHaveLength(3);
    });

    it('are found by the search with their show, as long as it is followed', async () => {
      const author = '<itunes:author>Ada</itunes:author>';
      const show = await pyxis.subscribe(feed('/feed', THREE, author, 'Grüße aus Köln'));
      await pyxis.subscribe(feed('/other', THREE, '', 'Out of Köln'));
      const search = (q: string): Promise<SearchResponse> => pyxis.app.get(`/search?q=${q}`);
      const found = await search('grusse');
      expect(found).toMatchObject({
        top: { kind: 'show', id: show.id },
        shows: [{ id: show.id, title: 'Grüße aus Köln', author: 'Ada' }],
      });
      expect((await search('koln')).shows.map(({ title }) => title)).toEqual(['Grüße aus Köln', 'Out of Köln']);
      expect((await search('koln+out')).shows.map(({ title }) => title)).toEqual(['Out of Köln']);
      expect((await search('russe')).shows).toEqual([]);
      await pyxis.app.send('delete', `/podcasts/shows/${show.id}`);
      expect((await search('grusse')).shows).toEqual([]);
    });

    it('play as a queue, and sound', async () => {
      const show = await pyxis.subscribe(feed('/feed', THREE));
      pyxis.host.put('/audio/3.mp3', { body: Buffer.from('sound of three'), type: 'audio/mpeg', etag: '"a"' });
      await pyxis.app.send('put', '/playback/outputs/laptop-0001', { name: 'Laptop', kind: 'browser' });
      const [newest] = await episodes('list=new');
      const play = async (subject: object, more: object = {}): Promise<unknown> => {
        const { revision } = await pyxis.app.get<{ revision: number }>('/playback');
        return (await pyxis.app.send('post', '/playback/play', { subject, outputId: 'laptop-0001', revision, ...more }))
          .body;
      };
      expect(await play({ kind: 'show', id: show.id }, { startTrackId: newest?.id })).toMatchObject({
        length: 3,
        current: {
          track: { title: 'Episode 3', kind: 'episode' },
          context: { kind: 'podcast', id: show.id, title: 'Show' },
        },
      });
      const sound = await pyxis.app.send('get', `/stream/${newest?.id}`);
      expect([sound.status, Buffer.from(sound.body as Buffer).toString()]).toEqual([200, 'sound of three']);
      expect(await play({ kind: 'episodes', query: { list: 'unheard', order: 'oldest' } })).toMatchObject({
        length: 3,
        current: { track: { title: 'Episode 1' }, context: { kind: 'podcast', title: 'Episodes not heard' } },
      });
    });
  });
});
