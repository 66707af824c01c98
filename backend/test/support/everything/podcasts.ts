import request from 'supertest';
import { expect } from 'vitest';
import { EPISODE_LISTS, EPISODE_ORDERS, type EpisodePage } from '../../../src/podcasts/episodes/episodes.dto.js';
import { KeptEpisodes } from '../../../src/podcasts/episodes/kept-episodes.js';
import { SubscriptionImports } from '../../../src/podcasts/imports/subscription-imports.js';
import { EpisodeRetention } from '../../../src/podcasts/refresh/episode-retention.js';
import { RefreshTimer } from '../../../src/podcasts/refresh/refresh-timer.js';
import { Refresher } from '../../../src/podcasts/refresh/refresher.js';
import { SHOW_SORTS, type ShowPage } from '../../../src/podcasts/shows/shows.dto.js';
import { rssOf, type FakeFeeds, type FakeItem } from '../fake-feeds.js';
import type { PlaybackApp } from '../playback-app.js';
import type { Client } from './client.js';

const GUID = '<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><itunes:image href="/art.jpg"/>';
const ITEMS: FakeItem[] = [3, 2, 1].map((n) => ({
  guid: String(n),
  title: `Episode ${n}`,
  date: `Fri, 0${n} Jan 2027 08:00:00 GMT`,
  more: '<podcast:chapters url="/c.json" type="application/json+chapters"/>',
}));

/** Follows shows in every way, has their feeds change and move, and does with episodes whatever can be done. */
export async function usePodcasts(client: Client, pyxis: PlaybackApp, host: FakeFeeds): Promise<void> {
  host.put('/c.json', { body: '{"chapters":[{"startTime":0,"img":"/c.jpg"}]}', type: 'application/json' });
  const put = (items: readonly FakeItem[], channel = GUID): string =>
    host.put('/feed', { body: rssOf('Show', items, channel) });
  const address = put(ITEMS, `${GUID}<atom:link rel="next" href="/page"/>`);
  host.put('/audio/0.mp3', { body: 'sound', type: 'audio/mpeg' });
  host.put('/page', { body: rssOf('Show', [{ guid: '0', title: 'Episode 0' }]) });
  // By its address, by the same again, and by another of the same show that is a secret.
  for (const _ of [1, 2]) await client.send('post', '/podcasts/shows', { address, group: 'News' });
  const [id, other] = [
    await client.first('/podcasts/shows', {}),
    host.put('/other', { body: rssOf('Other', ITEMS.slice(0, 1)) }),
  ];
  await pyxis.app.get(Refresher).settled();
  await client.send('post', '/podcasts/shows', { address: other });
  await changeFeed(client, pyxis, host, id, put);
  await hear(client, pyxis, id);
  await pyxis.app.get(KeptEpisodes).settle();
  await look(client, pyxis, id);
  host.put('/secret', { body: rssOf('Show', ITEMS, GUID) });
  await client.send('post', '/podcasts/shows', { address: host.url('/secret'), isPrivate: true });
  await importList(client, pyxis, address);
  await client.send('delete', `/podcasts/shows/${id}`);
}

/** As many shows as are asked for in other words than a few are. To come last: they would be in every list. */
export async function listManyShows(client: Client, host: FakeFeeds): Promise<void> {
  for (let n = 0; n < 21; n++) {
    const address = host.put(`/many/${n}`, {
      body: rssOf(`Many ${n}`, [{ title: 'Only', date: ITEMS[0]?.date ?? '' }]),
    });
    await client.send('post', '/podcasts/shows', { address, group: 'Many' });
  }
  const { items } = await client.get<ShowPage>('/podcasts/shows', { limit: 30 });
  const ids = items.map(({ id }) => id);
  for (const filter of [{ showId: ids.slice(0, 2) }, { group: 'Many' }, { showId: ids }]) {
    await client.pages('/podcasts/episodes', filter);
  }
}

/** Two episodes leave their feed, and are asked for a month later: one can be had. To come last, as time passes. */
export async function forgetEpisodes(client: Client, pyxis: PlaybackApp, host: FakeFeeds): Promise<void> {
  const feed = (guid: string): FakeItem => ({ guid, title: guid, audio: `/audio/${guid}.mp3` });
  host.put('/audio/there.mp3', { body: 'sound', type: 'audio/mpeg' });
  for (const guids of [['there', 'lost', 'last'], ['last']]) {
    host.put('/other', { body: rssOf('Other', guids.map(feed)) });
    await client.send('post', '/podcasts/refresh');
    await pyxis.app.get(Refresher).settled();
  }
  pyxis.clock.pass(31 * 24 * 3_600_000);
  await pyxis.app.get(EpisodeRetention).settle();
}

