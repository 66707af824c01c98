import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rssOf } from '../../../test/support/fake-feeds.js';
import { PodcastApp } from '../../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import type { ShowPage } from './shows.dto.js';

describeOnEachEngine('feeds that the configuration names', (database) => {
  let pyxis: PodcastApp;

  beforeEach(async () => {
    pyxis = await PodcastApp.start(database());
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  it('are followed at each start, and those of a secret are kept as one', async () => {
    const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const put = (title: string): string =>
      pyxis.host.put(`/${title}`, { body: rssOf(title.split('?')[0] ?? '', [{ guid: '1', title: 'One' }]) });
    const feeds = [put('Open'), pyxis.host.url('/nowhere')];
    pyxis = await pyxis.restart({ feeds, secretFeeds: `${put('Secret?token=hunter2')}\n\n` });
    const shows = async (): Promise<string[]> =>
      (await pyxis.app.get<ShowPage>('/podcasts/shows')).items.map(({ title }) => title);
    await expect.poll(shows, { timeout: 20_000 }).toEqual(['Open', 'Secret']);
    expect(warned.mock.calls.flat().join('\n')).toContain('is not followed');
    expect(JSON.stringify(await database().read.all('SELECT * FROM show'))).not.toContain('hunter2');
  });

  it('may name the secret that holds the address, and say so where it is not there', async () => {
    const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const path = '/feed?token=hunter2';
    const address = pyxis.host.put(path, { body: rssOf('Secret', [{ guid: '1', title: 'One' }]) });
    pyxis = await pyxis.restart({
      feeds: [{ secret: 'missing-one' }, { secret: 'ada' }],
      secrets: { PYXIS_PODCAST_FEED_ADA: `${address}\n` },
    });
    const shows = async (): Promise<string[]> =>
      (await pyxis.app.get<ShowPage>('/podcasts/shows')).items.map(({ title }) => title);
    await expect.poll(shows, { timeout: 20_000 }).toEqual(['Secret']);
    expect(warned.mock.calls.flat().join('\n')).toContain('PYXIS_PODCAST_FEED_MISSING_ONE_FILE');
    expect(JSON.stringify(await database().read.all('SELECT * FROM show'))).not.toContain('hunter2');
  });
});
