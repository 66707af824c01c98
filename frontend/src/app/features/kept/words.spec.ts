import type { KeptEntry } from '../../core/api/types';
import { costInWords, fetchingInWords, offlineInWords, partInWords, whyInWords } from './words';

const NOTHING = { ownTracks: 0, wholeAlbums: 0, partAlbums: 0, queueTracks: 0, queueTracksHere: 0 };
const ENTRY: KeptEntry = {
  id: 'a', kind: 'album', title: 'A', why: 'played', trackCount: 12, tracksHere: 12, isWhole: true, sizeBytes: 1, usedAtMs: 0,
}; // prettier-ignore

describe('what would play', () => {
  it.each([
    [{}, 'nothing would play.'],
    [{ ownTracks: 1204 }, '1,204 tracks of your own would play.'],
    [{ wholeAlbums: 1, partAlbums: 2 }, '1 whole album and parts of 2 albums would play.'],
    [
      { ownTracks: 1, wholeAlbums: 2, partAlbums: 1, queueTracks: 14, queueTracksHere: 9 },
      '1 track of your own, 2 whole albums and parts of 1 album would play, and 9 of the next 14 tracks of the queue.',
    ],
    [
      { wholeAlbums: 1, queueTracks: 3, queueTracksHere: 3 },
      '1 whole album would play, and all of the queue from here on.',
    ],
    [{ queueTracks: 3 }, 'nothing would play, and nothing of the queue.'],
  ])('is said in one sentence: %j', (some, words) => {
    expect(offlineInWords({ ...NOTHING, ...some })).toBe(`If the internet went down now, ${words}`);
  });
});

it('says why something is here, and how much of it', () => {
  expect(whyInWords({ ...ENTRY, why: 'discovery', untilMs: new Date(2026, 11, 24, 12).getTime() })).toBe(
    'In discovery, until 24 December',
  );
  expect(whyInWords(ENTRY)).toBe('Recently played');
  expect(partInWords(ENTRY)).toBe('12 tracks');
  expect(partInWords({ ...ENTRY, tracksHere: 4, isWhole: false })).toBe('4 of 12 tracks');
  expect(partInWords({ ...ENTRY, kind: 'track', trackCount: 1, tracksHere: 0, isWhole: false })).toBe('a part');
});

it('says what a month has cost', () => {
  const cost = { source: 'y', name: 'Y', bytes: 4_600_000_000, limitBytes: 5_000_000_000 };
  expect(costInWords({ ...cost, state: 'near' })).toBe(
    'Y: 4.6 GB of 5.0 GB this month. Nothing is fetched ahead any more.',
  );
  expect(costInWords({ source: 'y', name: 'Y', bytes: 0, state: 'within' })).toBe('Y: nothing this month.');
});

it('says what is fetched, and why nothing is', () => {
  const state = { missingCount: 2, isPaused: false, revision: 1 };
  const fetching = {
    trackId: 't',
    title: 'One',
    artist: 'X',
    why: 'pinned' as const,
    storedBytes: 1_000_000,
    sizeBytes: 4_000_000,
  };
  expect(fetchingInWords({ ...state, missingCount: 0 })).toBeUndefined();
  expect(fetchingInWords({ ...state, fetching })).toBe(
    '“One” comes home, 1.0 MB of 4.0 MB; 2 tracks are still to come.',
  );
  expect(fetchingInWords({ ...state, missingCount: 1, isPaused: true })).toBe(
    'Fetching is paused; 1 track is still to come.',
  );
  expect(fetchingInWords({ ...state, trouble: 'No answer.' })).toBe('No answer. 2 tracks are still to come.');
});