async function changeFeed(
  client: Client,
  pyxis: PlaybackApp,
  host: FakeFeeds,
  id: string,
  put: (items: readonly FakeItem[]) => string,
): Promise<void> {
  const refresh = (): Promise<void> => client.send('post', `/podcasts/shows/${id}/refresh`);
  await refresh();
  // One is called otherwise and has other sound, one is gone, and back.
  put([{ guid: '3', title: 'Of another name', audio: '/audio/other.mp3' }, ...ITEMS.slice(2)]);
  await refresh();
  put(ITEMS);
  await refresh();
  host.redirect('/feed', '/moved', 301);
  host.put('/moved', { body: rssOf('Show', ITEMS, GUID) });
  for (const _ of [1, 2]) await refresh();
  host.documents.delete('/moved');
  await refresh();
  pyxis.clock.pass(7_200_000);
  await pyxis.app.get(RefreshTimer).tick();
  host.put('/moved', { body: rssOf('Show', ITEMS, GUID) });
  await client.send('post', '/podcasts/refresh');
  await pyxis.app.get(Refresher).settled();
}

async function hear(client: Client, pyxis: PlaybackApp, showId: string): Promise<void> {
  const { items } = await client.get<EpisodePage>('/podcasts/episodes', { showId });
  const [first = '', second = ''] = items.map((episode) => episode.id);
  for (const subject of [
    { kind: 'show', id: showId },
    { kind: 'episodes', query: { list: 'unheard' } },
  ]) {
    await pyxis.tell('/play', { subject, outputId: 'desktop1' });
  }
  await pyxis.report('desktop1', 'progress', 1_000, { durationMs: 600_000 });
  await request(client.url).get(`/stream/${first}`);
  await client.send('put', `/podcasts/episodes/${first}/heard`, { isDone: true });
  await client.send('put', '/podcasts/episodes/heard', { ids: [first, second], isDone: false });
  await client.send('post', `/podcasts/shows/${showId}/heard-up-to`, { episodeId: second });
  const bookmarks = `/podcasts/episodes/${second}/bookmarks`;
  await client.send('post', bookmarks, { positionMs: 1_000 });
  await client.send('delete', `/podcasts/bookmarks/${await client.first(bookmarks, {})}`);
  for (const path of ['', '/chapters']) await client.get(`/podcasts/episodes/${second}${path}`);
  // Its feed links to none: they are looked for in its sound.
  const bare = items.find(({ title }) => title === 'Episode 0')?.id ?? '';
  await client.get(`/podcasts/episodes/${bare}/chapters`);
  const settings = { leaveOutWords: ['episode'], leaveOutBelowMinutes: 1, keepNewest: 1 };
  await client.send('patch', `/podcasts/shows/${showId}`, { settings, group: 'Stories' });
  await client.send('put', '/podcasts/groups/Stories', { name: 'News' });
}

async function look(client: Client, pyxis: PlaybackApp, showId: string): Promise<void> {
  const filters = { group: 'News', q: 'episode', atLeastMinutes: 1, atMostMinutes: 100 };
  for (const list of EPISODE_LISTS) {
    for (const order of EPISODE_ORDERS) await client.pages('/podcasts/episodes', { list, order, ...filters });
    for (const more of [{}, { showId }, { withUnfollowed: true }])
      await client.pages('/podcasts/episodes', { list, ...more });
  }
  // Of several shows and groups, by their names or as a list of one's own.
  const several = { showId: [showId, showId], group: ['News', 'Daily'] };
  await client.pages('/podcasts/episodes', several);
  const lists = '/podcasts/lists';
  await client.send('post', lists, { name: 'Mine', query: several });
  const mine = `${lists}/${await client.first(lists, {})}`;
  await client.send('put', mine, { name: 'Ours', query: several });
  await client.send('put', '/podcasts/groups/News', { name: 'Daily' });
  await client.send('put', '/podcasts/groups/Daily', { name: 'News' });
  await pyxis.tell('/play', { subject: { kind: 'episodes', id: mine.slice(lists.length + 1) }, outputId: 'desktop1' });
  await client.send('delete', mine);
  await client.get('/podcasts/shows', { id: showId });
  for (const sort of SHOW_SORTS) await client.pages('/podcasts/shows', { sort });
  await client.get<ShowPage>('/podcasts/shows', { group: 'News', q: 'show' });
  for (const path of [`/podcasts/shows/${showId}`, '/podcasts/groups', '/podcasts/export']) await client.get(path);
  for (const q of ['episode 2', 'epis']) await client.get('/search', { q });
}

async function importList(client: Client, pyxis: PlaybackApp, address: string): Promise<void> {
  const file = `<opml version="2.0"><body><outline xmlUrl="${address}"/></body></opml>`;
  const answer = await request(client.url)
    .post('/podcasts/imports')
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(file));
  expect(answer.status).toBe(202);
  await pyxis.app.get(SubscriptionImports).settled();
}
