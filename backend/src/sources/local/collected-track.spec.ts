import { describe, expect, it } from 'vitest';
import type { CollectedTrack } from '../collection.js';
import { collectedTrack, type FileFacts } from './collected-track.js';
import { fieldNamed, TagFields } from '../../tags/tag-fields.js';

const PROPERTIES = { codec: 'mp3', container: 'mpeg', durationMs: 1999.6, sampleRateHz: 44_100, channels: 2 } as const;
const FIRST_ID = 'a1b2c3d4-0000-4000-8000-000000000001';
const SECOND_ID = 'a1b2c3d4-0000-4000-8000-000000000002';

function track(
  tags: Readonly<Record<string, string | readonly string[]>>,
  facts: Partial<FileFacts> = {},
): CollectedTrack {
  const fields = new TagFields();
  for (const [key, values] of Object.entries(tags)) {
    const name = fieldNamed(key);
    if (name === undefined) throw new Error(`No field is called ${key}.`);
    for (const value of [values].flat()) fields.add(name, value);
  }
  const whole: FileFacts = { baseName: '07 - Some Title', sizeBytes: 9, contentKey: 'mp3:1:2', ...facts };
  return collectedTrack({ properties: PROPERTIES, fields, audio: { offset: 0, length: 32_000 } }, whole);
}
const credits = (found: CollectedTrack): string[] => found.artists.map(({ name, role }) => `${name}/${role}`);

