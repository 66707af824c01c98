import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PandoraParts } from '../../test/support/fake-pandora/pandora-parts.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { HistoryModule } from '../history/index.js';
import { StationBatches } from './station-batches.js';
import { TunerModule } from './tuner.module.js';
import type { PersonalStationDetail, PersonalStationList } from './tuner.dto.js';

const LAPTOP = 'laptop-0001';
const HOUR_MS = 60 * 60_000;

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
});
