import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import request from 'supertest';
import { expect } from 'vitest';
import { Database } from '../../../src/database/index.js';
import type { ImportView } from '../../../src/history/index.js';
import { IdentityPass, OwnCovers, PLACEMENTS, ScanRunner } from '../../../src/library/index.js';
import type { ScrobblingView } from '../../../src/scrobbling/scrobbling.dto.js';
import { aTrack } from '../fake-collection.js';
import type { PlaybackApp } from '../playback-app.js';
import type { Client } from './client.js';
import { givePicture } from './give-picture.js';

const IMPORTS = resolve(import.meta.dirname, '../../fixtures/imports');
const PATIENT = { timeout: 60_000 };
const OUTPUT = 'desktop1';

/**
 * Changes whatever can be changed.
 * @param remote id of a track that only its source has
 */
export async function changeEverything(client: Client, pyxis: PlaybackApp, remote: string): Promise<void> {
  await changeFiles(client, pyxis);
  await editAndPlace(client, pyxis);
  await play(client, pyxis, remote);
  await scrobble(client);
  await importAndJudge(client, remote);
}

/** Files come, change, move, break and go, one scan after the other. */
async function changeFiles(client: Client, pyxis: PlaybackApp): Promise<void> {
  const { files } = pyxis;
  const facts = {
    artist: 'Newcomer',
    albumArtist: 'Newcomer',
    album: 'New',
    artwork: { locator: '/cover.jpg', version: '1' },
  };
  const one = aTrack({
    ...facts,
    title: 'Newly',
    genres: ['Jazz'],
    lyrics: { origin: 'embedded', text: 'La la la' },
  });
  const two = aTrack({ ...facts, title: 'Two', discNumber: 2 });
  const gone = aTrack({ title: 'Gone', artist: 'Goer', album: 'Gone' });
  const both = ['Left', 'Right'].map((name) => ({ name, role: 'main' as const }));
  files.put('New/1.flac', one);
  files.put('New/2.flac', two);
  files.break('New/3.flac', { code: 'unreadable', detail: 'It is cut off.' });
  files.break('New/4.flac', { code: 'unreadable', detail: 'It is cut off.' });
  files.put('Gone/1.flac', gone);
  files.put('Pair/1.flac', aTrack({ title: 'Pair', album: 'Pair', artists: both, albumArtist: 'Left & Right', albumArtists: both })); // prettier-ignore
  files.put('Alone/1.flac', aTrack({ title: 'Alone', album: 'Alone' }));
  files.put('Renamed/1.flac', aTrack({ title: 'Renamed', album: 'By its former name' }));
  const hour = aTrack({ title: 'Hour', album: 'Hours' });
  files.put('Hours/1.flac', { ...hour, format: { ...hour.format, durationMs: 3_600_000 } });
  await scan(client, pyxis);
  // Mended, with ids of its artists, moved to another folder, on another album, on an album of another name, gone.
  files.put('New/3.flac', aTrack({ ...facts, title: 'Three' }));
  files.put('Pair/1.flac', aTrack({ title: 'Pair', album: 'Pair', artists: both, albumArtist: 'Left & Right', albumArtists: both.map((artist) => ({ ...artist, musicBrainzId: 'c0b2500e-0cef-4130-869d-732b23ed9df5' })) })); // prettier-ignore
  files.move('New/2.flac', 'New/CD 2/2.flac');
  files.put('Alone/1.flac', aTrack({ title: 'Alone', artist: 'Newcomer', albumArtist: 'Newcomer', album: 'New' }));
  files.put('Renamed/1.flac', aTrack({ title: 'Renamed', album: 'By its later name' }));
  files.remove('Gone/1.flac');
  await scan(client, pyxis);
  // What is identified already gets an id by which it may be another; two are named in another order.
  files.remove('New/3.flac');
  files.put('Back/1.flac', gone);
  files.put('Renamed/1.flac', aTrack({ title: 'Renamed', album: 'By its later name', musicBrainz: { releaseGroupId: 'b84ee12a-09ef-421b-82de-0441a926375b' } })); // prettier-ignore
  // A file that is two songs now, and is to be one again.
  files.put('Whole/1.flac', aTrack({ title: 'Whole', album: 'Whole', contentKey: 'whole' }));
  files.put('Turned/1.flac', aTrack({ title: 'Pair', artist: 'Right & Left', album: 'Pair' }));
  await scan(client, pyxis, { rereadAll: true });
  const whole = await client.albumCalled('Whole');
  files.remove('Whole/1.flac');
  files.put(
    'Whole/1-part.flac',
    aTrack({ title: 'Part', album: 'Whole', contentKey: 'whole/0-9@1', wholeKey: 'whole' }),
  );
  await scan(client, pyxis);
  for (const parts of ['whole', 'tracks']) await client.send('put', `/albums/${whole}/parts`, { parts });
  await pyxis.app.get(ScanRunner).settled();
}

