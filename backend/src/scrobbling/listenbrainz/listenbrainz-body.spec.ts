import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../test/support/listenbrainz-rules.js';
import type { PlayedTrack } from '../played-track.js';
import { submittedListen, trackMetadata } from './listenbrainz-body.js';

const FIXTURES = new URL('../../../test/fixtures/scrobbling/listenbrainz-submit/', import.meta.url);
const NOW_MS = Date.UTC(2026, 4, 1);

const arbitraryText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', '\0', '\ud83c', 'Song', 'x\0y'),
  fc.nat({ max: 30_000 }).map((length) => '🎵'.repeat(length)),
);
const arbitraryMbid = fc.oneof(fc.uuid(), fc.string(), fc.constant(''));
const arbitraryNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, Number.NaN, 2_073_600_001));
const arbitraryTrack: fc.Arbitrary<PlayedTrack> = fc.record(
  {
    title: arbitraryText,
    artist: arbitraryText,
    album: arbitraryText,
    albumArtist: arbitraryText,
    trackNumber: arbitraryNumber,
    durationMs: arbitraryNumber,
    isrc: arbitraryText,
    recordingMbid: arbitraryMbid,
    releaseMbid: arbitraryMbid,
    releaseGroupMbid: arbitraryMbid,
    artistMbids: fc.array(arbitraryMbid, { maxLength: 300 }),
    isChosenByListener: fc.boolean(),
  },
  { requiredKeys: ['title', 'artist', 'isChosenByListener'] },
);
const arbitraryInstant = fc.oneof(
  fc.integer({ min: 0, max: NOW_MS + 100_000_000 }),
  fc.constantFrom(NOW_MS + 3_600_000, NOW_MS + 3_601_000, 1_033_410_600_000, 1_033_410_599_999, Number.NaN),
);

describe('the rules of ListenBrainz, as the tests know them,', () => {
  it.each(readdirSync(FIXTURES))('judge %s as its server does', (name) => {
    const fault = faultOf(JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')), NOW_MS / 1_000);
    if (name.startsWith('valid_')) expect(fault).toBeUndefined();
    else expect(fault).toBeTypeOf('string');
  });
});

describe('submittedListen', () => {
  it('tells all that is known, and the time of the start', () => {
    const track: PlayedTrack = {
      title: 'Teardrop',
      artist: 'Massive Attack',
      album: 'Mezzanine',
      trackNumber: 3,
      durationMs: 330_773,
      isrc: 'GBAAA9800322',
      recordingMbid: 'a65a2f4b-2b2e-4a51-a8cf-0c1d0b4e3a0b',
      artistMbids: ['10adbe5e-a2c0-4bf3-8249-2b4cbf6e6ca8'],
      isChosenByListener: true,
    };
    expect(submittedListen({ startedAtMs: 1_777_500_000_999, track }, '1.2.3', NOW_MS)).toEqual({
      listened_at: 1_777_500_000,
      track_metadata: {
        artist_name: 'Massive Attack',
        track_name: 'Teardrop',
        release_name: 'Mezzanine',
        additional_info: {
          media_player: 'Pyxis',
          submission_client: 'Pyxis',
          submission_client_version: '1.2.3',
          tracknumber: 3,
          duration_ms: 330_773,
          isrc: 'GBAAA9800322',
          recording_mbid: 'a65a2f4b-2b2e-4a51-a8cf-0c1d0b4e3a0b',
          artist_mbids: ['10adbe5e-a2c0-4bf3-8249-2b4cbf6e6ca8'],
        },
      },
    });
  });

  it('never makes a listen that ListenBrainz refuses, whatever the library holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ track: arbitraryTrack, startedAtMs: arbitraryInstant }), { maxLength: 8 }),
        (listens) => {
          const payload = listens
            .map((listen) => submittedListen(listen, '1.2.3', NOW_MS))
            .filter((made) => !('reason' in made));
          if (payload.length > 0) expect(faultOf({ listen_type: 'import', payload }, NOW_MS / 1_000)).toBeUndefined();
          for (const listen of payload) {
            expect(faultOf({ listen_type: 'single', payload: [listen] }, NOW_MS / 1_000)).toBeUndefined();
          }
        },
      ),
    );
  });

  it('never makes a playing_now that ListenBrainz refuses', () => {
    fc.assert(
      fc.property(arbitraryTrack, (track) => {
        const metadata = trackMetadata(track, '1.2.3');
        if (!metadata) return;
        expect(faultOf({ listen_type: 'playing_now', payload: [{ track_metadata: metadata }] })).toBeUndefined();
      }),
    );
  });

  it('refuses by itself what has no artist or no possible time', () => {
    const track = { title: 'Song', artist: '\0', isChosenByListener: true };
    expect(submittedListen({ startedAtMs: NOW_MS, track }, '1', NOW_MS)).toMatchObject({
      told: { code: 'scrobble-nameless' },
    });
    const inAWeek = { startedAtMs: NOW_MS + 7 * 86_400_000, track: { ...track, artist: 'Someone' } };
    expect(submittedListen(inAWeek, '1', NOW_MS)).toEqual({
      reason: expect.stringContaining('clock') as string,
      told: { code: 'scrobble-wrong-time' },
    });
  });
});
