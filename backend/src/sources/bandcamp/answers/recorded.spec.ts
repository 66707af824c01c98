import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fieldsOf } from '../../../common/index.js';
import { readBand } from './band.js';
import { readDetails, readLyrics } from './details.js';
import { addressOfRow, readFound, rowsOf } from './found.js';
import { readFoundPage } from './found-page.js';
import { readPage, type ReadPage } from './page.js';
import { ownerOf, readTralbumPage } from './tralbum-page.js';

const text = (name: string): string =>
  readFileSync(new URL(`../../../../test/fixtures/bandcamp/${name}`, import.meta.url), 'utf8');
const json = (name: string): unknown => JSON.parse(text(`${name}.json`));
const page = (name: string): ReadPage => readPage(text(`${name}.html`));

it('reads a track of an album by the API of the apps', () => {
  const read = readDetails(json('tralbum-details-track'));
  const webAddress = 'https://teaganbear.bandcamp.com/track/just-for-the-halibut';
  const picture = 'https://f4.bcbits.com/img/a0076513327_10.jpg';
  expect(read?.albumId).toBe('a-3877364987-4024586216');
  expect(read?.tracks).toEqual([
    {
      track: {
        kind: 'track',
        nativeId: 't-3877364987-3486455278',
        title: 'Just for the Halibut',
        artists: [{ name: 'Teaganbear', nativeId: 'b-3877364987-3877364987' }],
        album: { title: 'Old Singles', nativeId: 'a-3877364987-4024586216' },
        durationMs: 124_800,
        isExplicit: false,
        isPlayable: true,
        isVideo: false,
        webAddress,
        artwork: { locator: picture, version: picture },
      },
      sound: expect.stringMatching(
        /^https:\/\/bandcamp\.com\/stream_redirect\?enc=mp3-128&track_id=3486455278&/,
      ) as string,
      hasLyrics: false,
    },
  ]);
  expect(read?.album).toMatchObject({ type: 'single', year: 2020, webAddress });
});

it.each([
  ['tralbum-details-track-2', 'Tornado', 211_317],
  ['tralbum-details-track-3', 'Olivier', 201_276],
])('reads a track without an album: %s', (name, title, durationMs) => {
  const read = readDetails(json(name));
  expect(read?.tracks).toMatchObject([{ track: { title, durationMs, isPlayable: true } }]);
  expect(read?.tracks[0]?.track).not.toHaveProperty('album');
  expect(read?.tracks[0]?.track).not.toHaveProperty('trackNumber');
  expect(read).not.toHaveProperty('albumId');
});

it('reads an album, with why each track is not to be heard and whose the guest’s is', () => {
  const { album, tracks } = readDetails(json('tralbum-details-album.synthetic'))!;
  expect(album).toMatchObject({
    kind: 'album',
    nativeId: 'a-900000000-900000001',
    title: 'Loopback',
    artists: [{ name: 'The Fakes', nativeId: 'b-900000000-900000000' }],
    year: 2020,
  });
  expect(album).not.toHaveProperty('label');
  expect(
    tracks.map(({ track: { title, trackNumber, whyNotPlayable } }) => [title, trackNumber, whyNotPlayable]),
  ).toEqual([
    ['Open Port', 1, undefined],
    ['Capped', 2, 'Free plays used up; buy it on Bandcamp'],
    ['Buyers Only', 3, 'Not streamable; buy it on Bandcamp'],
    ['Guest Track', 4, undefined],
    ['Not Out Yet', 5, 'Out on 1 January 2020'],
  ]);
  expect(tracks[3]?.track.artists).toEqual([{ name: 'A Guest' }]);
  expect(tracks.map(({ sound }) => sound !== undefined)).toEqual([true, false, false, true, false]);
  const words = readLyrics(json('tralbum-lyrics.synthetic'));
  expect([...words]).toEqual([['900000011', 'Line one\nLine two']]);
});

const details = (more: object, tracks: readonly object[]): unknown => ({
  ...{ id: 5, type: 'a', title: 'T', band: { band_id: 7, name: 'Brackwater Discs' }, tralbum_artist: 'Ysolde Marn' },
  tracks: tracks.map((track, at) => ({ track_id: at + 1, title: `S${at}`, streaming_url: {}, ...track })),
  ...more,
});
const numbersOf = (numbers: readonly unknown[]): unknown[] =>
  readDetails(details({}, numbers.map((track_num) => ({ track_num }))))!.tracks.map(({ track }) => track.trackNumber); // prettier-ignore