async function scan(client: Client, pyxis: PlaybackApp, body: object = {}): Promise<void> {
  await client.send('post', '/scans', body);
  await pyxis.app.get(ScanRunner).settled();
  await pyxis.app.get(IdentityPass).complete();
}

/** What a person writes is shown, and taken back. What is not there cannot be edited. */
async function editAndPlace(client: Client, pyxis: PlaybackApp): Promise<void> {
  const { albumIds, trackIds } = pyxis;
  const [other = ''] = albumIds;
  const album = await client.albumCalled('Pair');
  await client.send('patch', `/albums/${album}`, { title: 'By hand', artist: 'Somebody' });
  await client.send('patch', `/tracks/${trackIds[0]}`, { title: 'By hand' });
  expect((await request(client.url).patch('/albums/none').send({ title: 'x' })).status).toBe(404);
  for (const field of ['title', 'artist']) await client.send('delete', `/albums/${album}/edits/${field}`);
  await client.send('delete', `/tracks/${trackIds[0]}/edits/title`);
  await client.send('put', `/tracks/${trackIds[0]}/lyrics`, { text: 'Words by hand' });
  await client.send('put', `/tracks/${trackIds[0]}/lyrics/offset`, { offsetMs: 500 });
  await client.send('delete', `/tracks/${trackIds[0]}/lyrics`);
  await chooseCovers(client, pyxis, await client.albumCalled('New'));
  // As one that a source merely saved: placing it brings it, its artists and its genres into sight.
  await pyxis.app
    .get(Database)
    .write(({ sql }) => sql.run('UPDATE album SET is_held = ? WHERE id = ?', [false, other]));
  for (const placement of PLACEMENTS) await client.send('put', `/albums/${other}/placement`, { placement });
  await client.send('put', `/albums/${other}/placement`, { placement: 'discovery' });
}

async function chooseCovers(client: Client, pyxis: PlaybackApp, album: string): Promise<void> {
  const { artworkId, locator } = await givePicture(client);
  await client.send('put', `/albums/${album}/cover`, { artworkId });
  await scan(client, pyxis, { rereadAll: true });
  for (let i = 0; i < 2; i++) await client.send('delete', `/albums/${album}/cover`);
  const artist = await client.first('/artists', { sort: 'albums' });
  await client.send('put', `/artists/${artist}/cover`, { artworkId });
  await client.send('delete', `/artists/${artist}/cover`);
  await pyxis.app.get(OwnCovers, { strict: false }).forgetUnused([locator]);
}

async function play(client: Client, pyxis: PlaybackApp, remote: string): Promise<void> {
  const [first = '', second = '', third = ''] = (await client.tracksOf('A')).map(({ id }) => id);
  await pyxis.output(OUTPUT);
  await pyxis.tell('/play', { trackIds: [first, remote], outputId: OUTPUT });
  for (const id of [first, remote]) await request(client.url).get(`/stream/${id}`).buffer(true);
  await pyxis.tell('/queue/items', { trackIds: [third], place: 'last' });
  await pyxis.tell('/queue/remove', { itemIds: [(await pyxis.queue()).items.at(-1)?.itemId] });
  await pyxis.tell('/shuffle', { isShuffled: true });
  await pyxis.tell('/queue/clear');
  for (const subject of subjects(pyxis)) await pyxis.tell('/play', { subject, outputId: OUTPUT });
  await pyxis.tell('/play', { subject: { kind: 'albums' }, startTrackId: second, outputId: OUTPUT });
  await pyxis.tell('/play', { subject: { kind: 'tracks' }, startTrackId: second, outputId: OUTPUT });
  // Looked for among what all filters leave, be it there or not.
  const narrowed = { kind: 'tracks', query: { q: 'a', isHearted: true, sort: 'title' } };
  await pyxis.tell('/play', { subject: narrowed, startTrackId: second, outputId: OUTPUT }).catch(() => undefined);
  const endedAtMs = pyxis.clock.nowMs() - 60_000;
  const past = { playId: 'own-0001', trackId: first, startedAtMs: endedAtMs - 90_000, endedAtMs, heardMs: 90_000 };
  const plays = [{ ...past, positionMs: 90_000, durationMs: 90_000, outcome: 'finished' }];
  await pyxis.post(`/outputs/${OUTPUT}/plays`, { name: 'Desktop', plays });
  // The first twice: what was heard before is found again.
  for (const trackId of [first, first, second, remote]) {
    const context = { kind: 'album', id: pyxis.albumIds[0], title: 'A' };
    await pyxis.tell('/play', { trackIds: [trackId], outputId: OUTPUT, context });
    for (const kind of ['progress', 'ended']) {
      pyxis.clock.pass(60_000);
      await pyxis.report(OUTPUT, kind, kind === 'ended' ? 100_000 : 50_000);
    }
  }
  const { artworkId = '' } = (await pyxis.queue()).items[0]?.track ?? {};
  await client.get(`/artworks/${artworkId}`);
  await request(client.url).get(`/art/${artworkId}`);
  // What is long is taken up where it was left.
  const [hour = ''] = (await client.tracksOf('Hours')).map(({ id }) => id);
  for (let times = 0; times < 2; times++) {
    await pyxis.tell('/play', { trackIds: [hour], outputId: OUTPUT });
    await pyxis.report(OUTPUT, 'progress', 600_000);
  }
}

