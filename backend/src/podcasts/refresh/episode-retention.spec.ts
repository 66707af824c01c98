import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import { rssOf, type FakeItem } from '../../../test/support/fake-feeds.js';
import { PodcastApp } from '../../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { KeptAudio } from '../../streaming/index.js';
import type { EpisodePage, EpisodeSummary } from '../episodes/episodes.dto.js';
import type { SearchResponse } from '../../search/search.dto.js';
import { EpisodeRetention } from './episode-retention.js';

const DAY_MS = 24 * 3_600_000;
const MONTH_MS = 31 * DAY_MS;
const STAYS: FakeItem = { guid: 'stays', title: 'Stays', date: 'Fri, 15 May 2026 08:00:00 GMT' };

describeOnEachEngine('episodes that left their feed', (database) => {
  let pyxis: PodcastApp;
  let showId: string;

  beforeEach(async () => {
    for (const level of ['warn', 'log'] as const) vi.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
    pyxis = await PodcastApp.start(database());
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  const audioOf = (title: string): string => `/audio/${title}.mp3`;
  const episodes = async (): Promise<EpisodeSummary[]> =>
    (await pyxis.app.get<EpisodePage>(`/podcasts/episodes?showId=${showId}`)).items;
  const titles = async (): Promise<string[]> => (await episodes()).map(({ title }) => title).sort();

  async function idOf(title: string): Promise<string> {
    return (await episodes()).find((episode) => episode.title === title)?.id ?? '';
  }

  /** Episodes of these titles, whose sound can be had, beside one that stays in the feed. */
  async function follow(...gone: readonly string[]): Promise<void> {
    const items = gone.map((title, i) => ({
      guid: title,
      title,
      audio: audioOf(title),
      date: `Fri, ${String(i + 1).padStart(2, '0')} May 2026 08:00:00 GMT`,
    }));
    for (const title of gone) pyxis.host.put(audioOf(title), { body: 'sound', type: 'audio/mpeg', etag: `"${title}"` });
    showId = (await pyxis.subscribe(pyxis.host.put('/feed', { body: rssOf('Show', [...items, STAYS]) }))).id;
  }

  /** They leave the feed. */
  async function leave(...left: readonly FakeItem[]): Promise<void> {
    pyxis.host.put('/feed', { body: rssOf('Show', [...left, STAYS]) });
    await pyxis.refresh(showId);
  }

  async function pass(milliseconds: number): Promise<void> {
    await pyxis.pass(milliseconds);
    await pyxis.app.app.get(EpisodeRetention).settle();
  }

  it('stay for a month, and go when their sound is not to be had', async () => {
    await follow('missing', 'withdrawn');
    await leave();
    pyxis.host.documents.delete(audioOf('missing'));
    pyxis.host.answers.set(audioOf('withdrawn'), { status: 410, body: '' });
    await pass(20 * DAY_MS);
    expect(await titles()).toEqual(['Stays', 'missing', 'withdrawn']);
    expect(pyxis.host.asked(audioOf('missing'))).toHaveLength(0);
    await pass(MONTH_MS);
    expect(await titles()).toEqual(['Stays']);
    expect((await pyxis.app.get<SearchResponse>('/search?q=missing')).episodes).toEqual([]);
  });

  it('stay as long as their host has their sound, or says nothing, and it is asked once a month', async () => {
    await follow('there', 'unwell');
    await leave();
    pyxis.host.answers.set(audioOf('unwell'), { status: 503, body: '' });
    for (let days = 0; days < 40; days += 8) await pass(8 * DAY_MS);
    expect(await titles()).toEqual(['Stays', 'there', 'unwell']);
    expect(pyxis.host.asked(audioOf('there'))).toHaveLength(1);
    pyxis.host.documents.delete(audioOf('there'));
    await pass(MONTH_MS);
    expect(await titles()).toEqual(['Stays', 'unwell']);
  });

  it('stay where somebody has anything in them', async () => {
    const all = ['begun', 'heard', 'marked', 'queued', 'kept'];
    await follow(...all);
    await pyxis.app.send('put', '/playback/outputs/laptop-0001', { name: 'Laptop', kind: 'browser' });
    const { revision } = await pyxis.app.get<{ revision: number }>('/playback');
    const trackIds = [await idOf('queued')];
    await pyxis.app.send('post', '/playback/play', { trackIds, outputId: 'laptop-0001', revision });
    await pyxis.app.send('put', `/podcasts/episodes/${await idOf('heard')}/heard`, { isDone: true });
    await pyxis.app.send('put', `/podcasts/episodes/${await idOf('begun')}/heard`, { isDone: false });
    await pyxis.app.send('post', `/podcasts/episodes/${await idOf('marked')}/bookmarks`, { positionMs: 1_000 });
    const signal = AbortSignal.timeout(60_000);
    await pyxis.app.app.get(KeptAudio).fetch(await idOf('kept'), { signal });
    await leave();
    for (const title of all) pyxis.host.documents.delete(audioOf(title));
    await pass(MONTH_MS);
    expect(await titles()).toEqual(['Stays', ...all].sort());
    await pyxis.app.app.get(KeptAudio).remove(await idOf('kept'));
    await pass(MONTH_MS);
    expect(await titles()).not.toContain('kept');
  });

  it('go where another has taken their address, and where nobody follows the show, without a call', async () => {
    await follow('replaced', 'other');
    await leave({ guid: 'next', title: 'next', audio: audioOf('replaced'), date: 'Fri, 08 May 2026 08:00:00 GMT' });
    await pass(MONTH_MS);
    expect(await titles()).toEqual(['Stays', 'next', 'other']);
    expect(pyxis.host.asked(audioOf('replaced'))).toHaveLength(0);
    await pyxis.app.send('delete', `/podcasts/shows/${showId}`);
    const asked = pyxis.host.asked(audioOf('other')).length;
    await pass(MONTH_MS);
    expect(await titles()).toEqual(['Stays', 'next']);
    expect(pyxis.host.asked(audioOf('other'))).toHaveLength(asked);
  });

  it('stay where they are back in their feed', async () => {
    await follow('back');
    await leave();
    await pass(20 * DAY_MS);
    await leave({ guid: 'back', title: 'back', audio: audioOf('back'), date: 'Fri, 01 May 2026 08:00:00 GMT' });
    pyxis.host.documents.delete(audioOf('back'));
    await pass(MONTH_MS);
    expect(await titles()).toEqual(['Stays', 'back']);
  });
});
