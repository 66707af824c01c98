import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rssOf, type FakeItem } from '../../../test/support/fake-feeds.js';
import { PodcastApp } from '../../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { KeptAudio } from '../../streaming/index.js';
import type { EpisodePage } from './episodes.dto.js';
import { KeptEpisodes } from './kept-episodes.js';

const ITEMS: FakeItem[] = [5, 4, 3, 2, 1].map((n) => ({
  guid: String(n),
  title: `Episode ${n}`,
  date: `Fri, 0${n} May 2026 08:00:00 GMT`,
}));

describeOnEachEngine('episodes at hand', (database) => {
  let pyxis: PodcastApp;
  let showId: string;

  beforeEach(async () => {
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    pyxis = await PodcastApp.start(database());
    for (let n = 0; n <= 6; n++) {
      pyxis.host.put(`/audio/${n}.mp3`, { body: `sound of ${n}`, type: 'audio/mpeg', etag: `"${n}"` });
    }
    showId = (await pyxis.subscribe(pyxis.host.put('/feed', { body: rssOf('Show', ITEMS) }))).id;
    await pyxis.app.send('patch', `/podcasts/shows/${showId}`, { settings: { keepNewest: 2 } });
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  const episodes = async (): Promise<EpisodePage['items']> =>
    (await pyxis.app.get<EpisodePage>(`/podcasts/episodes?showId=${showId}`)).items;

  /** Titles of episodes whose sound is here, and stays. */
  async function kept(): Promise<string[]> {
    await pyxis.app.app.get(KeptEpisodes).settle();
    const all = await episodes();
    const states = await pyxis.app.app.get(KeptAudio).statesOf(all.map(({ id }) => id));
    return all.filter(({ id }) => states.get(id)?.isComplete && states.get(id)?.pinnedBy).map(({ title }) => title);
  }

  it('are the newest that were not heard, and go when they were', async () => {
    expect(await kept()).toEqual(['Episode 5', 'Episode 4']);
    const [newest] = await episodes();
    await pyxis.app.send('put', `/podcasts/episodes/${newest?.id}/heard`, { isDone: true });
    expect(await kept()).toEqual(['Episode 4', 'Episode 3']);
    await pyxis.app.send('patch', `/podcasts/shows/${showId}`, { settings: { keepNewest: 0 } });
    expect(await kept()).toEqual([]);
  });

  it('are not those that turn up of the past', async () => {
    pyxis.clock.pass(2 * 3_600_000);
    const old = [0, 6].map((n) => ({
      guid: `old${n}`,
      title: `Old ${n}`,
      audio: `/audio/${n}.mp3`,
      date: 'Sat, 02 May 2026 10:00:00 GMT',
    }));
    pyxis.host.put('/feed', { body: rssOf('Show', [...ITEMS, ...old]) });
    await pyxis.refresh(showId);
    for (const { id } of (await episodes()).filter(({ title }) => title.startsWith('Episode'))) {
      await pyxis.app.send('put', `/podcasts/episodes/${id}/heard`, { isDone: true });
    }
    expect(await kept()).toEqual([]);
    expect(pyxis.host.asked('/audio/0.mp3')).toEqual([]);
  });

  it('stay when they leave their feed, and are not fetched then', async () => {
    expect(await kept()).toEqual(['Episode 5', 'Episode 4']);
    pyxis.host.put('/feed', { body: rssOf('Show', ITEMS.slice(3)) });
    await pyxis.refresh(showId);
    expect(await kept()).toEqual(['Episode 5', 'Episode 4']);
    await pyxis.app.send('patch', `/podcasts/shows/${showId}`, { settings: { keepNewest: 3 } });
    expect(await kept()).toEqual(['Episode 5', 'Episode 4', 'Episode 2']);
  });

  it('give way to the next hour of news, which has the same address', async () => {
    const news = (hour: number): FakeItem => ({ guid: `h${hour}`, title: `News at ${hour}`, date: `Mon, 01 Jun 2026 ${hour}:00:00 GMT`, audio: '/news.mp3' }); // prettier-ignore
    await pyxis.app.send('patch', `/podcasts/shows/${showId}`, { settings: { keepNewest: 1 } });
    for (const hour of [10, 11, 12]) {
      pyxis.host.put('/news.mp3', { body: `news at ${hour}`, type: 'audio/mpeg', etag: `"${hour}"` });
      pyxis.host.put('/feed', { body: rssOf('Show', [news(hour)]) });
      await pyxis.refresh(showId);
      expect(await kept()).toEqual([`News at ${hour}`]);
    }
    const { pinnedBytes } = await pyxis.app.app.get(KeptAudio).totals();
    expect(pinnedBytes).toBe('news at 12'.length);
    const earlier = (await episodes()).find(({ title }) => title === 'News at 10');
    const sound = await pyxis.app.send('get', `/stream/${earlier?.id}`);
    expect(String(sound.body)).toBe('news at 10');
  });

  it('are left alone where they cannot be had', async () => {
    pyxis.host.documents.delete('/audio/5.mp3');
    expect(await kept()).toEqual(['Episode 4']);
  });
});
