import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import { rssOf, type FakeItem } from '../../../test/support/fake-feeds.js';
import { PodcastApp } from '../../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import type { EpisodeSummary } from '../episodes/episodes.dto.js';
import type { SavedListView } from './saved-lists.dto.js';

/** Three shows in two groups and outside of any, each with a short and a long episode. */
const SHOWS = [
  { title: 'Harbour', group: 'News' },
  { title: 'Orchard', group: 'Stories' },
  { title: 'Kettle' },
] as const;

describeOnEachEngine('lists of episodes', (database) => {
  let pyxis: PodcastApp;
  let ids: Record<string, string>;

  beforeEach(async () => {
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    pyxis = await PodcastApp.start(database());
    ids = {};
    for (const [i, { title, ...more }] of SHOWS.entries()) {
      const body = rssOf(title, [episode(`${title} long`, i + 11, 3_600), episode(`${title} short`, i + 1, 600)]);
      ids[title] = (await pyxis.subscribe(pyxis.host.put(`/${title}`, { body }), more)).id;
    }
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  const ask = async (...request: Parameters<PodcastApp['app']['send']>): Promise<unknown> =>
    (await pyxis.app.send(...request)).body;
  const lists = async (): Promise<SavedListView[]> =>
    (await pyxis.app.get<{ items: SavedListView[] }>('/podcasts/lists')).items;

  async function play(subject: object): Promise<unknown> {
    await pyxis.app.send('put', '/playback/outputs/laptop-0001', { name: 'Laptop', kind: 'browser' });
    const { revision } = await pyxis.app.get<{ revision: number }>('/playback');
    return ask('post', '/playback/play', { subject, outputId: 'laptop-0001', revision });
  }

  async function mark(title: string): Promise<void> {
    const { items } = await pyxis.app.get<{ items: EpisodeSummary[] }>('/podcasts/episodes?list=unheard');
    const { id = '' } = items.find((each) => each.title === title) ?? {};
    await pyxis.app.send('put', `/podcasts/episodes/${id}/heard`, { isDone: true });
  }

  it.each([
    ['of one group', 'group=News', ['Harbour long', 'Harbour short']],
    ['of several groups', 'group=News&group=Stories', ['Orchard long', 'Harbour long', 'Orchard short', 'Harbour short']], // prettier-ignore
    ['of a show and a group', 'group=News&showId={Kettle}', ['Kettle long', 'Harbour long', 'Kettle short', 'Harbour short']], // prettier-ignore
    ['of several shows', 'showId={Kettle}&showId={Orchard}&order=oldest', ['Orchard short', 'Kettle short', 'Orchard long', 'Kettle long']], // prettier-ignore
    ['by words and length, in a group', 'group=News&q=harb&atLeastMinutes=30', ['Harbour long']],
    ['of shows of which one is unknown', 'showId=nothing&showId={Kettle}', ['Kettle long', 'Kettle short']],
    ['of a group that is not there', 'group=Nothing', []],
  ])('are %s', async (_, query, titles) => {
    const asked = query.replace(/\{(\w+)\}/g, (__, title: string) => ids[title] ?? '');
    expect(await pyxis.titles(asked)).toEqual(titles);
  });

  it('are the same of many shows as of few', async () => {
    const many = Array.from({ length: 25 }, (_, i) => `Many ${i}`);
    for (const title of many) {
      const body = rssOf(title, [episode(title, 20, 600)]);
      ids[title] = (
        await pyxis.subscribe(pyxis.host.put(`/${title.replace(' ', '')}`, { body }), { group: 'Many' })
      ).id;
    }
    const named = many.map((title) => `showId=${ids[title]}`).join('&');
    for (const query of ['group=Many', named, `group=Many&${named}`]) {
      expect((await pyxis.titles(`${query}&limit=100`)).sort()).toEqual([...many].sort());
    }
    expect((await pyxis.titles(`group=Many&showId=${ids['Kettle']}&limit=100`)).sort()).toEqual(
      ['Kettle long', 'Kettle short', ...many].sort(),
    );
    expect(await pyxis.titles('group=Many&group=News&atLeastMinutes=30')).toEqual(['Harbour long']);
  });

  it('are of no show where none of those that are named exists', async () => {
    expect(await ask('get', '/podcasts/episodes?showId=a&showId=b')).toMatchObject({ status: 404 });
    expect(await ask('get', `/podcasts/episodes?${'group=x&'.repeat(101)}`)).toMatchObject({ status: 400 });
  });

  it('leave out what was heard, and have what is not followed any more if that is asked for', async () => {
    await mark('Kettle long');
    await pyxis.app.send('delete', `/podcasts/shows/${ids['Kettle']}`);
    expect(await pyxis.titles('list=unheard&atMostMinutes=20')).toEqual(['Orchard short', 'Harbour short']);
    expect(await pyxis.titles('list=unheard&withUnfollowed=true&q=kettle')).toEqual(['Kettle short']);
    expect(await pyxis.titles('list=done&withUnfollowed=true')).toEqual(['Kettle long']);
    expect(await pyxis.titles('list=done')).toEqual([]);
  });

  it('play as a queue, as they are shown', async () => {
    const query = { list: 'unheard', group: ['News'], showId: [ids['Kettle']], atMostMinutes: 20, order: 'oldest' };
    expect(await play({ kind: 'episodes', query })).toMatchObject({
      length: 2,
      current: { track: { title: 'Harbour short' }, context: { kind: 'podcast', title: 'News' } },
    });
  });

  it('are given a name, changed, played by it, and removed', async () => {
    const query = { list: 'unheard', group: ['News', 'Stories'], atLeastMinutes: 30 };
    const saved = (await ask('post', '/podcasts/lists', { name: 'On the train', query })) as SavedListView;
    expect(saved).toMatchObject({ name: 'On the train', query });
    expect(await lists()).toEqual([saved]);
    expect(await play({ kind: 'episodes', id: saved.id })).toMatchObject({
      length: 2,
      current: { track: { title: 'Orchard long' }, context: { kind: 'podcast', title: 'On the train' } },
    });
    await ask('put', `/podcasts/lists/${saved.id}`, { name: 'Short', query: { list: 'unheard', atMostMinutes: 20 } });
    expect(await lists()).toMatchObject([{ id: saved.id, name: 'Short', query: { atMostMinutes: 20 } }]);
    await pyxis.app.send('delete', `/podcasts/lists/${saved.id}`);
    expect(await lists()).toEqual([]);
    expect(await play({ kind: 'episodes', id: saved.id })).toMatchObject({ status: 404 });
  });

  it('stay of a group that is called otherwise', async () => {
    await ask('post', '/podcasts/lists', { name: 'a', query: { group: ['News', 'Stories'] } });
    await ask('post', '/podcasts/lists', { name: 'b', query: { list: 'new' } });
    await pyxis.app.send('put', '/podcasts/groups/News', { name: 'Stories' });
    expect((await lists()).map(({ query }) => query.group)).toEqual([['Stories'], undefined]);
  });

  it.each([
    ['without a name', { name: '', query: {} }],
    ['that asks for nothing known', { name: 'a', query: { colour: 'red' } }],
    ['without a query', { name: 'a' }],
  ])('are refused %s', async (_, body) => {
    expect(await ask('post', '/podcasts/lists', body)).toMatchObject({ status: 400 });
  });

  it('are as many as a page can show', async () => {
    for (let i = 0; i < 50; i++) await ask('post', '/podcasts/lists', { name: `List ${i}`, query: {} });
    expect(await ask('post', '/podcasts/lists', { name: 'One more', query: {} })).toMatchObject({
      status: 409,
      type: 'urn:pyxis:problem:too-many-lists',
    });
  });
});

function episode(title: string, day: number, seconds: number): FakeItem {
  return {
    guid: title,
    title,
    date: `${String(day).padStart(2, '0')} May 2026 08:00:00 GMT`,
    more: `<itunes:duration>${seconds}</itunes:duration>`,
  };
}
