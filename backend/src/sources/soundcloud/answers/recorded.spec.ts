import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fieldsOf } from '../../../common/index.js';
import type { RemoteTrack } from '../../remote-catalogue.js';
import { itemOf, readPage, readSuggestions } from './lists.js';
import { idOf, listOf } from './reading.js';
import { readSet } from './sets.js';
import { goneTrack, readTrack } from './tracks.js';
import { descriptionOf, readUser } from './users.js';

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../test/fixtures/soundcloud/${name}.json`, import.meta.url), 'utf8'));
const tracksIn = (name: string): RemoteTrack[] => readPage(recorded(name)).rows.flatMap((row) => readTrack(row) ?? []);

it('reads a track with what is known for certain of it', () => {
  expect(readTrack(recorded('resolve-track'))).toEqual({
    kind: 'track',
    nativeId: '2167944333',
    webAddress: 'https://soundcloud.com/blakewhiten/hard-to-break',
    title: 'Hard to Break',
    artists: [{ name: 'Blake Whiten', nativeId: '1440582758' }],
    album: { title: 'Hard to Break' },
    durationMs: 201_848,
    isrc: 'USWB12503619',
    isExplicit: false,
    isPlayable: true,
    isVideo: false,
    artwork: {
      locator: 'https://i1.sndcdn.com/artworks-4avLIZcwwxeq-0-t500x500.jpg',
      version: 'https://i1.sndcdn.com/artworks-4avLIZcwwxeq-0-t500x500.jpg',
    },
  });
});

it.each([
  ['resolve-track-preview-only', 'Preview only: the whole song needs SoundCloud Go+'],
  ['resolve-track-blocked', 'Not available in your country'],
])('says why a track is not to be heard: %s', (name, why) => {
  const track = readTrack(recorded(name));
  expect(track).toMatchObject({ isPlayable: false, whyNotPlayable: why });
  // Of all of it, not of the preview.
  expect(track!.durationMs).toBeGreaterThan(60_000);
});

it('knows that a track is protected where it lists nothing but encrypted forms', () => {
  const track = fieldsOf(recorded('resolve-track'));
  const transcodings = listOf(fieldsOf(track.media).transcodings).filter((form) =>
    JSON.stringify(form).includes('encrypted'),
  );
  expect(transcodings.length).toBeGreaterThan(0);
  const encrypted = { ...track, media: { transcodings } };
  expect(readTrack(encrypted)).toMatchObject({ isPlayable: false, whyNotPlayable: 'Copy-protected on SoundCloud' });
});

it('takes a picture in 500 pixels, with its ending, and none for none', () => {
  const pictures = [...tracksIn('search-tracks-page1'), ...tracksIn('related')].map(({ artwork }) => artwork?.locator);
  expect(pictures.filter((locator) => locator?.endsWith('-t500x500.png')).length).toBeGreaterThan(0);
  expect(pictures.filter((locator) => locator?.includes('-large'))).toEqual([]);
  const [first, , last] = readPage(recorded('search-last-page')).rows.map(readUser);
  expect(first?.artwork?.locator).toBe('https://i1.sndcdn.com/avatars-000360777944-r6mq9y-t500x500.jpg');
  expect(last).toEqual({ kind: 'artist', nativeId: '324448453', name: 'DouglasWPChua' });
});

it.each([
  ['Cirque du Soleil - Alegria (BlastersBoyz Remix)', [{ name: 'Cirque Du Soleil' }, { name: 'BlastersBoyz', nativeId: expect.any(String) as unknown }]], // prettier-ignore
  ['Alegria', [{ name: 'Cirque Du Soleil', nativeId: expect.any(String) as unknown }]],
  ['Savoy & Sound Remedy - Leaving You (feat. Jojee)', [{ name: 'Savoy & Sound Remedy' }]],
  ['Obsidia - Rhythmos', [{ name: 'Obsidia', nativeId: expect.any(String) as unknown }]],
])('names those who made “%s”', (title, artists) => {
  const tracks = [...tracksIn('search-tracks-page1'), ...tracksIn('related')];
  expect(tracks.find((track) => track.title === title)?.artists).toEqual(artists);
});

it('takes names apart only where one of them has uploaded it', () => {
  const user = { id: 7, username: 'Tyler, The Creator' };
  const made = (artist: string): unknown => readTrack({ id: 1, title: 'T', user, publisher_metadata: { artist } });
  expect(made('Tyler, The Creator')).toMatchObject({ artists: [{ name: 'Tyler, The Creator', nativeId: '7' }] });
  expect(made('Earth, Wind & Fire')).toMatchObject({ artists: [{ name: 'Earth, Wind & Fire' }] });
});

it('reads a set: what is whole, what is only an id, and how many there are', () => {
  const set = readSet(recorded('playlist-with-stubs'));
  expect(set?.item).toMatchObject({ kind: 'playlist', nativeId: '246349810', owner: 'Lil Uzi Vert', trackCount: 10 });
  expect(set?.entries.map(({ track }) => track !== undefined)).toEqual([5, 5].flatMap((n, at) => Array<boolean>(n).fill(at === 0))); // prettier-ignore
});

it('knows albums, their kind, year and artist', () => {
  const sets = readPage(recorded('search-playlists')).rows.flatMap((row) => readSet(row)?.item ?? []);
  expect(sets).toHaveLength(10);
  expect(sets.filter(({ kind }) => kind === 'playlist').map(({ title }) => title)).toEqual([
    'LIL UZI VERT Vs. THE WORLD',
    'Lil Uzi Vert',
  ]);
  expect(sets[0]).toMatchObject({ kind: 'album', type: 'album', year: 2017, artists: [{ name: 'Lil Uzi Vert' }] });
});

it('has the picture of the first track where a set has none, and no year that cannot be', () => {
  const tracks = [
    { id: 1, title: 'A' },
    { id: 2, title: 'B', artwork_url: 'https://i1.sndcdn.com/b-large.png' },
  ];
  const album = { id: 3, title: 'Set', is_album: true, release_date: '1600-10-31T00:00:00Z', tracks };
  expect(readSet(album)?.item).toEqual({
    kind: 'album',
    nativeId: '3',
    title: 'Set',
    artists: [],
    isExplicit: false,
    artwork: { locator: 'https://i1.sndcdn.com/b-t500x500.png', version: 'https://i1.sndcdn.com/b-t500x500.png' },
  });
});

it('reads somebody with what they say of themselves', () => {
  expect(readUser(recorded('user'))).toMatchObject({ kind: 'artist', nativeId: '542134', name: 'dubmatix' });
  expect(descriptionOf(recorded('user'))).toMatch(/^FREE 2GB .*\nhttp:/);
});

it('reads pages of lists, what follows, and what is wrapped', () => {
  expect(readPage(recorded('search-last-page'))).not.toHaveProperty('next');
  expect(new URLSearchParams(readPage(recorded('related')).next).toString()).toBe('offset=2&limit=10');
  const empty = readPage(recorded('user-tracks-page2-empty'));
  expect([empty.rows.length, empty.next === undefined]).toEqual([0, false]);
  const track = recorded('resolve-track');
  expect(itemOf({ created_at: '2026-01-01', kind: 'like', track })).toEqual(readTrack(track));
  expect(itemOf({ kind: 'like', playlist: recorded('playlist-small') })).toMatchObject({ kind: 'playlist' });
  expect(readSuggestions(recorded('search-queries'))[0]).toBe('lil uzi vert what you saying');
});

it('keeps all digits of an id', () => {
  expect(idOf({ id: 9007199254740992, urn: 'soundcloud:tracks:9007199254740993' }, 'tracks')).toBe('9007199254740993');
  expect(idOf({ id: 5, urn: 'soundcloud:users:6' }, 'tracks')).toBe('5');
});

it('has a row for what is gone', () => {
  expect(goneTrack('5')).toMatchObject({ title: 'No longer on SoundCloud', isPlayable: false, nativeId: 'gone-5' });
});