it('keeps numbers with gaps, and counts by the list where they do not rise', () => {
  expect(numbersOf([1, 2, 4, 5, 7])).toEqual([1, 2, 4, 5, 7]);
  expect(numbersOf([1, 1, 1])).toEqual([1, 2, 3]);
  expect(numbersOf([1, null, 3])).toEqual([1, 2, 3]);
});

it('takes who performs for the performer, and the owner of the page for the label', () => {
  const read = readDetails(details({}, [{ band_name: 'Brackwater Discs' }, { band_name: 'Sextant' }, {}]))!;
  expect(read.album).toMatchObject({
    artists: [{ name: 'Ysolde Marn' }],
    label: { name: 'Brackwater Discs', nativeId: 'b-7-7' },
  });
  expect(read.album.artists[0]).not.toHaveProperty('nativeId');
  expect(read.tracks.map(({ track }) => track.artists[0]?.name)).toEqual(['Ysolde Marn', 'Sextant', 'Ysolde Marn']);
  const named = readDetails(details({ tralbum_artist: 'Brackwater Discs', label: 'Tidewrack', label_id: 9 }, []));
  expect(named?.album.label).toEqual({ name: 'Tidewrack', nativeId: 'b-9-9' });
});

it('knows no genre that is a place, as it knows none at all', () => {
  expect(JSON.stringify(readDetails(json('tralbum-details-track')))).not.toMatch(/Victoria|Dance/);
});

it('reads who has a page, with what they published', () => {
  const band = readBand(json('band-details'))!;
  expect(band.artist).toEqual({
    kind: 'artist',
    nativeId: 'b-1581461772-1581461772',
    name: 'SHIRAKUMO Nagi',
    artwork: {
      locator: 'https://f4.bcbits.com/img/0044260572_10.jpg',
      version: 'https://f4.bcbits.com/img/0044260572_10.jpg',
    },
  });
  expect(band.description).toMatch(/^フリー作曲家。\nゲーム/);
  expect(band.albums.map(({ title, year }) => [title, year])).toEqual([
    ['Alabaster Dawn (Original Soundtrack)', 2026],
    ['CrossCode ~ The Ultimate Arrange', 2023],
    ['CrossCode Original Soundtrack EX', 2020],
    ['CrossCode (Original Game Soundtrack)', 2018],
  ]);
  expect(band.albums[0]).toMatchObject({
    nativeId: 'a-1581461772-3708807716',
    artists: [{ name: 'SHIRAKUMO Nagi', nativeId: 'b-1581461772-1581461772' }],
  });
  expect(readBand(json('band-details-empty'))).toMatchObject({ artist: { name: 'toupie' }, albums: [], artists: [] });
  expect(readBand(json('band-details-not-found'))).toBeUndefined();
  expect(readBand(json('band-details-bad-id'))).toBeUndefined();
});

it('reads what the search box finds', () => {
  const found = rowsOf(json('autocomplete-search')).flatMap((row) => readFound(row) ?? []);
  const count = (kind: string): number => found.filter((item) => item.kind === kind).length;
  expect([found.length, count('artist'), count('album'), count('track')]).toEqual([50, 2, 25, 23]);
  expect(found[0]).toEqual({
    kind: 'artist',
    nativeId: 'b-3385865266-3385865266',
    name: 'C418',
    artwork: {
      locator: 'https://f4.bcbits.com/img/0025187517_10.jpg',
      version: 'https://f4.bcbits.com/img/0025187517_10.jpg',
    },
  });
  expect(found[1]).toMatchObject({
    kind: 'album',
    nativeId: 'a-3385865266-1694776990',
    title: 'one',
    artists: [{ name: 'C418' }],
    webAddress: 'https://c418.bandcamp.com/album/one',
    artwork: { locator: 'https://f4.bcbits.com/img/a1911559443_10.jpg' },
  });
  const performers = found.flatMap((item) => ('artists' in item ? item.artists.map(({ name }) => name) : []));
  expect(performers).toEqual(expect.arrayContaining(['C418 and Disasterpeace', 'C418, Kuabee', 'C418 and Baiyon']));
});