describe('collectedTrack', () => {
  it('goes by the file name where there are no tags', () => {
    expect(track({})).toMatchObject({
      title: 'Some Title',
      trackNumber: 7,
      artists: [],
      genres: [],
      isCompilation: false,
    });
    expect(track({}, { baseName: '1-03 Deep_Cut' })).toMatchObject({
      title: 'Deep Cut',
      discNumber: 1,
      trackNumber: 3,
    });
    expect(track({}, { baseName: '99 Luftballons' })).toMatchObject({ title: 'Luftballons', trackNumber: 99 });
    expect(track({ TITLE: 'Tagged' })).not.toHaveProperty('trackNumber');
  });

  it('rounds the length and averages the bit rate over the sound', () => {
    expect(track({}).format).toMatchObject({ durationMs: 2000, bitrateKbps: 128, mimeType: 'audio/mpeg' });
  });

  it('leaves out what is not known', () => {
    expect(Object.values(track({ TITLE: 'T' })).includes(undefined as never)).toBe(false);
    expect(track({ TITLE: 'T' })).not.toHaveProperty('album');
  });

  it('tells guests from main artists', () => {
    expect(credits(track({ ARTIST: 'Massive Attack feat. Tricky & Horace Andy' }))).toEqual(['Massive Attack/main', 'Tricky/featured', 'Horace Andy/featured']); // prettier-ignore
    expect(credits(track({ ARTIST: 'A ft. B', ARTISTS: ['A', 'B'] }))).toEqual(['A/main', 'B/featured']);
    expect(credits(track({ TITLE: 'Song (feat. C)', ARTIST: 'A' }))).toEqual(['A/main', 'C/featured']);
    expect(credits(track({ ARTIST: 'Simon & Garfunkel' }))).toEqual(['Simon & Garfunkel/main']);
  });

  it('divides a list by a slash only where that is shown to be one', () => {
    expect(credits(track({ ARTIST: 'AC/DC', ARTISTS: 'AC/DC' }))).toEqual(['AC/DC/main']);
    expect(credits(track({ ARTIST: 'A & B', ARTISTS: 'A/B' }))).toEqual(['A/main', 'B/main']);
    expect(credits(track({ ARTIST: 'A/B', ARTISTS: 'A/B', MUSICBRAINZ_ARTISTID: `${FIRST_ID}/${SECOND_ID}` }))).toEqual(['A/main', 'B/main']); // prettier-ignore
    expect(credits(track({ ARTIST: 'A & B', ARTISTS: 'A; B' }))).toEqual(['A/main', 'B/main']);
  });

  it('gives each artist its own id and sort name', () => {
    const found = track({ ARTIST: 'A & B', ARTISTS: ['A', 'B'], MUSICBRAINZ_ARTISTID: [FIRST_ID, SECOND_ID], ARTISTSORT: ['a', 'b'] }); // prettier-ignore
    expect(found.artists).toEqual([
      { name: 'A', role: 'main', sortName: 'a', musicBrainzId: FIRST_ID },
      { name: 'B', role: 'main', sortName: 'b', musicBrainzId: SECOND_ID },
    ]);
    expect(track({ ARTIST: ['A', 'B', 'C'] }).artist).toBe('A, B & C');
  });

  it('keeps the other roles', () => {
    const found = track({ ARTIST: 'A', COMPOSER: 'C1; C2', PERFORMER: 'P (violin)', CONDUCTOR: 'D', REMIXER: 'R' });
    expect(credits(found)).toEqual(['A/main', 'C1/composer', 'C2/composer', 'D/conductor', 'P/performer', 'R/remixer']);
  });

  it('keeps what performers play, of each once', () => {
    const found = track({ PERFORMER: ['P (violin)', 'Q', 'P (viola)', 'p (violin)'], ARRANGER: 'A', ENGINEER: 'E', MIXER: 'M' }); // prettier-ignore
    expect(found.artists).toEqual([
      { name: 'A', role: 'arranger' },
      { name: 'P', role: 'performer', instrument: 'violin, viola' },
      { name: 'Q', role: 'performer' },
      { name: 'E', role: 'engineer' },
      { name: 'M', role: 'mixer' },
    ]);
  });

  it('tells the work and the movement; what is merely grouped is no work', () => {
    expect(track({ WORK: 'Ninth', MOVEMENTNAME: 'Scherzo', MOVEMENT: '2/4' }).work).toEqual({ title: 'Ninth', movement: 'Scherzo', movementNumber: 2, movementTotal: 4 }); // prettier-ignore
    expect(track({ GROUPING: 'Ninth', MOVEMENT: 'Scherzo' }).work).toEqual({ title: 'Ninth', movement: 'Scherzo' });
    expect(track({ WORK: 'Song' }).work).toEqual({ title: 'Song' });
    expect(track({ GROUPING: 'Gym' })).not.toHaveProperty('work');
  });

  it.each([
    ['2003', '2003'], ['2003-04', '2003-04'], ['2003-04-05T10:00', '2003-04-05'], ['2003-00-00', '2003'],
    ['2003-02-31', '2003-02'], ['05/04/2003', '2003'], ['0000', undefined], ['soon', undefined],
  ])('reads the date %s as %s', (text, expected) => {
    expect(track({ DATE: text }).releaseDate).toBe(expected);
  }); // prettier-ignore

  it('reads positions with and without a total', () => {
    expect(track({ TRACKNUMBER: '03/12', DISCNUMBER: '1', DISCTOTAL: '2' })).toMatchObject({ trackNumber: 3, trackTotal: 12, discNumber: 1, discTotal: 2 }); // prettier-ignore
    expect(track({ TITLE: 'T', TRACKNUMBER: '0' })).not.toHaveProperty('trackNumber');
  });

  it('brings gains to the reference of −18 LUFS, and refuses nonsense', () => {
    expect(track({ REPLAYGAIN_TRACK_GAIN: '-7.03 dB', REPLAYGAIN_TRACK_PEAK: '0.98' }).replayGain).toEqual({ trackGainDb: -7.03, trackPeak: 0.98 }); // prettier-ignore
    expect(track({ R128_TRACK_GAIN: '-512', R128_ALBUM_GAIN: '256' }).replayGain).toEqual({
      trackGainDb: 3,
      albumGainDb: 6,
    });
    expect(track({ REPLAYGAIN_TRACK_GAIN: '900 dB', REPLAYGAIN_TRACK_PEAK: 'loud' })).not.toHaveProperty('replayGain');
  });

  it('knows compilations by their flag, their artist, or its id', () => {
    expect(track({ COMPILATION: '1' }).isCompilation).toBe(true);
    expect(track({ ALBUMARTIST: 'Various Artists' }).isCompilation).toBe(true);
    expect(track({ ALBUMARTIST: 'Various Artists', COMPILATION: '0' }).isCompilation).toBe(false);
  });

  it('prefers its own timed lyrics to those beside the file, and these to its own plain ones', () => {
    const timed = '[00:01.00]a\r\n[00:02.00]b';
    const beside = { sidecarLyrics: 'beside' };
    expect(track({ LYRICS: ['plain', timed] }, beside).lyrics).toEqual({ origin: 'embedded', text: timed });
    expect(track({ LYRICS: 'plain\n[00:01.00]a' }, beside).lyrics).toEqual({ origin: 'sidecar', text: 'beside' });
    expect(track({ UNSYNCEDLYRICS: 'plain' }).lyrics).toEqual({ origin: 'embedded', text: 'plain' });
    expect(track({}).lyrics).toBeUndefined();
  });

  it('names a genre once, and refuses ids that are none', () => {
    const found = track({
      GENRE: ['Rock', 'rock', 'Dub'],
      MUSICBRAINZ_TRACKID: FIRST_ID.toUpperCase(),
      MUSICBRAINZ_ALBUMID: 'x',
    });
    expect(found.genres).toEqual(['Rock', 'Dub']);
    expect(found.musicBrainz).toEqual({ recordingId: FIRST_ID });
  });
});
