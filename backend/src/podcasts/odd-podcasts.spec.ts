import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rssOf, type FakeItem } from '../../test/support/fake-feeds.js';
import { PodcastApp } from '../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import type { PlayerView } from '../playback/player-view.dto.js';
import { KeptAudio } from '../streaming/index.js';
import type { EpisodePage, EpisodeSummary } from './episodes/episodes.dto.js';
import { KeptEpisodes } from './episodes/kept-episodes.js';
import type { ShowView } from './shows/shows.dto.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LAPTOP = 'laptop-0001';
const PHONE = 'phone-00001';

/** Five weeks of a show, newest first. */
const FIVE: FakeItem[] = [5, 4, 3, 2, 1].map((n) => ({
  guid: String(n),
  title: `Episode ${n}`,
  date: `Fri, 0${n} May 2026 08:00:00 GMT`,
}));
const SIXTH: FakeItem = { guid: '6', title: 'Episode 6', date: 'Mon, 01 Jun 2026 11:00:00 GMT' };

describeOnEachEngine('podcasts that are odd', (database) => {
  let pyxis: PodcastApp;
  let logged: string[];

  beforeEach(async () => {
    logged = [];
    for (const level of ['log', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(Logger.prototype, level).mockImplementation((...words: unknown[]) => void logged.push(words.join(' ')));
    }
    pyxis = await PodcastApp.start(database());
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  const feed = (items: readonly FakeItem[], channel = ''): string =>
    pyxis.host.put('/feed', { body: rssOf('Show', items, channel) });
  const episodes = async (query: string): Promise<EpisodeSummary[]> =>
    (await pyxis.app.get<EpisodePage>(`/podcasts/episodes?${query}`)).items;
  const show = (id: string): Promise<ShowView> => pyxis.app.get<ShowView>(`/podcasts/shows/${id}`);

  async function sound(id: string | undefined): Promise<[number, string]> {
    const response = await pyxis.app.send('get', `/stream/${id}`);
    return [response.status, textIn(response)];
  }

  /** Whatever kind of body it was. */
  function textIn(response: { readonly body: unknown }): string {
    return Buffer.isBuffer(response.body) ? response.body.toString() : JSON.stringify(response.body);
  }

  function put(path: string, words: string, etag = `"${words}"`): void {
    pyxis.host.put(path, { body: Buffer.from(words), type: 'audio/mpeg', etag });
  }

  const player = (): Promise<PlayerView> => pyxis.app.get<PlayerView>('/playback');

  async function tell(path: string, body: object = {}): Promise<PlayerView> {
    const { revision } = await player();
    const response = await pyxis.app.send('post', `/playback/${path}`, { revision, ...body });
    expect(response.status, JSON.stringify(response.body)).toBe(200);
    return response.body as PlayerView;
  }

  async function output(id: string): Promise<void> {
    await pyxis.app.send('put', `/playback/outputs/${id}`, { name: id, kind: 'browser' });
  }

  /** Five seconds later an output tells where it is. */
  async function report(id: string, kind: string, positionMs: number, more: object = {}): Promise<PlayerView> {
    pyxis.clock.pass(5_000);
    const { playId } = await player();
    const body = { kind, playId, positionMs, heardMs: positionMs, ...more };
    await pyxis.app.send('post', `/playback/outputs/${id}/reports`, body);
    return player();
  }

  describe('the feed is empty today', () => {
    it('keeps five episodes, the one half heard and the one at hand, which plays without its host', async () => {
      for (const n of [1, 2, 3, 4, 5]) put(`/audio/${n}.mp3`, `sound of ${n}`);
      const { id } = await pyxis.subscribe(feed(FIVE));
      await pyxis.app.send('patch', `/podcasts/shows/${id}`, { settings: { keepNewest: 1 } });
      await pyxis.app.app.get(KeptEpisodes).settle();
      const [newest, second] = await episodes(`showId=${id}`);
      await output(LAPTOP);
      await tell('play', { trackIds: [second?.id], outputId: LAPTOP });
      await report(LAPTOP, 'progress', 30_000, { durationMs: 60_000 });
      feed([]);
      await pyxis.refresh(id);
      await pyxis.app.app.get(KeptEpisodes).settle();
      expect(await episodes(`showId=${id}`)).toMatchObject([
        { title: 'Episode 5', isGone: false, isPlayable: true },
        { title: 'Episode 4', isGone: false, state: 'in-progress', positionMs: 30_000 },
        { title: 'Episode 3', isGone: false },
        { title: 'Episode 2', isGone: false },
        { title: 'Episode 1', isGone: false },
      ]);
      pyxis.host.lastingFault = { status: 500, body: '' };
      expect(await sound(newest?.id)).toEqual([200, 'sound of 5']);
    });
  });

  describe('hourly news', () => {
    const news = (hour: number, title = `News at ${hour}`): FakeItem[] => [
      { guid: `h${hour}`, title, date: `Mon, 01 Jun 2026 ${hour}:00:00 GMT`, audio: '/news.mp3' },
    ];

    it.each(['News at', 'The news'])('are another episode with other sound each hour, called “%s”', async (title) => {
      const named = (hour: number): string => (title === 'News at' ? `News at ${hour}` : title);
      put('/news.mp3', "eight o'clock");
      const { id } = await pyxis.subscribe(feed(news(10, named(10))));
      const [eight] = await episodes(`showId=${id}`);
      expect(await sound(eight?.id)).toEqual([200, "eight o'clock"]);
      put('/news.mp3', "nine o'clock");
      feed(news(11, named(11)));
      await pyxis.refresh(id);
      const [nine] = await episodes('list=new');
      expect(nine?.id).not.toBe(eight?.id);
      expect(await sound(nine?.id)).toEqual([200, "nine o'clock"]);
      expect((await sound(eight?.id))[1]).not.toContain('nine');
      expect(await episodes(`showId=${id}`)).toHaveLength(2);
    });
  });

  describe('a length that is nonsense', () => {
    const MINUTE = { durationMs: 60_000 };

    async function begin(told: string): Promise<string[]> {
      const items = FIVE.slice(0, 2).map((item) => ({ ...item, more: `<itunes:duration>${told}</itunes:duration>` }));
      await pyxis.subscribe(feed(items));
      const ids = (await episodes('order=newest')).map(({ id }) => id);
      await output(LAPTOP);
      await tell('play', { trackIds: ids, outputId: LAPTOP });
      return ids;
    }

    it.each(['1', '90', '-1', ''])('(%j for a file of 60 s): heard is what was heard of the sound', async (told) => {
      const [first, second] = await begin(told);
      expect((await report(LAPTOP, 'progress', 20_000, MINUTE)).current).toMatchObject({ track: { id: first, ...MINUTE } }); // prettier-ignore
      expect(await episodes('list=in-progress')).toMatchObject([{ id: first, positionMs: 20_000, ...MINUTE }]);
      expect((await report(LAPTOP, 'progress', 56_000, MINUTE)).current?.track.id).toBe(first);
      expect(await episodes('list=in-progress')).toMatchObject([{ positionMs: 56_000 }]);
      // 95 % of it.
      await report(LAPTOP, 'progress', 57_000, MINUTE);
      expect(await episodes('list=done')).toMatchObject([{ id: first }]);
      expect((await player()).current?.track.id).toBe(first);
      expect((await report(LAPTOP, 'ended', 60_000, MINUTE)).current?.track.id).toBe(second);
    });

    it('is disproved by whoever has come further, though nobody tells another', async () => {
      await begin('1');
      await report(LAPTOP, 'progress', 500);
      expect((await report(LAPTOP, 'progress', 40_000)).positionMs).toBe(40_000);
      expect(await episodes('list=in-progress')).toMatchObject([{ positionMs: 40_000 }]);
      expect(await episodes('list=done')).toEqual([]);
    });

    it('is sought in, as far as the sound goes', async () => {
      await begin('1');
      expect((await tell('seek', { positionMs: 45_000 })).positionMs).toBe(45_000);
    });

    it('does not make the end to be left out come before its time', async () => {
      const [first, second] = await begin('15');
      const [{ showId } = { showId: '' }] = await episodes('list=all');
      await pyxis.app.send('patch', `/podcasts/shows/${showId}`, { settings: { skipLastSeconds: 20 } });
      await tell('play', { trackIds: [first, second], outputId: LAPTOP });
      expect((await report(LAPTOP, 'progress', 30_000, MINUTE)).current?.track.id).toBe(first);
      expect((await report(LAPTOP, 'progress', 40_500, MINUTE)).current?.track.id).toBe(second);
    });

    it('is not believed again, until there is other sound', async () => {
      const [first] = await begin('90');
      await report(LAPTOP, 'progress', 20_000, MINUTE);
      const again = (audio: string): string => feed([{ ...FIVE[0]!, title: 'Another title', audio, more: '<itunes:duration>90</itunes:duration>' }, FIVE[1]!]); // prettier-ignore
      const [{ showId } = { showId: '' }] = await episodes('list=all');
      again('/audio/5.mp3?token=2');
      await pyxis.refresh(showId);
      expect(await episodes('q=another')).toMatchObject([{ id: first, durationMs: 60_000 }]);
      expect(await episodes('list=all&atLeastMinutes=1&atMostMinutes=1')).toMatchObject([{ id: first }]);
      again('/audio/5-new.mp3');
      await pyxis.refresh(showId);
      expect(await episodes('q=another')).toMatchObject([{ id: first, durationMs: 90_000 }]);
    });
  });

  describe('the other device wakes up', () => {
    it('and its report of 10 s does not win over the 50 s of the phone', async () => {
      const { id } = await pyxis.subscribe(feed(FIVE));
      const [episode] = await episodes(`showId=${id}`);
      for (const one of [LAPTOP, PHONE]) await output(one);
      await tell('play', { trackIds: [episode?.id], outputId: LAPTOP });
      await report(LAPTOP, 'progress', 10_000, { durationMs: 60_000 });
      const { playId: laptopPlay } = await tell('pause');
      await report(LAPTOP, 'paused', 10_000);
      await tell('resume', { outputId: PHONE });
      await report(PHONE, 'progress', 50_000);
      await tell('pause');
      await report(PHONE, 'paused', 50_000);
      pyxis.clock.pass(HOUR_MS);
      for (const kind of ['progress', 'paused', 'ended', 'silent']) {
        const late = { kind, playId: laptopPlay, positionMs: 10_000, heardMs: 10_000 };
        await pyxis.app.send('post', `/playback/outputs/${LAPTOP}/reports`, late);
      }
      await output(LAPTOP);
      expect((await player()).positionMs).toBe(50_000);
      expect(await episodes('list=in-progress')).toMatchObject([{ positionMs: 50_000 }]);
      expect((await tell('resume', { outputId: LAPTOP })).positionMs).toBe(50_000);
    });
  });

  describe('six measuring hosts and a signature of five seconds', () => {
    it('are walked once, and once more for a signature that holds', async () => {
      const content = Buffer.alloc(400_000, 'Sound of the fifth. ');
      const signedAt: number[] = [];
      for (let hop = 1; hop <= 5; hop++) {
        pyxis.host.redirect(`/measure/${hop}`, `${pyxis.other.origin}/measure/${hop}`);
        pyxis.other.redirect(`/measure/${hop}`, `${pyxis.host.origin}/measure/${hop + 1}`);
      }
      pyxis.host.lastingFault = (response, { path, headers }) => {
        const { pathname, searchParams } = new URL(path, pyxis.host.origin);
        if (pathname === '/measure/4') {
          signedAt.push(pyxis.clock.nowMs());
          return void response.writeHead(302, { Location: `/audio/5.mp3?exp=${pyxis.clock.nowMs() + 5_000}` }).end();
        }
        if (pathname !== '/audio/5.mp3') {
          return void response.writeHead(302, { Location: `${pyxis.other.origin}${pathname}` }).end();
        }
        if (pyxis.clock.nowMs() > Number(searchParams.get('exp'))) return void response.writeHead(403).end();
        const first = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
        const about = { 'Content-Type': 'audio/mpeg', ETag: '"5"', 'Content-Length': content.length - first };
        const part = { 'Content-Range': `bytes ${first}-${content.length - 1}/${content.length}` };
        response.writeHead(first > 0 ? 206 : 200, { ...about, ...(first > 0 && part) });
        if (signedAt.length > 1) return void response.end(content.subarray(first));
        response.write(content.subarray(0, 100_000), () => {
          pyxis.clock.pass(6_000);
          response.destroy();
        });
      };
      pyxis.host.faults.push({ status: 200, headers: { 'Content-Type': 'application/rss+xml' }, body: rssOf('Show', [{ ...FIVE[0]!, audio: '/measure/1' }]) }); // prettier-ignore
      await pyxis.subscribe(pyxis.host.url('/feed'));
      const [episode] = await episodes('list=new');
      const [status, heard] = await sound(episode?.id);
      expect([status, heard === content.toString()]).toEqual([200, true]);
      expect(signedAt).toHaveLength(2);
      expect(pyxis.other.requests).toHaveLength(2 * 3);
    });
  });

  describe('a private feed, its password and other hosts', () => {
    const SECRET = 'correct-horse-7';

    it('tells it to its own host only, and nobody finds it', async () => {
      const password = `ada:${SECRET}`;
      const [own, foreign] = ['own sound', 'sound elsewhere'];
      pyxis.host.put('/audio/own.mp3', { body: own, type: 'audio/mpeg', password });
      pyxis.other.put('/foreign.mp3', { body: foreign, type: 'audio/mpeg' });
      const items = [{ ...FIVE[0]!, audio: '/audio/own.mp3' }, { ...FIVE[1]!, audio: pyxis.other.url('/foreign.mp3') }];
      pyxis.host.put('/feed', { body: rssOf('Show', items), password });
      const { id } = await pyxis.subscribe(pyxis.host.url('/feed').replace('://', `://ada:${SECRET}@`));
      const [one, two] = await episodes(`showId=${id}`);
      expect([await sound(one?.id), await sound(two?.id)]).toEqual([[200, own], [200, foreign]]);
      // The feed is sent elsewhere for once, then refused, then gone.
      pyxis.other.put('/feed', { body: rssOf('Show', items) });
      const answers: string[] = [];
      pyxis.host.redirect('/feed', pyxis.other.url('/feed'), 302);
      answers.push(JSON.stringify(await pyxis.refresh(id)));
      for (const status of [401, 500, 404]) {
        pyxis.host.answers.set('/feed', { status, body: `You are not ${SECRET.slice(0, 3)}` });
        answers.push(JSON.stringify(await pyxis.refresh(id)));
      }
      pyxis.host.put('/audio/own.mp3', { body: own, type: 'audio/mpeg', password: 'ada:other' });
      await pyxis.app.app.get(KeptAudio).remove(one?.id ?? '');
      answers.push((await sound(one?.id))[1]);
      for (const path of ['/podcasts/shows', `/podcasts/episodes?showId=${id}`, `/podcasts/episodes/${one?.id}`, '/podcasts/export']) {
        const response = await pyxis.app.send('get', path);
        answers.push(response.text, textIn(response));
      }
      expect(pyxis.other.requests.length).toBeGreaterThanOrEqual(2);
      expect(pyxis.other.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
      const encoded = Buffer.from(password).toString('base64');
      const places = { answers: answers.join('\n'), log: logged.join('\n'), ...filesOutside('secrets') };
      const found = Object.entries(places).filter(([, text]) => text.includes(SECRET) || text.includes(encoded));
      expect(found.map(([where]) => where)).toEqual([]);
    }); // prettier-ignore

    it('keeps it where a feed itself says that it is at an address with one', async () => {
      const { id } = await pyxis.subscribe(feed(FIVE));
      const to = pyxis.other.url('/new').replace('://', `://ada:${SECRET}@`);
      pyxis.other.put('/new', { body: rssOf('Show', FIVE), password: `ada:${SECRET}` });
      feed(FIVE, `<itunes:new-feed-url>${to}</itunes:new-feed-url>`);
      expect(await pyxis.refresh(id)).toMatchObject({ isPrivate: true, state: 'ok' });
      expect((await show(id)).address).toBeUndefined();
      expect(JSON.stringify(await database().read.all('SELECT * FROM show'))).not.toContain(SECRET);
    });

    it('tells it on its own host wherever the feed leads there', async () => {
      const password = `ada:${SECRET}`;
      const secretly = (path: string): string => pyxis.host.url(path).replace('://', `://${password}@`);
      const put = (path: string, items: readonly FakeItem[], channel: string): void =>
        void pyxis.host.put(path, { body: rssOf('Show', items, channel), password });
      put('/feed', FIVE.slice(0, 3), '<atom:link rel="next" href="/page2"/>');
      put('/page2', FIVE.slice(3), '');
      const { id } = await pyxis.subscribe(secretly('/feed'));
      expect((await show(id)).episodeCount).toBe(5);
      put('/feed', FIVE, '<itunes:new-feed-url>/new</itunes:new-feed-url>');
      put('/new', [SIXTH, ...FIVE], '');
      expect(await pyxis.refresh(id)).toMatchObject({ state: 'ok', isPrivate: true, episodeCount: 6 });
      expect(JSON.stringify(await database().read.all('SELECT * FROM show'))).not.toContain(SECRET);
      expect(logged.join('\n')).not.toContain(SECRET);
      pyxis.host.documents.delete('/feed');
      expect((await pyxis.refresh(id)).state).toBe('ok');
    });

    /** All that lies in the data folder and in the database, but for one folder. */
    function filesOutside(folder: string): Record<string, string> {
      const files = readdirSync(pyxis.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes(`/${folder}/`))
        .map((entry) => join(entry.parentPath, entry.name));
      const { file } = database();
      const all = file === undefined ? files : [...files, file, `${file}-wal`];
      return Object.fromEntries(all.map((path) => [path, readFileSync(path, 'latin1')]));
    }
  });

  describe('an episode that was made anew', () => {
    it.each([
      ['at another address', { ...FIVE[0]!, audio: '/audio/5-corrected.mp3' }, 'corrected'],
      ['at an address of another length', { ...FIVE[0]!, audio: '/audio/5-corrected.mp3', title: 'Episode 5 (new)' }, 'corrected'],
      ['behind a counter of downloads, and is the same', { ...FIVE[0]!, audio: '/count/HOST/audio/5.mp3' }, 'sound of 5'],
      ['with another token, and is the same', { ...FIVE[0]!, audio: '/audio/5.mp3?token=7' }, 'sound of 5'],
    ])('%s', async (_, item, expected) => {
      put('/audio/5.mp3', 'sound of 5');
      put('/audio/5-corrected.mp3', 'corrected');
      const { id } = await pyxis.subscribe(feed(FIVE));
      const [episode] = await episodes('list=new');
      expect(await sound(episode?.id)).toEqual([200, 'sound of 5']);
      feed([{ ...item, audio: item.audio.replace('HOST', new URL(pyxis.host.origin).host) }, ...FIVE.slice(1)]);
      await pyxis.refresh(id);
      pyxis.host.documents.delete('/audio/5.mp3');
      expect((await episodes('list=new')).map((one) => one.id)).toEqual([episode?.id]);
      expect(await sound(episode?.id)).toEqual([200, expected]);
    });

    it('is told by its length where its address is the same', async () => {
      put('/audio/5.mp3', 'sound of 5');
      const { id } = await pyxis.subscribe(feed(FIVE));
      const [episode] = await episodes('list=new');
      await sound(episode?.id);
      put('/audio/5.mp3', 'corrected');
      pyxis.host.put('/feed', { body: rssOf('Show', FIVE).replace('length="12345"', 'length="23456"') });
      await pyxis.refresh(id);
      expect(await sound(episode?.id)).toEqual([200, 'corrected']);
    });
  }); // prettier-ignore

  it('a feed that is cut says nothing of what is not in it, and is asked for again', async () => {
    const body = rssOf('Show', FIVE);
    const { id } = await pyxis.subscribe(pyxis.host.put('/feed', { body, etag: '"1"' }));
    pyxis.host.put('/feed', { body: body.slice(0, body.indexOf('Episode 3')), etag: '"2"' });
    await pyxis.pass(2 * HOUR_MS);
    expect((await episodes(`showId=${id}`)).map(({ isGone }) => isGone)).toEqual([false, false, false, false, false]);
    pyxis.host.put('/feed', { body: rssOf('Show', [SIXTH, ...FIVE]), etag: '"2"' });
    await pyxis.pass(2 * HOUR_MS);
    expect((await show(id)).episodeCount).toBe(6);
  });

  it('pictures and files of chapters that cannot be had leave an episode as it is', async () => {
    const more = '<itunes:image href="http://10.0.0.1/x.png"/><podcast:chapters url="/c.json" type="application/json+chapters"/><podcast:transcript url="/t.vtt" type="text/vtt"/>'; // prettier-ignore
    pyxis.host.put('/c.json', { body: '<html>Log in</html>', type: 'text/html' });
    pyxis.host.answers.set('/t.vtt', { status: 403, body: '' });
    await pyxis.subscribe(feed([{ ...FIVE[0]!, more }]));
    const [episode] = await episodes('list=new');
    const path = `/podcasts/episodes/${episode?.id}`;
    expect((await pyxis.app.get<EpisodeSummary>(path)).artworkId).toBeUndefined();
    const [chapters, transcript] = await Promise.all(['/chapters', '/transcript'].map((of) => pyxis.app.send('get', path + of))); // prettier-ignore
    expect([chapters?.status, transcript?.status]).toEqual([200, 503]);
    expect(chapters?.body).toEqual({ items: [] });
  });

  describe('guids that are no names', () => {
    it('hold the token of a session: what was heard stays heard', async () => {
      const items = (token: string): FakeItem[] =>
        FIVE.map((item) => ({
          ...item,
          guid: `https://show.example/${item.guid}?sid=${token}`,
          audio: `/audio/${item.guid}.mp3?sid=${token}`,
        }));
      const { id } = await pyxis.subscribe(feed(items('one')));
      const [newest] = await episodes(`showId=${id}`);
      await pyxis.app.send('put', `/podcasts/episodes/${newest?.id}/heard`, { isDone: true });
      for (const token of ['two', 'three']) {
        feed(items(token));
        expect((await pyxis.refresh(id)).episodeCount).toBe(5);
      }
      expect(await pyxis.titles('list=done')).toEqual(['Episode 5']);
      expect(await pyxis.titles('list=new')).toEqual([]);
    });

    it('are the same for all: each is an episode, also when one more comes', async () => {
      const same = (items: readonly FakeItem[]): FakeItem[] =>
        items.map((item) => ({ ...item, guid: 'https://show.example/', audio: `/audio/${item.guid}.mp3` }));
      const { id } = await pyxis.subscribe(feed(same(FIVE.slice(-1))));
      const [first] = await episodes(`showId=${id}`);
      feed(same(FIVE));
      expect((await pyxis.refresh(id)).episodeCount).toBe(5);
      feed(same([SIXTH, ...FIVE]));
      expect((await pyxis.refresh(id)).episodeCount).toBe(6);
      expect((await episodes(`showId=${id}`)).at(-1)?.id).toBe(first?.id);
    });
  });

  describe('dates', () => {
    it('of one day make nothing old that comes out before it', async () => {
      const announced = { guid: 'later', title: 'In ten years', date: 'Mon, 01 Jun 2036 08:00:00 GMT' };
      const { id } = await pyxis.subscribe(feed([announced, ...FIVE]));
      expect(await pyxis.titles('list=new')).toEqual(['Episode 5']);
      feed([announced, SIXTH, ...FIVE]);
      await pyxis.refresh(id);
      expect(await pyxis.titles('list=new')).toEqual(['Episode 6', 'Episode 5']);
    });

    it('that are missing make nothing new that stands below what is known', async () => {
      const { id } = await pyxis.subscribe(feed(FIVE));
      const undated = (from: number): FakeItem[] => [0, 1, 2].map((n) => ({ guid: `u${from + n}`, title: `Undated ${from + n}` })); // prettier-ignore
      feed([...undated(0), ...FIVE, ...undated(3)]);
      await pyxis.refresh(id);
      expect((await pyxis.titles('list=new')).sort()).toEqual(['Episode 5', 'Undated 0', 'Undated 1', 'Undated 2']);
    });

    it('are missing in a whole archive: it is no news', async () => {
      const next = (path: string): string => `<atom:link rel="next" href="${path}"/>`;
      pyxis.host.put('/page2', { body: rssOf('Show', [{ guid: 'a', title: 'Old A' }, { guid: 'b', title: 'Old B' }]) }); // prettier-ignore
      await pyxis.subscribe(feed([{ guid: 'c', title: 'New C' }], next('/page2')));
      expect(await pyxis.titles('list=new')).toEqual(['New C']);
      expect(await pyxis.titles('list=unheard')).toHaveLength(3);
    });
  });

  describe('a feed that cannot be had', () => {
    it.each<[string, () => void, string]>([
      ['sends around in a circle', () => {
        pyxis.host.redirect('/feed', pyxis.other.url('/feed'), 301);
        pyxis.other.redirect('/feed', pyxis.host.url('/feed'), 301);
      }, 'failing'],
      ['sends into the house', () => pyxis.host.redirect('/feed', 'http://127.0.0.1:9/feed', 301), 'failing'],
      ['is a picture', () => pyxis.host.put('/feed', { body: Buffer.from('89504e470d0a1a0a', 'hex'), type: 'image/png' }), 'failing'],
      ['is larger than any', () => pyxis.host.put('/feed', { body: Buffer.alloc(21 * 1024 ** 2, ' ') }), 'failing'],
      ['asks for more money after a year', () => pyxis.host.answers.set('/feed', { status: 402, body: '' }), 'failing'],
      ['asks who one is after a year', () => pyxis.host.answers.set('/feed', { status: 401, body: '' }), 'unauthorized'],
    ])('%s: its state is told, everything stays, and it is well when it is back', async (_, spoil, state) => {
      const { id } = await pyxis.subscribe(feed(FIVE));
      pyxis.clock.pass(365 * DAY_MS);
      spoil();
      const failing = await pyxis.refresh(id);
      expect(failing).toMatchObject({ state, address: pyxis.host.url('/feed'), episodeCount: 5 });
      expect(failing.reason).toMatch(/\.$/);
      pyxis.host.answers.clear();
      feed([SIXTH, ...FIVE]);
      const well = await pyxis.refresh(id);
      expect(well).toMatchObject({ state: 'ok', address: pyxis.host.url('/feed'), episodeCount: 6 });
      expect(well.reason).toBeUndefined();
    });

    it('has had enough until a date, and is not asked before', async () => {
      const { id } = await pyxis.subscribe(feed(FIVE));
      const until = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 1_800_000);
      pyxis.host.answers.set('/feed', { status: 429, headers: { 'Retry-After': until.toUTCString() }, body: '' });
      await pyxis.refresh(id);
      pyxis.host.answers.clear();
      const asked = pyxis.host.asked('/feed').length;
      expect((await pyxis.refresh(id)).state).toBe('failing');
      expect(pyxis.host.asked('/feed')).toHaveLength(asked);
    });

    it('is of 19 MiB, and is read', async () => {
      const body = rssOf('Show', FIVE).replace('</channel>', `<!--${'x'.repeat(19 * 1024 ** 2)}--></channel>`);
      expect(await pyxis.subscribe(pyxis.host.put('/feed', { body }))).toMatchObject({ episodeCount: 5, state: 'ok' });
    });
  }); // prettier-ignore

  it.each([
    ['to itself', () => pyxis.host.url('/feed')],
    ['to itself by another name', () => `${pyxis.host.url('/feed')}?format=rss`],
    ['to a web page', () => pyxis.host.put('/page', { body: '<html><body>New!</body></html>', type: 'text/html' })],
    ['into the house', () => 'http://192.168.0.1/feed'],
    ['to nothing', () => 'soon'],
    ['to no host', () => 'http://nowhere.invalid/feed'],
  ])('a feed that says that it moves %s stays where it is', async (_, to) => {
    const { id } = await pyxis.subscribe(feed(FIVE, `<itunes:new-feed-url>${to()}</itunes:new-feed-url>`));
    feed([SIXTH, ...FIVE], `<itunes:new-feed-url>${to()}</itunes:new-feed-url>`);
    expect(await pyxis.refresh(id)).toMatchObject({ address: pyxis.host.url('/feed'), state: 'ok', episodeCount: 6 });
  });
});
