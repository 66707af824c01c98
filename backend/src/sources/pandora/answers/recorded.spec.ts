import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fieldsOf, type Fields } from '../../../common/index.js';
import { readBookmarks, readExplanation, readModes, readSettings } from './extras.js';
import { readGenres, readIdeas } from './ideas.js';
import { readPlaylist } from './playlist.js';
import { readPartner, readUser } from './sign-in.js';
import { readGivenThumb, readStation, readStationDetail, readStationList } from './stations.js';

const FIXTURES = new URL('../../../../test/fixtures/pandora/', import.meta.url);
const recorded = (name: string): Fields =>
  fieldsOf((JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Fields).result);
const KEY = 'R=U!LH$O2B#';
const picture = (path: string): object => ({ locator: path, version: path });

it.each([
  ['auth.partnerLogin', 'VAzrFQTtsy3BQ3K+3iqFi0WF5HA63B1nFA', 1_335_777_573],
  ['auth.partnerLogin-2026', 'VAREDACTEDREDACTED+REDACTEDw==', 1_774_190_858],
])('reads a login of the program: %s', (name, token, serverSeconds) => {
  const skips = { skipsAnHour: 6, skipsADay: 12 };
  expect(readPartner(recorded(name), KEY)).toEqual({ partnerId: '42', token, serverSeconds, skips });
  expect(readPartner(recorded(name), 'another')).toBeUndefined();
});

it('reads a login of a person, for whom 180 minutes are a text', () => {
  const skips = { skipsAnHour: 6 };
  expect(readUser(recorded('auth.userLogin'), skips)).toEqual({
    userId: '272772589',
    token: 'XXX',
    mayListen: true,
    allowance: { ...skips, asksAfterMs: 180 * 60_000 },
  });
  expect(readUser({ ...recorded('auth.userLogin'), isSubscriber: true }, skips)?.allowance).toEqual({
    asksAfterMs: 10_800_000,
  });
  expect(readUser({ ...recorded('auth.userLogin'), canListen: false }, skips)?.mayListen).toBe(false);
});

it('reads the list of stations, with the mix', () => {
  expect(readStationList(recorded('user.getStationList'))).toEqual({
    checksum: '99776ddd31ad798895578593e78e3691',
    stations: [
      {
        nativeId: '3914377363925265',
        name: 'QuickMix',
        isMix: true,
        mixed: ['339646069607180561', '339644480469281041'],
        isShared: false,
        canRename: false,
        canRemove: false,
        canSeed: false,
        createdAtMs: 1_194_590_686_241,
      },
    ],
  });
});

it('reads a station with its seeds and thumbs, of which there are more than are listed', () => {
  const url = 'http://cont-1.p-cdn.com/images/public/amz/5/2/8/5/075678235825_500W_498H.jpg';
  const detail = readStationDetail(recorded('station.getStation'));
  expect(detail?.station).toEqual({
    nativeId: '374145764047334893',
    name: 'Winter Radio',
    isMix: false,
    mixed: [],
    isShared: false,
    canRename: true,
    canRemove: true,
    canSeed: true,
    createdAtMs: 1_295_105_661_874,
    artwork: picture(url),
  });
  expect(detail?.seeds.map(({ artwork: _, ...seed }) => seed)).toEqual([
    { nativeId: '31525199612287328', kind: 'artist', name: 'Jason Derulo' },
    { nativeId: '428301990230109677', kind: 'track', name: 'Winter', artist: 'Tori Amos' },
    { nativeId: '31525199599467854', kind: 'genre', name: "Today's Hits" },
  ]);
  expect([detail?.up.total, detail?.down.total]).toEqual([20, 5]);
  expect(detail?.up.items).toMatchObject([
    { nativeId: '-7239441039566426643', isUp: true, title: 'Hey Lover', artist: 'Keri Noble', atMs: 1_396_040_269_760 },
  ]);
  expect(detail?.down.items).toMatchObject([
    { nativeId: '-7241622182873125395', isUp: false, title: 'Talk Show Host' },
  ]);
});

it('reads a playlist: the song, and that there was an advert', () => {
  const { songs, adverts } = readPlaylist(recorded('station.getPlaylist'));
  expect([songs.length, adverts]).toEqual([1, 1]);
  const cover = 'http://cont-sv5-2.pandora.com/images/public/amz/5/2/9/7/095115137925_500W_488H.jpg';
  expect(songs[0]).toMatchObject({
    trackToken: '40b892bc5376e695c2e5c2b347227b85af2761b6aa417f736d9a79319b8f4cb97c9695a5f9a9a32aa2abaed43571235c',
    track: {
      title: 'Symphony In G Major',
      artists: [{ name: 'Cannabich, Christian', role: 'main' }],
      album: { title: 'London Mozart Players, Christian Cannabich: Symphonies' },
      gainDb: 10.09,
      artwork: picture(cover),
    },
    stationId: '121193154444133035',
    mayThumb: true,
  });
  expect(songs[0]?.thumb).toBeUndefined();
  expect(songs[0]?.forms).toEqual({
    high: {
      url: 'http://audio-sjl-t1-2.pandora.com/access/166132182435087962.mp4?...',
      mimeType: 'audio/mp4',
      bitrateKbps: 64,
    },
    medium: {
      url: 'http://t1-2.cdn.pandora.com/access/4127124196771074419.mp4?...',
      mimeType: 'audio/mp4',
      bitrateKbps: 64,
    },
    low: {
      url: 'http://audio-sv5-t1-1.pandora.com/access/3464788359714661029.mp4?...',
      mimeType: 'audio/mp4',
      bitrateKbps: 32,
    },
    mp3: {
      url: 'http://t1-2.cdn.pandora.com/access/6705986462049243054.mp4?...',
      mimeType: 'audio/mpeg',
      bitrateKbps: 128,
    },
    adts: { url: 'http://audio-sjl-t1-1.pandora.com/access/2473529637452270302.mp4?...', bitrateKbps: 64 },
  });
});