/** One of each kind that can be played. */
function subjects({ albumIds, artistId }: PlaybackApp): object[] {
  return [
    { kind: 'album', id: albumIds[0] },
    { kind: 'artist', id: artistId },
    { kind: 'albums' },
    { kind: 'search', query: { q: 'a' } },
    { kind: 'everything' },
    { kind: 'everything', query: { fromYear: 1900, heard: 'no' } },
  ];
}

/** What waits is taken, or refused. */
async function scrobble(client: Client): Promise<void> {
  await client.send('post', '/scrobbling/listenbrainz/retry');
  const backlog = async (): Promise<number | undefined> =>
    (await client.get<ScrobblingView>('/scrobbling')).services.find(({ id }) => id === 'listenbrainz')?.backlog;
  await expect.poll(backlog, PATIENT).toBe(0);
}

const HEARTS = ['track', 'album', 'artist', 'show'].map((kind) => ({
  type: 'heart',
  kind,
  id: 'of-elsewhere',
  heartedAtMs: Date.UTC(2025, 0, 1),
  title: 'Far away',
  artist: 'Somebody Else',
}));

/** Files of other services, and listens of names alone: known or new, with or without a length, judged upon or not. */
async function importAndJudge(client: Client, remote: string): Promise<void> {
  await importFile(client, 'lastfm', readFileSync(`${IMPORTS}/lastfm-ghan.csv`));
  await importFile(client, 'listenbrainz', readFileSync(`${IMPORTS}/listenbrainz.jsonl`));
  await importFile(client, 'pyxis', (await request(client.url).get('/history/export?format=jsonl').buffer(true)).text);
  await importFile(client, 'pyxis', HEARTS.map((heart) => JSON.stringify(heart)).join('\n'));
  const first = (await client.tracksOf('A'))[0]?.id ?? '';
  await judge(client, first, remote, 'same');
  const facts = { outcome: 'finished', heardMs: 60_000, artist: 'Somebody Else' };
  await importListens(client, [
    { ...facts, title: 'Far away', durationMs: 100_000 },
    { ...facts, title: 'Of a length that is not known' },
    { ...facts, title: 'Of a length that is not known', durationMs: 100_000, isrc: 'GBAYE0601498' },
    { ...facts, title: 'Newly', artist: 'Newcomer' },
  ]);
  await judge(client, first, remote, 'different');
}

async function judge(client: Client, leftTrackId: string, rightTrackId: string, verdict: string): Promise<void> {
  await client.send('put', '/history/verdicts', { leftTrackId, rightTrackId, verdict });
}

async function importFile(client: Client, service: string, file: Buffer | string): Promise<void> {
  const answer = await request(client.url)
    .post('/history/imports')
    .query({ service })
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(file));
  const { id } = answer.body as { id: string };
  const state = async (): Promise<string> => (await client.get<ImportView>(`/history/imports/${id}`)).state;
  await expect.poll(state, PATIENT).toBe('finished');
}

/** One after the other, a day each. */
function importListens(client: Client, listens: readonly object[]): Promise<void> {
  const day = (at: number): object => ({ playId: `told-${at}`, startedAtMs: Date.UTC(2025, 0, at + 1, 12) });
  return importFile(client, 'pyxis', listens.map((listen, at) => JSON.stringify({ ...day(at), ...listen })).join('\n'));
}
