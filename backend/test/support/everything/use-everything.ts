import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtworkModule } from '../../../src/artwork/index.js';
import { refreshIdentities, Refs } from '../../../src/catalogue/index.js';
import { SystemClock } from '../../../src/common/index.js';
import { ListenBrainzConfig, Secrets, StreamingConfig } from '../../../src/config/index.js';
import type { Database } from '../../../src/database/index.js';
import { HealthModule } from '../../../src/health/index.js';
import { KeepingModule } from '../../../src/keeping/index.js';
import { HeartsModule } from '../../../src/hearts/index.js';
import { HistoryModule, Regroup } from '../../../src/history/index.js';
import { ScanRepository } from '../../../src/library/scan/scan-repository.js';
import type { ScanView } from '../../../src/library/scans.dto.js';
import { PlaylistsModule } from '../../../src/playlists/index.js';
import { PodcastsModule } from '../../../src/podcasts/index.js';
import { ScrobblingModule } from '../../../src/scrobbling/index.js';
import { StationsModule } from '../../../src/stations/index.js';
import { SearchModule } from '../../../src/search/index.js';
import { StreamingModule } from '../../../src/streaming/index.js';
import { TunerModule } from '../../../src/tuner/index.js';
import { FakeFeeds } from '../fake-feeds.js';
import { FakeListenBrainz } from '../fake-listenbrainz.js';
import { MediaForms } from '../fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../fake-ytmusic/ytmusic-parts.js';
import { FAR_AWAY, FakeSource } from '../fake-source.js';
import { PNG } from '../one-pixel.js';
import { PlaybackApp } from '../playback-app.js';
import { podcastSourceOver } from '../podcast-app.js';
import { FakeStation } from '../fake-station.js';
import { TestClock } from '../test-clock.js';
import { ToyStations } from '../toy-stations.js';
import { changeEverything } from './changes.js';
import { Client } from './client.js';
import { useHearts } from './hearts.js';
import { keepAtHome } from './keep-at-home.js';
import { keepAudio, roomForOne } from './keep-audio.js';
import { lookAtEverything } from './looks.js';
import { followPlaylists, usePlaylists } from './playlists.js';
import { forgetEpisodes, listManyShows, usePodcasts } from './podcasts.js';
import { usePersonalStations } from './personal-stations.js';
import { signInTo, useRemote } from './remote.js';
import { radioOver, useStations } from './stations.js';

/** Of a server that was killed. */
const KILLED_SCAN: ScanView = {
  id: 'killed',
  state: 'running',
  trigger: 'start',
  startedAtMs: 0,
  itemsSeen: 0,
  itemsDone: 0,
  tracksAdded: 0,
  tracksUpdated: 0,
  tracksMoved: 0,
  tracksMissing: 0,
  itemsBroken: 0,
};

/**
 * Has a person use all that the server offers: over HTTP, but for what is done beside it and what only a very large
 * history would come to.
 * @param database of somebody who has listened before, with an earlier version
 */
export async function useEverything(database: Database): Promise<void> {
  await refreshIdentities(database);
  await regroup(database);
  await new ScanRepository(database).open(KILLED_SCAN);
  const { music, source } = await FakeSource.start();
  music.tracks.set('77', FAR_AWAY);
  music.picture = PNG;
  const listenBrainz = await new FakeListenBrainz().start();
  listenBrainz.badTitles.add('Far away');
  const feeds = await new FakeFeeds().start();
  const stations = await new FakeStation().start();
  const ytMusic = await YtMusicParts.start(new MediaForms(tmpdir()));
  const secrets = mkdtempSync(join(tmpdir(), 'pyxis-secrets-'));
  const clock = new TestClock(Date.UTC(2027, 0, 1, 12));
  const toy = new ToyStations(clock);
  const config = Object.assign(new ListenBrainzConfig(), { baseUrl: listenBrainz.origin });
  const pyxis: PlaybackApp = await PlaybackApp.start(database, {
    // Later than all that the earlier version left.
    clock,
    sources: [
      source,
      podcastSourceOver(feeds, clock, secrets),
      radioOver(stations, clock, () => pyxis.app),
      ytMusic.source({}, { cookies: signInTo(ytMusic) }),
      toy,
    ],
    modules: [
      ArtworkModule,
      HealthModule,
      HeartsModule,
      HistoryModule,
      KeepingModule,
      PlaylistsModule,
      PodcastsModule,
      ScrobblingModule,
      SearchModule,
      StationsModule,
      StreamingModule,
      TunerModule,
    ],
    instead: [
      { provide: ListenBrainzConfig, useValue: config },
      { provide: StreamingConfig, useValue: roomForOne() },
      { provide: Secrets, useValue: new Secrets({ PYXIS_LISTENBRAINZ_TOKEN: listenBrainz.token }) },
    ],
  });
  try {
    const client = new Client(pyxis.url.replace('/playback', ''));
    await changeEverything(client, pyxis, 'fake:77');
    await keepAudio(pyxis, music);
    await keepAtHome(client, pyxis);
    await useHearts(client, pyxis);
    await usePodcasts(client, pyxis, feeds);
    await useStations(client, pyxis, stations);
    await usePlaylists(client, pyxis);
    await useRemote(client, pyxis, ytMusic);
    await followPlaylists(client, pyxis, ytMusic);
    await usePersonalStations(client, pyxis, toy);
    await lookAtEverything(client, database);
    await forgetEpisodes(client, pyxis, feeds);
    await listManyShows(client, feeds);
  } finally {
    await pyxis.close();
    await Promise.all([music.stop(), listenBrainz.stop(), feeds.stop(), stations.stop(), ytMusic.stop()]);
    rmSync(secrets, { recursive: true });
  }
}

/** Parts what an earlier version joined; of some ids nothing tells which part they belong to. */
async function regroup(database: Database): Promise<void> {
  const work = new Regroup(database, new SystemClock());
  const { releases } = await work.dryRun();
  for (const { key } of releases) {
    await database.write(({ sql }) => new Refs(sql, 'release').learn([['mbgroup', `of either ${key}`]], key));
  }
  await work.apply();
}