it('reads what the search of the app finds, whose addresses stand one behind the other', () => {
  const rows = rowsOf(json('app-autocomplete.synthetic'));
  expect(rows.flatMap((row) => readFound(row) ?? [])).toMatchObject([
    { kind: 'artist', name: 'C418' },
    { kind: 'album', title: 'one', webAddress: 'https://c418.bandcamp.com/album/one' },
    {
      kind: 'track',
      title: 'stranger_think',
      album: { title: '2 years of failure', nativeId: 'a-3385865266-790007278' },
    },
  ]);
  const short = rows.map((row) => ({ ...fieldsOf(row), item_url_path: undefined }));
  expect(short.map(addressOfRow)).toEqual([
    'https://c418.bandcamp.com/',
    'https://c418.bandcamp.com/album/one',
    'https://c418.bandcamp.com/track/stranger-think',
  ]);
});

it('reads the page of a search', () => {
  const found = readFoundPage(text('search-page.html'))!;
  expect(found.length).toBeGreaterThan(10);
  expect(found[0]).toEqual({
    kind: 'album',
    nativeId: 'a-0-1349219244',
    title: 'Minecraft - Volume Alpha',
    artists: [{ name: 'C418' }],
    isExplicit: false,
    webAddress: 'https://c418.bandcamp.com/album/minecraft-volume-alpha',
    artwork: {
      locator: 'https://f4.bcbits.com/img/a3390257927_10.jpg',
      version: 'https://f4.bcbits.com/img/a3390257927_10.jpg',
    },
  });
  expect(readFoundPage(text('album.html'))).toBeUndefined();
  for (const item of found.filter(({ kind }) => kind !== 'artist')) {
    expect(item).toMatchObject({ artists: [{ name: expect.any(String) as string }] });
  }
});

it('reads the page of an album', () => {
  const { album, tracks } = readTralbumPage(page('album'))!;
  expect(album).toMatchObject({
    nativeId: 'a-1196681540-2833347880',
    title: 'Coming of Age',
    artists: [{ name: 'mac benson', nativeId: 'b-1196681540-1196681540' }],
    year: 2019,
    webAddress: 'https://macbenson.bandcamp.com/album/coming-of-age',
    artwork: { locator: 'https://f4.bcbits.com/img/a3697716070_10.jpg' },
  });
  expect(tracks.map(({ track }) => track.trackNumber)).toEqual([1, 2, 3, 4, 5]);
  expect(tracks.every(({ sound }) => sound?.startsWith('https://t4.bcbits.com/stream/'))).toBe(true);
});

it('reads the page of an album that lists no tracks', () => {
  expect(readTralbumPage(page('album-no-tracks'))).toMatchObject({ album: { title: 'high enough' }, tracks: [] });
});

it('reads the page of a track, on whose album it is, and why it is not to be heard', () => {
  expect(readTralbumPage(page('track'))).toMatchObject({
    albumId: 'a-3877364987-4024586216',
    tracks: [{ track: { album: { title: 'Old Singles' }, durationMs: 124_800, isPlayable: true } }],
  });
  expect(readTralbumPage(page('track-not-streamable'))).toMatchObject({
    tracks: [
      {
        whyNot: { code: 'not-streamable' },
        track: {
          whyNotPlayable: 'Not streamable; buy it on Bandcamp',
          notPlayableCause: { code: 'bandcamp-not-streamable' },
          album: { title: 'hackmud OST Vol. 1 (Lena Raine)' },
        },
      },
    ],
  });
});

it('knows whose page it is where there is no album, or the record of none', () => {
  expect(ownerOf(page('album'))).toEqual({ bandId: '1196681540', name: 'mac benson' });
  const front = readPage(
    `<div data-tralbum="{&quot;current&quot;:{},&quot;id&quot;:null}" data-band='{"id":5,"name":"Pier"}'>`,
  );
  expect([readTralbumPage(front), ownerOf(front)]).toEqual([undefined, { bandId: '5', name: 'Pier' }]);
  expect(readPage(text('client-challenge.synthetic.html')).title).toBe('Client Challenge');
});

it.each(['jsonld-album', 'jsonld-single-track-release', 'tralbum-not-found.synthetic'])(
  'takes %s for nothing',
  (name) => {
    expect([readDetails(json(name)), readBand(json(name)), rowsOf(json(name))]).toEqual([undefined, undefined, []]);
  },
);
