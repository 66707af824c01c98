import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SetClock } from '../../test/support/set-clock.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { ChosenVersions, SourceItems, TrackDirectory } from '../catalogue/index.js';
import { OWNER_ID, type Database } from '../database/index.js';
import { PlayEvents, type ToldPlay } from '../playback/index.js';
import { LibraryTracks } from '../library/library-tracks.js';
import { SourcesOff } from '../library/sources-off.js';
import { SourceRegistry } from '../sources/index.js';
import { SoundingSources } from '../streaming/index.js';
import { Outbox } from './outbox.js';
import type { PlayedTrack } from './played-track.js';
import { ScrobbleRecorder } from './scrobble-recorder.js';
import { Senders } from './senders.js';
import { TryLater, type ScrobbleService, type ServiceId } from './service.js';

const RECORDING = 'a65a2f4b-2b2e-4a51-a8cf-0c1d0b4e3a0b';
const ARTIST = '10adbe5e-a2c0-4bf3-8249-2b4cbf6e6ca8';

/** A service that notes what it is told plays, and takes no listens. */
class Listener implements ScrobbleService {
  readonly isEnabled = true;
  readonly maxBatch = 1;
  readonly announced: PlayedTrack[] = [];
  isReady = true;

  constructor(
    readonly id: ServiceId,
    readonly name = id,
  ) {}

  readiness(): { isReady: boolean } {
    return { isReady: this.isReady };
  }

  identify(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  submit(): Promise<never> {
    return Promise.reject(new TryLater('Not now.'));
  }

  love(): Promise<never> {
    return Promise.reject(new TryLater('Not now.'));
  }

  announce(track: PlayedTrack): Promise<void> {
    this.announced.push(track);
    return Promise.resolve();
  }
}

describeOnEachEngine('ScrobbleRecorder', (database) => {
  let events: PlayEvents;
  let outbox: Outbox;
  let listenBrainz: Listener;
  let lastFm: Listener;
  let clock: SetClock;
  let senders: Senders;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    clock = new SetClock();
    const directory = new TrackDirectory(database(), new ChosenVersions(database(), new SourceItems()));
    directory.register(new LibraryTracks(new SourcesOff(database(), new SourceRegistry([]))));
    events = new PlayEvents(directory, new SoundingSources());
    outbox = new Outbox(database(), clock);
    listenBrainz = new Listener('listenbrainz');
    lastFm = new Listener('lastfm');
    senders = new Senders([listenBrainz, lastFm], outbox, clock);
    new ScrobbleRecorder(events, outbox, senders).onModuleInit();
    await addTrack(database());
  });

  afterEach(() => senders.onApplicationShutdown());

  const event = (more: Partial<ToldPlay> = {}): ToldPlay => ({
    kind: 'progressed',
    playId: 'play',
    ownerId: OWNER_ID,
    trackId: 'track',
    startedAtMs: clock.now - 120_000,
    atMs: clock.now,
    heardMs: 120_000,
    positionMs: 120_000,
    durationMs: 200_000,
    output: { id: 'browser', name: 'Browser', kind: 'browser' },
    ...more,
  });
  const tell = (more?: Partial<ToldPlay>): Promise<void> =>
    database().write(({ sql }) => events.publish(event(more), sql));
  const backlogs = async (): Promise<number[]> => [
    (await outbox.census('listenbrainz')).backlog,
    (await outbox.census('lastfm')).backlog,
  ];

  it('puts a play in for each service once enough of it was heard, and only once', async () => {
    await tell({ kind: 'started', heardMs: 0 });
    await tell({ heardMs: 99_000 });
    expect(await backlogs()).toEqual([0, 0]);
    await tell({ heardMs: 100_000 });
    await tell({ heardMs: 150_000 });
    await tell({ kind: 'ended', heardMs: 200_000, outcome: 'finished' });
    expect(await backlogs()).toEqual([1, 1]);
    await tell({ playId: 'another' });
    expect(await backlogs()).toEqual([2, 2]);
  });

