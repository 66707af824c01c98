import { Logger } from '@nestjs/common';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rssOf } from '../../../test/support/fake-feeds.js';
import { PodcastApp } from '../../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { DatabaseUnusable } from '../../database/index.js';
import { Subscriptions } from '../shows/subscriptions.js';
import type { ShowPage } from '../shows/shows.dto.js';
import type { ImportEntryPage, SubscriptionImportView } from './imports.dto.js';
import { SubscriptionImports } from './subscription-imports.js';

/** `npm run test:crash` takes in two thousand; some are part of every test run. */
const COUNT = process.env.PYXIS_CRASH_ROUNDS === undefined ? 60 : 2_000;
const LONG = { timeout: 120_000 + COUNT * 500 };

describeOnEachEngine('lists of subscriptions', (database) => {
  let pyxis: PodcastApp;

  beforeEach(async () => {
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    pyxis = await PodcastApp.start(database());
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  const imports = (app: PodcastApp): SubscriptionImports => app.app.app.get(SubscriptionImports);
  const put = (path: string, title: string): string =>
    pyxis.host.put(path, { body: rssOf(title, [{ guid: '1', title: 'One' }]) });
  const opml = (body: string): string => `<opml version="2.0"><body>${body}</body></opml>`;
  const line = (address: string, text = ''): string => `<outline text="${text}" xmlUrl="${address}"/>`;

  async function start(file: string): Promise<SubscriptionImportView> {
    const response = await pyxis.app.upload('/podcasts/imports', file);
    expect(response.status, JSON.stringify(response.body)).toBe(202);
    return response.body as SubscriptionImportView;
  }

  async function report(app: PodcastApp, id: string): Promise<ImportEntryPage['items']> {
    const items: ImportEntryPage['items'] = [];
    let cursor = '';
    do {
      const page = await app.app.get<ImportEntryPage>(
        `/podcasts/imports/${id}/entries?limit=200${cursor && `&cursor=${cursor}`}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    return items;
  }

  const shows = async (app: PodcastApp): Promise<ShowPage['items']> =>
    (await app.app.get<ShowPage>('/podcasts/shows?limit=200')).items;

  async function allShows(app: PodcastApp): Promise<ShowPage['items']> {
    const items: ShowPage['items'] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page: ShowPage = await app.app.get(`/podcasts/shows?limit=200${more}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return items;
  }

  it('are taken in, folders becoming groups, and every entry is accounted for', async () => {
    const body =
      `<outline text="Music">${line(put('/a', 'A'), 'A')}${line(pyxis.host.url('/dead'), 'Dead')}</outline>` +
      `${line(put('/b', 'B'))}${line(pyxis.host.url('/a'), 'A again')}${line('file:///etc/passwd', 'Bad')}<outline text="A link" type="link" url="https://x.example/"/>`;
    const { id } = await start(opml(body));
    await imports(pyxis).settled();
    expect(await pyxis.app.get(`/podcasts/imports/${id}`)).toMatchObject({ state: 'finished', total: 6, added: 2, known: 0, failed: 4 }); // prettier-ignore
    const entries = await report(pyxis, id);
    expect(entries.map(({ line: number, title, outcome }) => [number, title, outcome])).toEqual([
      [1, 'A', 'added'],
      [2, 'Dead', 'failed'],
      [3, pyxis.host.url('/b'), 'added'],
      [4, 'A again', 'failed'],
      [5, 'Bad', 'failed'],
      [6, 'A link', 'failed'],
    ]);
    for (const { outcome, reason } of entries) if (outcome === 'failed') expect(reason).toMatch(/\.$/);
    expect((await shows(pyxis)).map(({ title, group }) => [title, group])).toEqual([
      ['A', 'Music'],
      ['B', undefined],
    ]);
    const failed = await pyxis.app.get<ImportEntryPage>(`/podcasts/imports/${id}/entries?outcome=failed&limit=1`);
    expect(failed).toMatchObject({ items: [{ line: 2 }], nextCursor: expect.any(String) as string });
  });

  it('change nothing when they are taken in again', async () => {
    const file = opml(line(put('/a', 'A')));
    for (const counts of [{ added: 1 }, { added: 0, known: 1 }]) {
      const { id } = await start(file);
      await imports(pyxis).settled();
      expect(await pyxis.app.get(`/podcasts/imports/${id}`)).toMatchObject(counts);
    }
  });

  it(`of ${COUNT} entries of one host are asked for one at a time, and go on after a restart`, LONG, async () => {
    for (let i = 0; i < COUNT; i++) if (i % 10 !== 9) put(`/show/${i}`, `Show ${i}`);
    const lines = Array.from({ length: COUNT }, (_, i) =>
      line(pyxis.host.url(`/show/${i}`).replace('http://', 'feed://')),
    );
    const half = Promise.withResolvers<undefined>();
    pyxis.host.onRequest = () => {
      if (pyxis.host.requests.length === COUNT / 2) half.resolve(undefined);
    };
    // The first of them once more.
    const { id } = await start(opml(`<outline>${lines.join('')}</outline><outline>${lines[0]}</outline>`));
    expect((await pyxis.app.upload('/podcasts/imports', opml(''))).body).toMatchObject({ status: 409 });
    await half.promise;
    expect((await shows(pyxis)).length).toBeGreaterThan(0);
    pyxis = await pyxis.restart();
    await imports(pyxis).settled();
    const view = await pyxis.app.get<SubscriptionImportView>(`/podcasts/imports/${id}`);
    expect(view).toMatchObject({ state: 'finished', total: COUNT + 1, failed: COUNT / 10 + 1 });
    expect(view.added + view.known).toBe(COUNT - COUNT / 10);
    const entries = await report(pyxis, id);
    expect(entries.filter(({ outcome }) => outcome === 'waiting')).toEqual([]);
    const untold = entries.filter(({ outcome, reason }) => outcome === 'failed' && !reason?.endsWith('.'));
    expect(untold).toEqual([]);
    expect(entries.at(-1)?.reason).toContain('twice');
    expect(await pyxis.app.get('/podcasts/groups')).toEqual({ items: [] });
    expect(await allShows(pyxis)).toHaveLength(COUNT - COUNT / 10);
    expect(pyxis.host.mostAtOnce).toBe(1);
    // What was dealt with is not asked for again, but what was under way.
    expect(pyxis.host.requests.length).toBeLessThan(COUNT + 10);
  });

  it('can be given up', async () => {
    pyxis.host.lastingFault = 'silence';
    const { id } = await start(opml(line(pyxis.host.url('/a'))));
    expect((await pyxis.app.send('delete', `/podcasts/imports/${id}`)).status).toBe(204);
    expect(await pyxis.app.get(`/podcasts/imports/${id}`)).toMatchObject({ state: 'cancelled', added: 0 });
  });

  it('refuse no entry because the database fails, and are gone on with later', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    vi.spyOn(Subscriptions.prototype, 'subscribe').mockRejectedValue(new DatabaseUnusable('disk-full', new Error()));
    const { id } = await start(opml(line(put('/a', 'A'))));
    await imports(pyxis).settled();
    expect(await pyxis.app.get(`/podcasts/imports/${id}`)).toMatchObject({ state: 'cancelled', failed: 0 });
  });

  it.each(['', 'hello', '<rss version="2.0"/>'])('are refused where they are none: %j', async (file) => {
    const refused = await pyxis.app.upload('/podcasts/imports', file);
    expect(refused.body).toMatchObject({ status: 400, errors: [{ field: 'file', because: 'no-subscriptions' }] });
  });

  describe('with secrets', () => {
    it('are kept where nobody else can read them, and written only when that is asked for', async () => {
      pyxis.host.put('/feed', { body: rssOf('Secret', [{ guid: '1', title: 'One' }]), password: 'ada:hunter2' });
      const address = pyxis.host.url('/feed').replace('://', '://ada:hunter2@');
      await start(opml(line(address) + line(put('/open', 'Open'))));
      await imports(pyxis).settled();
      expect(statSync(join(pyxis.folder, 'secrets', 'podcast-import.jsonl')).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(pyxis.folder, 'secrets', 'podcast-feeds.json'), 'utf8')).toContain('hunter2');
      const open = await pyxis.app.send('get', '/podcasts/export');
      expect(open.headers['content-type']).toContain('text/x-opml');
      const openText = open.text || Buffer.from(open.body as Buffer).toString();
      expect(openText).toContain('text="Open"');
      expect(openText).not.toContain('hunter2');
      const all = await pyxis.app.send('get', '/podcasts/export?withPrivate=true');
      expect(all.text || Buffer.from(all.body as Buffer).toString()).toContain('hunter2');
    });
  });
});
