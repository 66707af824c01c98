import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { identifySome } from './identify.js';
import { IdentityPass } from './identity-pass.js';
import { LibraryModule } from './library.module.js';
import { ScanRunner } from './scan/scan-runner.js';

const ADELE = '00000000-0000-4000-8000-000000000001';
const NAMESAKE = '00000000-0000-4000-8000-000000000002';
const ONE = '00000000-0000-4000-8000-000000000003';
const OTHER = '00000000-0000-4000-8000-000000000004';

describeOnEachEngine('the identity of what is in the library', (database) => {
  let feature: FeatureApp;

  beforeEach(async () => {
    feature = await startFeatureApp(database(), [LibraryModule]);
  });

  afterEach(() => feature.close());

  const rows = <Row>(statement: string): Promise<Row[]> => database().read.all<Row>(statement);

  async function scan(): Promise<void> {
    feature.app.get(ScanRunner).start({ trigger: 'manual' });
    await feature.app.get(ScanRunner).settled();
  }

  /** By title. */
  async function recordings(): Promise<Record<string, number | null>> {
    const tracks = await rows<{ title: string; recording_key: number | null }>(
      'SELECT title, recording_key FROM track',
    );
    return Object.fromEntries(tracks.map(({ title, recording_key }) => [title, recording_key]));
  }

  const putMany = (count: number): void => {
    for (let n = 1; n <= count; n++)
      feature.files.put(`${n}.flac`, aTrack({ title: `Song ${n}`, artist: 'Band', album: 'Album', trackNumber: n }));
  };

  it('is found out after the scan, which does not wait for it', async () => {
    putMany(3);
    await scan();
    expect(Object.values(await recordings())).toEqual([null, null, null]);
    await feature.app.get(IdentityPass).complete();
    expect(new Set(Object.values(await recordings())).size).toBe(3);
    expect(Object.values(await recordings())).not.toContain(null);
    const tied = await rows<Record<string, number | null>>(
      `SELECT a.release_key, r.performer_key, p.name, e.title FROM album a JOIN release e ON e.key = a.release_key
       CROSS JOIN artist r JOIN performer p ON p.key = r.performer_key`,
    );
    expect(tied).toMatchObject([{ name: 'Band', title: 'Album' }]);
  });

  it('is found out by itself', async () => {
    putMany(1);
    await scan();
    await expect.poll(async () => (await recordings())['Song 1'], { timeout: 60_000 }).toBeGreaterThan(0);
  });

  it('is gone on with where it was ended', async () => {
    putMany(250);
    await scan();
    // As it was when the process was killed after some transactions.
    for (let n = 0; n < 3; n++) await database().write(({ sql }) => identifySome(sql, database().engine, 0));
    const before = await recordings();
    const done = Object.entries(before).filter(([, key]) => key !== null);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(250);
    await feature.app.get(IdentityPass).complete();
    const after = await recordings();
    expect(after).toMatchObject(Object.fromEntries(done));
    expect(Object.values(after)).not.toContain(null);
    expect(await rows('SELECT 1 FROM recording')).toHaveLength(250);
  });

  it('is left for later while a scan runs', async () => {
    putMany(1);
    await scan();
    putMany(2);
    const { promise: isLet, resolve: letGo } = Promise.withResolvers<undefined>();
    feature.files.beforeUnit = () => isLet;
    feature.app.get(ScanRunner).start({ trigger: 'manual' });
    // Longer than it waits after a scan, or after the start.
    await new Promise((resume) => setTimeout(resume, 3_000));
    expect(await recordings()).toEqual({ 'Song 1': null });
    letGo(undefined);
    await expect.poll(async () => Object.values(await recordings()), { timeout: 60_000 }).not.toContain(null);
  });

  it('is asked for by several at once', async () => {
    putMany(120);
    await scan();
    const pass = feature.app.get(IdentityPass);
    await Promise.all([pass.complete(), pass.complete(), scan().then(() => pass.complete())]);
    expect(Object.values(await recordings())).not.toContain(null);
  });

  it('is one for one song on two albums, and two for what ids keep apart', async () => {
    const song = { title: 'Song', artist: 'Band' };
    feature.files.put('a.flac', aTrack({ ...song, album: 'Album' }));
    feature.files.put('b.flac', aTrack({ ...song, album: 'Greatest Hits' }));
    feature.files.put('c.flac', aTrack({ ...song, album: 'Live', musicBrainz: { recordingId: ONE } }));
    feature.files.put('d.flac', aTrack({ ...song, album: 'Stage', musicBrainz: { recordingId: OTHER } }));
    await feature.scan();
    const keys = await rows<{ key: number }>('SELECT recording_key AS key FROM track ORDER BY key');
    const [, b, c, d] = keys.map(({ key }) => key);
    expect(new Set([c, d]).size).toBe(2);
    expect([c, d]).toContain(b);
  });

  it('is two for two of one name whose ids differ, also as artists of the library', async () => {
    const credit = (name: string, musicBrainzId?: string): object => ({
      artist: name,
      artists: [{ name, role: 'main', ...(musicBrainzId !== undefined && { musicBrainzId }) }],
      albumArtists: [{ name, role: 'main', ...(musicBrainzId !== undefined && { musicBrainzId }) }],
    });
    feature.files.put('1.flac', aTrack({ title: 'Hello', album: '25', ...credit('Adele', ADELE) }));
    feature.files.put('2.flac', aTrack({ title: 'Hello', album: 'Bonjour', ...credit('Adèle', NAMESAKE) }));
    feature.files.put('3.flac', aTrack({ title: 'Skyfall', album: 'Skyfall', ...credit('Adele') }));
    await feature.scan();
    const artists = await rows<{ name: string; track_count: number; performer_key: number }>(
      'SELECT name, track_count, performer_key FROM artist ORDER BY told_apart_by',
    );
    expect(artists.map(({ name, track_count }) => [name, track_count])).toEqual([
      ['Adele', 2],
      ['Adèle', 1],
    ]);
    expect(new Set(artists.map(({ performer_key }) => performer_key)).size).toBe(2);
    const hello = await rows<{ recording_key: number }>(`SELECT recording_key FROM track WHERE title = 'Hello'`);
    expect(new Set(hello.map(({ recording_key }) => recording_key)).size).toBe(2);
    // A second look changes nothing.
    feature.app.get(ScanRunner).start({ trigger: 'manual', rereadAll: true });
    await feature.app.get(ScanRunner).settled();
    expect(await rows('SELECT 1 FROM artist')).toHaveLength(2);
  });

  it('is another one when a file gets the id of another recording', async () => {
    const song = { title: 'Song', artist: 'Band', album: 'Album' };
    feature.files.put('1.flac', aTrack({ ...song, musicBrainz: { recordingId: ONE } }));
    await feature.scan();
    const before = await recordings();
    feature.files.put('1.flac', aTrack({ ...song, musicBrainz: { recordingId: OTHER } }));
    await feature.scan();
    const after = await recordings();
    expect(after['Song']).not.toBe(before['Song']);
    expect(await rows(`SELECT recording_key FROM recording_ref WHERE kind = 'track'`)).toEqual([
      { recording_key: after['Song'] },
    ]);
  });
});
