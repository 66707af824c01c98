import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { FakeLastFm } from '../../test/support/fake-lastfm.js';
import { FakeListenBrainz } from '../../test/support/fake-listenbrainz.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { LastFmConfig, ListenBrainzConfig, Secrets } from '../config/index.js';
import { HeartsModule } from '../hearts/index.js';
import type { TrackPage } from '../library/tracks.dto.js';
import type { ScrobbleServiceView, ScrobblingView } from './scrobbling.dto.js';
import { ScrobblingModule } from './scrobbling.module.js';

const PATIENT = { timeout: 20_000 };
const NIGHT = '11111111-1111-4111-8111-111111111111';
const DAY = '22222222-2222-4222-8222-222222222222';

describeOnEachEngine('hearts of tracks', (database) => {
  let pyxis: FeatureApp;
  let lastFm: FakeLastFm;
  let listenBrainz: FakeListenBrainz;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    lastFm = await new FakeLastFm().start();
    listenBrainz = await new FakeListenBrainz().start();
    const secrets = new Secrets({
      PYXIS_LASTFM_API_KEY: lastFm.apiKey,
      PYXIS_LASTFM_SHARED_SECRET: lastFm.sharedSecret,
      PYXIS_LASTFM_SESSION_KEY: lastFm.sessionKey,
      PYXIS_LISTENBRAINZ_TOKEN: listenBrainz.token,
    });
    const at = { lastFm: `${lastFm.origin}/2.0/`, listenBrainz: listenBrainz.origin };
    pyxis = await startFeatureApp(
      database(),
      [HeartsModule, ScrobblingModule],
      [
        { provide: Secrets, useValue: secrets },
        { provide: LastFmConfig, useValue: Object.assign(new LastFmConfig(), { baseUrl: at.lastFm }) },
        {
          provide: ListenBrainzConfig,
          useValue: Object.assign(new ListenBrainzConfig(), { baseUrl: at.listenBrainz }),
        },
      ],
    );
    pyxis.files.put(
      'ann/1.flac',
      aTrack({ title: 'Night', artist: 'Ann', album: 'First', musicBrainz: { recordingId: NIGHT } }),
    );
    pyxis.files.put('ann/2.flac', aTrack({ title: 'Day', artist: 'Ann', album: 'First' }));
    pyxis.files.put('ann/3.flac', aTrack({ title: 'Dawn', artist: 'Ann', album: 'First' }));
    await pyxis.scan();
  });

  afterEach(async () => {
    await pyxis.close();
    await Promise.all([lastFm.stop(), listenBrainz.stop()]);
  });

  async function heart(method: 'put' | 'delete', title: string): Promise<void> {
    const { items } = await pyxis.get<TrackPage>('/tracks');
    const id = items.find((track) => track.title === title)?.id ?? '';
    expect((await pyxis.send(method, `/hearts/track/${id}`, {})).status).toBe(204);
  }

  async function service(wanted: string): Promise<ScrobbleServiceView | undefined> {
    const { services } = await pyxis.get<ScrobblingView>('/scrobbling');
    return services.find(({ id }) => id === wanted);
  }

  it('are told as love, each change in its order, also after services were away', async () => {
    lastFm.lastingFault = listenBrainz.lastingFault = { status: 503, body: '' };
    await heart('put', 'Night');
    await heart('delete', 'Night');
    await heart('put', 'Night');
    await heart('put', 'Night');
    await expect.poll(() => service('lastfm'), PATIENT).toMatchObject({ state: 'unavailable', backlog: 3 });
    await expect.poll(() => service('listenbrainz'), PATIENT).toMatchObject({ state: 'unavailable', backlog: 3 });
    lastFm.lastingFault = listenBrainz.lastingFault = undefined;
    for (const id of ['lastfm', 'listenbrainz']) await pyxis.send('post', `/scrobbling/${id}/retry`);
    await expect.poll(() => service('lastfm'), PATIENT).toMatchObject({ state: 'ok', backlog: 0, refused: 0 });
    expect(lastFm.hearts).toEqual(['love Night', 'unlove Night', 'love Night']);
    await expect.poll(() => service('listenbrainz'), PATIENT).toMatchObject({ state: 'ok', backlog: 0, refused: 0 });
    expect(listenBrainz.hearts).toEqual([
      [NIGHT, 1],
      [NIGHT, 0],
      [NIGHT, 1],
    ]);
  });

  it('go to ListenBrainz by its own id of the song; what it does not know is said, and nothing waits for it', async () => {
    listenBrainz.recordings.set('Day', DAY);
    await heart('put', 'Dawn');
    await heart('put', 'Day');
    await expect.poll(() => service('listenbrainz'), PATIENT).toMatchObject({ state: 'ok', backlog: 0, refused: 1 });
    expect(listenBrainz.hearts).toEqual([[DAY, 1]]);
    expect((await service('listenbrainz'))?.refusals).toMatchObject([
      {
        title: 'Dawn',
        reason: 'ListenBrainz does not know the song, so it takes no heart for it.',
        cause: { code: 'scrobble-unknown-song', service: 'ListenBrainz' },
      },
    ]);
  });

  it('that a service refuses hold up nothing', async () => {
    lastFm.badTitles.add('Dawn');
    await heart('put', 'Dawn');
    await heart('put', 'Day');
    await expect.poll(() => service('lastfm'), PATIENT).toMatchObject({ state: 'ok', backlog: 0, refused: 1 });
    expect(lastFm.hearts).toEqual(['love Day']);
    expect(lastFm.requests.map(({ path }) => path)).toEqual(['/2.0/', '/2.0/']);
  });
});
