import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rssOf, type FakeItem } from '../../test/support/fake-feeds.js';
import { findNginx, Nginx } from '../../test/support/nginx.js';
import { PodcastApp } from '../../test/support/podcast-app.js';
import { soundOf } from '../../test/support/remote-app.js';
import { openTestDatabase } from '../../test/support/test-database.js';
import { KeptAudio } from '../streaming/index.js';
import type { EpisodePage } from './episodes/episodes.dto.js';

const program = findNginx();
const PATIENT = { timeout: 120_000 };
const SIZE = 1_500_001;
const ITEMS: FakeItem[] = [2, 1].map((n) => ({ guid: String(n), title: `Episode ${n}`, date: `Fri, 0${n} May 2026 08:00:00 GMT` })); // prettier-ignore
const THIRD: FakeItem = { guid: '3', title: 'Episode 3', date: 'Mon, 01 Jun 2026 11:00:00 GMT' };
const HOUR_MS = 3_600_000;

describe.skipIf(program === undefined)('podcasts of nginx (skipped where nginx is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-nginx-'));
  let nginx: Nginx;
  let pyxis: PodcastApp;
  let remove: () => Promise<void>;
  /** The newest first. */
  let ids: string[];

  beforeAll(async () => {
    nginx = await new Nginx(program ?? '', folder).start();
    for (const n of [1, 2]) nginx.put(`/audio/${n}.mp3`, soundOf(n, SIZE));
    const opened = await openTestDatabase();
    ({ remove } = opened);
    pyxis = await PodcastApp.start(opened.database, { localAddresses: [nginx.origin] });
    const { id } = await pyxis.subscribe(nginx.put('/feed.xml', rssOf('Show', ITEMS)));
    const { items } = await pyxis.app.get<EpisodePage>(`/podcasts/episodes?showId=${id}`);
    ids = items.map((episode) => episode.id);
  }, PATIENT.timeout);

  afterAll(async () => {
    await pyxis.close();
    await remove();
    await nginx.kill();
    rmSync(folder, { recursive: true });
  });

  const ofFeed = (): Nginx['log'] => nginx.log.filter(({ path }) => path === '/feed.xml');
  const ofAudio = (n: number): Nginx['log'] => nginx.log.filter(({ path }) => path === `/audio/${n}.mp3`);

  /** @returns the status, and whether the sound is that of the episode */
  async function sound(id: string, first = 0): Promise<[number, boolean]> {
    const headers = { ...(first > 0 && { Range: `bytes=${first}-` }) };
    const response = await pyxis.app.send('get', `/stream/${id}`, undefined, headers);
    const expected = soundOf(id === ids[0] ? 2 : 1, SIZE).subarray(first);
    return [response.status, Buffer.isBuffer(response.body) && response.body.equals(expected)];
  }

  it('are fetched packed, and not again while they are as they were', PATIENT, async () => {
    expect(ofFeed()).toMatchObject([{ status: 200, encoding: 'gzip' }]);
    await pyxis.pass(2 * HOUR_MS);
    expect(ofFeed()[1]).toMatchObject({ status: 304, ifNoneMatch: expect.stringMatching(/^W\/".+"$/) as string });
    nginx.put('/feed.xml', rssOf('Show', [THIRD, ...ITEMS]), Date.UTC(2026, 5, 1));
    await pyxis.pass(2 * HOUR_MS);
    expect(ofFeed()[2]).toMatchObject({ status: 200, encoding: 'gzip' });
    expect(await pyxis.titles('list=new')).toEqual(['Episode 3', 'Episode 2']);
  });

  it('sound on at the byte at which the host was killed, and without it once they are here', PATIENT, async () => {
    const [id = ''] = ids;
    const hearing = sound(id);
    await vi.waitFor(async () => {
      const states = await pyxis.app.app.get(KeptAudio).statesOf([id]);
      expect(states.get(id)?.storedBytes).toBeGreaterThan(100_000);
    }, 60_000);
    await nginx.kill();
    await nginx.start();
    expect(await hearing).toEqual([200, true]);
    const [resumed, ...more] = ofAudio(2);
    expect(more).toEqual([]);
    expect(resumed).toMatchObject({ status: 206, encoding: '', ifRange: expect.stringMatching(/^".+"$/) as string });
    expect(Number(/^bytes=(\d+)-$/.exec(resumed?.range ?? '')?.[1])).toBeGreaterThan(50_000);
    await nginx.kill();
    expect(await sound(id)).toEqual([200, true]);
    await nginx.start();
  });

  it('are sought in: what is asked for is what is fetched', PATIENT, async () => {
    const [, id = ''] = ids;
    const first = 1_200_000;
    expect(await sound(id, first)).toEqual([206, true]);
    expect(ofAudio(1)).toMatchObject([{ status: 206, range: `bytes=${first}-` }]);
    expect(await sound(id)).toEqual([200, true]);
    expect(ofAudio(1)).toHaveLength(2);
  });
});
