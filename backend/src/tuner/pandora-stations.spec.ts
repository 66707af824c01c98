import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PandoraParts } from '../../test/support/fake-pandora/pandora-parts.js';
import { answers } from '../../test/support/faults.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { HistoryModule } from '../history/index.js';
import { StationBatches } from './station-batches.js';
import { TunerModule } from './tuner.module.js';
import type { PersonalStationDetail, PersonalStationList } from './tuner.dto.js';

const LAPTOP = 'laptop-0001';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describeOnEachEngine('stations of Pandora', (database) => {
  let parts: PandoraParts;
  let pyxis: PlaybackApp;

  beforeEach(async () => {
    parts = await PandoraParts.start();
    const { clock } = parts;
    pyxis = await PlaybackApp.start(database(), { clock, sources: [parts.source()], modules: [HistoryModule, TunerModule] }); // prettier-ignore
    await pyxis.output(LAPTOP);
    await pyxis.tell('/play', {
      subject: { kind: 'personal-station', id: `pandora:${parts.station}` },
      outputId: LAPTOP,
    });
  });

  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });

  async function get<Body>(path: string): Promise<Body> {
    return (await request(pyxis.url.replace('/playback', '')).get(path).expect(200)).body as Body;
  }

  const stream = (id = ''): request.Test =>
    request(pyxis.url.replace('/playback', '')).get(`/stream/${encodeURIComponent(id)}`);
  const playlists = (): number => parts.fake.asked.filter(({ method }) => method === 'station.getPlaylist').length;
  const skipsLeft = async (): Promise<number | undefined> =>
    (await get<PersonalStationDetail>(`/personal-stations/pandora:${parts.station}`)).skips?.left;

  it('go on after three hours with one playlist whose songs can be heard', async () => {
    const { current } = await pyxis.player();
    pyxis.clock.pass(60_000);
    await pyxis.report(LAPTOP, 'progress', 60_000, { durationMs: current?.track.durationMs });
    await pyxis.tell('/pause');
    pyxis.clock.pass(3 * HOUR_MS);
    await stream(current?.track.id).expect(404);
    const before = playlists();
    const resumed = await pyxis.tell('/resume');
    expect([resumed.status, playlists() - before]).toEqual(['playing', 1]);
    await stream(resumed.current?.track.id).expect(200);
    const { items } = await get<{ items: object[] }>('/history/listens');
    expect([items.length, await skipsLeft()]).toEqual([1, 6]);
  });

  it('give nothing but adverts, or only the mix in their list, without anything lost', async () => {
    const all = (await get<PersonalStationList>('/personal-stations')).items.length;
    parts.fake.hasLostStations = true;
    pyxis.clock.pass(HOUR_MS / 2);
    const { items } = await get<PersonalStationList>('/personal-stations');
    expect([items.length, items.filter(({ isListed }) => isListed).length]).toEqual([all, 1]);
    parts.fake.plans.push(['advert'], ['advert'], ['advert']);
    const before = playlists();
    await pyxis.tell('/next');
    await pyxis.app.get(StationBatches).settled();
    await pyxis.tell('/next');
    await pyxis.app.get(StationBatches).settled();
    expect(playlists() - before).toBe(3);
    expect((await pyxis.player()).status).toBe('playing');
  });

  it(
    'play 200 songs through new sessions, adverts and two outages: none twice, none lost',
    { timeout: 600_000 },
    async () => {
      const { fake, clock } = parts;
      fake.tokenMs = 150 * MINUTE_MS;
      const began = clock.now;
      const titles: string[] = [];
      let [skips, outages] = [0, 0];
      while (titles.length < 200) {
        const { current, status } = await pyxis.player();
        if (status !== 'playing' || !current) {
          clock.pass(MINUTE_MS);
          await pyxis.tell('/resume');
          continue;
        }
        titles.push(current.track.title);
        const at = titles.length;
        if (at === 60 || at === 140) {
          fake.lastingFault = answers(503, {});
          outages++;
        }
        if (at === 64 || at === 144) delete fake.lastingFault;
        if (at % 23 === 0) fake.plans.push(['advert', 'advert']);
        if (at % 40 === 0) {
          await pyxis.tell('/next');
          skips++;
        } else {
          const lengthMs = current.track.durationMs ?? 0;
          clock.pass(lengthMs);
          const report = { heardMs: lengthMs, durationMs: lengthMs };
          await pyxis.report(LAPTOP, 'ended', lengthMs, report);
        }
        await pyxis.app.get(StationBatches).settled();
      }
      expect(clock.now - began).toBeGreaterThan(6 * HOUR_MS);
      expect(new Set(titles).size).toBe(titles.length);
      const heard = await journal();
      expect(new Set(heard).size).toBe(heard.length);
      expect(heard.length).toBe(titles.length - skips);
      expect([outages, fake.count('auth.userLogin') > 2]).toEqual([2, true]);
      // Of the skips only the last one was within an hour.
      expect(await skipsLeft()).toBe(5);
    },
  );

  async function journal(): Promise<string[]> {
    const titles: string[] = [];
    for (let cursor = ''; ;) {
      const page = await get<{ items: { title: string }[]; olderCursor?: string }>(
        `/history/listens?limit=100${cursor}`,
      );
      titles.push(...page.items.map(({ title }) => title));
      if (page.olderCursor === undefined) return titles;
      cursor = `&cursor=${encodeURIComponent(page.olderCursor)}`;
    }
  }
});