  it('puts in what reaches its measure only at its end', async () => {
    await tell({ kind: 'ended', heardMs: 101_000, outcome: 'skipped' });
    expect(await backlogs()).toEqual([1, 1]);
  });

  it('keeps or loses a listen together with the event', async () => {
    const failing = database().write(async ({ sql }) => {
      await events.publish(event(), sql);
      throw new Error('the player could not be saved');
    });
    await expect(failing).rejects.toThrow('could not be saved');
    expect(await backlogs()).toEqual([0, 0]);
    await tell();
    expect(await backlogs()).toEqual([1, 1]);
  });

  it('puts in nothing for a service that is off', async () => {
    lastFm.isReady = false;
    await tell();
    expect(await backlogs()).toEqual([1, 0]);
  });

  it('keeps everything as it was called at that time, and when the play began', async () => {
    await tell();
    await database().write(({ sql }) => sql.run(`UPDATE track SET title = 'Renamed'`));
    const [listen] = await outbox.claim('listenbrainz', 1);
    expect(listen).toMatchObject({
      startedAtMs: clock.now - 120_000,
      track: {
        title: 'Teardrop',
        artist: 'Massive Attack',
        album: 'Mezzanine',
        albumArtist: 'Various Artists',
        trackNumber: 3,
        durationMs: 200_000,
        isrc: 'GBAAA9800322',
        recordingMbid: RECORDING,
        artistMbids: [ARTIST],
        isChosenByListener: true,
      },
    });
  });

  it('tells what a station chose from what a person chose', async () => {
    await tell({ context: { kind: 'station', id: 's' } });
    expect((await outbox.claim('lastfm', 1))[0]?.track.isChosenByListener).toBe(false);
  });

  it('lets be what the library does not know, or not by name', async () => {
    await tell({ trackId: 'gone' });
    await database().write(({ sql }) => sql.run(`UPDATE track SET artist = ' '`));
    await tell({ playId: 'nameless' });
    expect(await backlogs()).toEqual([0, 0]);
  });

  it('says what plays after 5 s, to all', async () => {
    await tell({ kind: 'started', heardMs: 0 });
    clock.now += 5_000;
    await tell({ heardMs: 4_800 });
    await expect.poll(() => [listenBrainz.announced.length, lastFm.announced.length]).toEqual([1, 1]);
    expect(lastFm.announced[0]?.title).toBe('Teardrop');
    expect(await backlogs()).toEqual([0, 0]);
  });
});

async function addTrack(database: Database): Promise<void> {
  await database.write(async ({ sql }) => {
    await sql.run(
      `INSERT INTO album (id, identity_key, title, source_title, sort_title, artist, source_artist, sort_artist, sort_year,
         is_compilation, is_missing, disc_count, track_count, duration_ms, size_bytes, added_at_ms)
       VALUES ('album', 'album', 'Mezzanine', '', '', 'Various Artists', '', '', 1998, ?, ?, 1, 1, 0, 0, 0)`,
      [true, false],
    );
    await sql.run(
      `INSERT INTO track (id, album_key, title, source_title, sort_title, artist, sort_artist, disc_number, track_number,
         duration_ms, year, isrc, mb_recording_id, has_lyrics, is_missing, added_at_ms)
       SELECT 'track', key, 'Teardrop', '', '', 'Massive Attack', '', 1, 3, 200000, 1998, 'GBAAA9800322', ?, ?, ?, 0 FROM album`,
      [RECORDING, false, false],
    );
    await sql.run(
      `INSERT INTO artist (id, identity_key, name, sort_name, mb_artist_id, album_count, appears_on_count, track_count, is_missing)
       VALUES ('artist', 'massive attack', 'Massive Attack', '', ?, 0, 0, 1, ?)`,
      [ARTIST, false],
    );
    await sql.run(
      `INSERT INTO track_artist (track_key, position, artist_key, role, credited_as)
       SELECT t.key, 0, r.key, 'main', 'Massive Attack' FROM track t, artist r`,
    );
  });
}