it('reads songs in the other forms that they come in', () => {
  const song = { trackToken: 't', songName: 'A', artistName: 'X feat. Y & Z', trackLength: '214', songRating: 1 };
  const one = (more: Fields): unknown => readPlaylist({ items: [{ ...song, ...more }] }).songs[0];
  expect(one({ additionalAudioUrl: 'http://a.example/1.mp3' })).toMatchObject({
    track: { artists: [{ name: 'X feat. Y & Z' }], durationMs: 214_000 },
    thumb: 'up',
    forms: { mp3: { url: 'http://a.example/1.mp3' } },
  });
  expect(one({ audioUrl: 'https://a.example/1' })).toMatchObject({ forms: { other: { url: 'https://a.example/1' } } });
  const high = { audioUrl: 'http://a.example/1.mp3', bitrate: '192', encoding: 'mp3' };
  expect(one({ audioUrlMap: { highQuality: high } })).toMatchObject({
    forms: { high: { mimeType: 'audio/mpeg', bitrateKbps: 192 } },
  });
  expect(one({ audioUrlMap: { highQuality: { ...high, audioUrl: 'file:///etc/passwd' } } })).toMatchObject({
    forms: {},
  });
});

it('reads what was found, but for what is hardly alike', () => {
  const answer = recorded('music.search');
  expect(readIdeas(answer)).toEqual([
    { nativeId: 'R175304', kind: 'artist', name: 'Encore' },
    { nativeId: 'S1508963', kind: 'track', name: 'Encore', artist: 'Jason DeRulo' },
    { nativeId: 'G123', kind: 'genre', name: "Today's Encore" },
  ]);
  expect(
    readIdeas({
      songs: [
        { musicToken: 'S1', songName: 'A', score: 79 },
        { musicToken: 'S2', songName: 'B', score: 80 },
      ],
    }),
  ).toEqual([{ nativeId: 'S2', kind: 'track', name: 'B' }]);
});

it('reads genres, whose names have blanks at their ends', () => {
  expect(readGenres(recorded('station.getGenreStations'))).toEqual([
    { category: 'Alternative', items: [{ nativeId: 'G165', kind: 'genre', name: '90s Alternative' }] },
  ]);
});

it('reads a thumb that was given', () => {
  expect(readGivenThumb(recorded('station.addFeedback'))).toEqual({ nativeId: '21955050420286614', up: 20, down: 4 });
});

it('reads bookmarks', () => {
  const artwork = picture('http://cont-sv5-2.pandora.com/images/public/amz/5/2/9/7/095115137925_500W_488H.jpg');
  const atMs = 1_350_566_223_422;
  const artist = 'Cannabich, Christian';
  expect(readBookmarks(recorded('user.getBookmarks'))).toEqual([
    {
      nativeId: '290832123432459854',
      kind: 'track',
      title: 'London Mozart Players, Christian Cannabich: Symphonies',
      artist,
      album: 'Symphony In G Major',
      atMs,
      idea: 'S2894329',
      artwork,
    },
    { nativeId: '80982345262345234', kind: 'artist', artist, atMs, idea: 'R130360', artwork },
  ]);
});

it('reads what no recording is known of, as the reference has it', () => {
  expect(readSettings({ isExplicitContentFilterEnabled: true, isProfilePrivate: false, zipCode: '94612' })).toEqual({
    isExplicitFiltered: true,
    isPrivate: false,
    zipCode: '94612',
  });
  const traits = ['minor key tonality', 'many other similarities'].map((focusTraitName) => ({ focusTraitName }));
  expect(readExplanation({ explanations: traits })).toEqual(['minor key tonality']);
  const modes = {
    currentModeId: 2,
    availableModes: [
      { modeId: 1, modeName: 'A' },
      { modeId: 2, modeName: 'B', modeDescription: 'b' },
    ],
  };
  expect(readModes(modes)).toEqual([
    { id: '1', name: 'A', isCurrent: false },
    { id: '2', name: 'B', description: 'b', isCurrent: true },
  ]);
});

it('has no station of what says no id', () => {
  expect(readStation({ stationName: 'A' })).toBeUndefined();
  expect(readStation({ stationId: '-1', stationName: ' ' })).toMatchObject({
    nativeId: '-1',
    name: 'Untitled station',
  });
});
