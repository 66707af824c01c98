import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS, type ImportService } from './formats.js';
import { RefusedRecord, type ImportFormat } from './imported-listen.js';
import { fileRecords } from './reading/file-records.js';

const SAMPLES = join(import.meta.dirname, '../../../test/fixtures/imports');
const NOON = Date.UTC(2023, 5, 1, 12);

type Told = ReturnType<ImportFormat['read']> | string;

/** What comes of each record of a sample: a listen, why not, or nothing. */
async function listens(service: ImportService, sample: string): Promise<Told[]> {
  const read: Told[] = [];
  for await (const record of fileRecords(join(SAMPLES, sample), FORMATS[service], () => undefined)) {
    if ('fault' in record) read.push(record.fault);
    else {
      try {
        read.push(FORMATS[service].read(record.value));
      } catch (error) {
        if (!(error instanceof RefusedRecord)) throw error;
        read.push(error.message);
      }
    }
  }
  return read;
}

const joga = { title: 'Jóga', artist: 'Björk', startedAtMs: NOON };

describe('formats', () => {
  it('reads the ListenBrainz export, but for what is broken', async () => {
    const recording = 'e6a15126-1c96-4891-b639-5e4e73a0c4d5';
    expect(await listens('listenbrainz', 'listenbrainz.jsonl')).toEqual([
      {
        ...joga, precisionMs: 1_000, album: 'Homogenic', albumArtist: 'Björk', outcome: 'finished', durationMs: 305_000,
        heardMs: 301_000, mbRecordingId: recording, mbReleaseId: 'f906cf78-f0cb-4633-9f8c-e431d40fc16c',
        mbArtistId: '1d9ec7ea-0fa4-41d9-917b-723c735ebbfe',
      },
      expect.objectContaining({ title: '丸の内サディスティック', durationMs: 234_000, isrc: 'JPPO09902500' }),
      'There is no time that can be read.',
      'There is no artist name.',
      'It is no valid JSON.',
      expect.objectContaining({ title: 'Eple', startedAtMs: NOON + 700_000 }),
    ]); // prettier-ignore
  });

  it.each<[ImportService, string]>([
    ['listenbrainz', 'listenbrainz.json'],
    ['lastfm', 'lastfm-ghan.json'],
    ['lastfm', 'lastfm-to-csv.csv'],
  ])('reads for %s %s', async (service, sample) => {
    expect(await listens(service, sample)).toMatchObject([
      { ...joga, album: 'Homogenic' },
      { title: 'Eple', artist: 'Röyksopp' },
    ]);
  });

  it('reads Last.fm scrobbles with quotes, commas and line breaks', async () => {
    expect(await listens('lastfm', 'lastfm-ghan.csv')).toMatchObject([
      { ...joga, precisionMs: 1_000, mbRecordingId: 'e6a15126-1c96-4891-b639-5e4e73a0c4d5' },
      { title: 'Dead "Flag" Blues, The (Outro)', album: 'F♯ A♯ ∞', startedAtMs: NOON + 400_000 },
      { title: 'In time', startedAtMs: 0 },
    ]);
  });

  it('knows that some Last.fm exports leave out the seconds', async () => {
    const [first] = await listens('lastfm', 'lastfm-to-csv.csv');
    expect(first).toMatchObject({ precisionMs: 60_000 });
  });

  it('passes over what is playing now at Last.fm', async () => {
    expect(await listens('lastfm', 'lastfm-recenttracks.json')).toMatchObject([
      ...[undefined],
      joga,
      { title: 'Eple', startedAtMs: NOON + 700_000 },
    ]);
  });

  it('counts back from the end of a play at Spotify, and passes over podcasts and books', async () => {
    expect(await listens('spotify', 'Streaming_History_Audio_2023_0.json')).toMatchObject([
      { ...joga, heardMs: 301_000, album: 'Homogenic', outcome: 'finished' },
      { title: 'Bachelorette', heardMs: 12_000, outcome: 'skipped' },
      { title: 'Eple', startedAtMs: NOON + 686_000, heardMs: 34_000, outcome: 'skipped' },
      ...[undefined, undefined],
      { title: 'Offline' },
    ]);
  });

  it('reads the plays in the account data of Spotify', async () => {
    expect(await listens('spotify', 'StreamingHistory_music_0.json')).toMatchObject([
      { ...joga, startedAtMs: NOON - 1_000, precisionMs: 60_000 },
      { title: 'Eple' },
      { title: 'Poor Leno', heardMs: 9_000 },
    ]);
  });

  it.each<[ImportService, string, boolean]>([
    ['listenbrainz', 'listens/2023/6.jsonl', true],
    ['listenbrainz', 'feedback.jsonl', false],
    ['listenbrainz', 'user.json', false],
    ['listenbrainz', 'somebody_lb-listens.json', false],
    ['spotify', 'spotify extended streaming history/streaming_history_audio_2018-2020_1.json', true],
    ['spotify', 'spotify extended streaming history/streaming_history_video_2018.json', false],
    ['spotify', 'spotify account data/streaminghistory_music_0.json', true],
    ['spotify', 'spotify account data/streaminghistory_podcast_0.json', false],
    ['spotify', 'mydata/streaminghistory3.json', true],
    ['spotify', 'mydata/endsong_12.json', true],
    ['spotify', 'spotify account data/userdata.json', false],
  ])('looks in an archive for %s into %s: %s', (service, path, isRead) => {
    expect(FORMATS[service].hasListens(path)).toBe(isRead);
  });

  it.each([
    ['1685620800', NOON],
    [1685620800, NOON],
    [1685620800000, NOON],
    ['2023-06-01T12:00:00Z', NOON],
    ['2023-06-01 12:00', NOON],
    ['2023-06-01T14:00:00+02:00', NOON],
    ['1 Jun 2023, 12:00', NOON],
  ])('reads the time %s', (date, startedAtMs) => {
    expect(FORMATS.lastfm.read({ artist: 'A', track: 'B', date })).toMatchObject({ startedAtMs });
  });

  it.each(['', 'soon', '31 Foo 2023 12:00', '-1', '2023-99-99T12:00:00Z', null, {}, []])(
    'refuses the time %s',
    (date) => {
      expect(() => FORMATS.lastfm.read({ artist: 'A', track: 'B', date })).toThrow(RefusedRecord);
    },
  );

  it('takes no texts that are too long, and cleans the others', () => {
    expect(() => FORMATS.lastfm.read({ artist: 'A', track: 'x'.repeat(1_001), uts: 1 })).toThrow(RefusedRecord);
    expect(FORMATS.lastfm.read({ artist: ' A\0\n', track: 'B\ud800', uts: 1 })).toMatchObject({
      artist: 'A',
      title: 'B',
    });
  });
});
