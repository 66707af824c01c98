import { recordings } from '../pair.js';

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';

/** Ids, codes, lengths, albums. */
export const IDS = recordings(
  [
    'different',
    ['Hello', 'A', { mbRecordingId: ONE }],
    ['Hello', 'A', { mbRecordingId: TWO }],
    'two ids of MusicBrainz',
  ],
  ['same', ['Hello', 'A', { mbRecordingId: ONE }], ['Olá', 'B', { mbRecordingId: ONE }], 'one id of MusicBrainz'],
  [
    'same',
    ['Hello', 'A', { mbRecordingId: 'ABCDEF11-1111-4111-8111-111111111111' }],
    ['Hello', 'A', { mbRecordingId: 'abcdef11-1111-4111-8111-111111111111' }],
    'capitals',
  ],
  ['different', ['Hello', 'Adele', { mbArtistIds: [ONE] }], ['Hello', 'Adèle', { mbArtistIds: [TWO] }], 'namesakes'],
  [
    'same',
    ['Hello', 'Adele', { mbArtistIds: [ONE] }],
    ['Hello', 'Adele', { mbArtistIds: [ONE, TWO] }],
    'one artist in both',
  ],
  ['same', ['Hello', 'Adele', { mbRecordingId: ONE }], ['Hello', 'Adele'], 'an id on one side'],
  [
    'same',
    ['Hello', 'A', { mbReleaseGroupId: ONE }],
    ['Hello', 'A', { mbReleaseGroupId: TWO }],
    'one song on two albums',
  ],
  [
    'different',
    ['Hello', 'A', { mbRecordingId: ONE, isrc: 'GBAYE0601498' }],
    ['Hello', 'A', { mbRecordingId: TWO, isrc: 'GBAYE0601498' }],
    'ids come before codes',
  ],
  ['same', ['Hello', 'A', { isrc: 'GBAYE0601498' }], ['Hello', 'A B', { isrc: 'gb-aye-06-01498' }], 'one code'],
  [
    'different',
    ['Hello', 'A', { isrc: 'GBAYE0601498', durationMs: 200_000 }],
    ['Hello', 'A', { isrc: 'GBAYE0601498', durationMs: 211_000 }],
    'one code, other lengths',
  ],
  [
    'same',
    ['Hello', 'A', { isrc: 'GBAYE0601498', durationMs: 200_000 }],
    ['Hello', 'A', { isrc: 'GBAYE0601498', durationMs: 209_000 }],
    'one code, nearly one length',
  ],
  [
    'same',
    ['Hello', 'A', { isrc: 'GBAYE0601498' }],
    ['Hello', 'A', { isrc: 'USRC17607839' }],
    'a recording may have several codes',
  ],
  ['different', ['Hello', 'A', { isrc: '0' }], ['Bye', 'A', { isrc: '0' }], 'what is no code'],
  [
    'same',
    ['Hello', 'A', { sourceIds: [['bandcamp', '1']] }],
    ['Hello there', 'A', { sourceIds: [['bandcamp', '1']] }],
    'one id at a source',
  ],
  [
    'different',
    ['Hello', 'A', { sourceIds: [['bandcamp', '1']] }],
    ['Bye', 'A', { sourceIds: [['deezer', '1']] }],
    'one id at two sources',
  ],
  [
    'same',
    ['Hello', 'A', { sourceIds: [['bandcamp', '1']] }],
    ['Hello', 'A', { sourceIds: [['bandcamp', '2']] }],
    'ids of a source forbid nothing',
  ],
  [
    'different',
    ['Hello', 'A', { sourceIds: [['bandcamp', '1']] }],
    ['Hello (Live)', 'A', { sourceIds: [['bandcamp', '1']] }],
    'one id, but live',
  ],
  ['same', ['Hello', 'A', { durationMs: 200_000 }], ['Hello', 'A', { durationMs: 203_000 }], 'three seconds'],
  ['different', ['Hello', 'A', { durationMs: 200_000 }], ['Hello', 'A', { durationMs: 240_000 }], 'forty seconds'],
  ['different', ['Hello', 'A', { durationMs: 200_000 }], ['Hello', 'A', { durationMs: 204_000 }], 'four seconds'],
  ['same', ['Hello', 'A', { durationMs: 200_000 }], ['Hello', 'A'], 'a length that is not known'],
  ['same', ['Hello', 'A', { album: 'Hello - Single' }], ['Hello', 'A', { album: 'Best Of' }], 'a single and a best-of'],
  ['same', ['Hello', 'A', { album: '25' }], ['Hello', 'A'], 'an album that is not known'],
);
