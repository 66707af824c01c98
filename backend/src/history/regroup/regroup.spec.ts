import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OldDatabase } from '../../../test/support/old-database.js';
import { ENGINES } from '../../../test/support/test-database.js';
import { refreshIdentities } from '../../catalogue/index.js';
import { SystemClock } from '../../common/index.js';
import { OWNER_ID, type OpenedDatabase } from '../../database/index.js';
import { ListenExport } from '../export/listen-export.js';
import { Regroup } from './regroup.js';

/** What parting may change of an exported listen; the rest stays as it is to the letter. */
const MAY_DIFFER = new Set([
  'performer',
  'albumArtist',
  'artistId',
  'trackId',
  'albumId',
  'mbRecordingId',
  'isrc',
  'mbReleaseId',
  'mbArtistId',
]);

interface Exported {
  readonly title: string;
  readonly artist: string;
  readonly performer?: string;
  readonly heardMs: number;
}

describe.each(ENGINES)('what version 0.1.0 joined falsely, on %s,', (engine) => {
  let old: OldDatabase;
  let opened: OpenedDatabase;
  let regroup: Regroup;

  beforeEach(async () => {
    old = await OldDatabase.restore('1310ffe', engine);
    opened = await old.open();
    await refreshIdentities(opened.database);
    regroup = new Regroup(opened.database, new SystemClock());
  });

  afterEach(async () => {
    await opened.close();
    await old.remove();
  });

  const rows = <Row>(statement: string): Promise<Row[]> => opened.database.read.all<Row>(statement);
  /** Which recordings, releases or performers listens called so are bound to. */
  async function keysOf(subject: 'recording' | 'release' | 'performer', condition: string): Promise<number[]> {
    const found = await rows<{ key: number }>(
      `SELECT DISTINCT l.${subject}_key AS key FROM listen l JOIN heard_as h ON h.key = l.heard_as_key WHERE ${condition}`,
    );
    return found.map(({ key }) => key);
  }
  async function exported(): Promise<Exported[]> {
    let text = '';
    for await (const piece of new ListenExport(opened.database).write(OWNER_ID, 'jsonl')) text += piece;
    return text.trimEnd().split('\n').map((line) => JSON.parse(line) as Exported); // prettier-ignore
  }

  const PAIRS: readonly (readonly ['recording' | 'release' | 'performer', string, string])[] = [
    ['recording', `h.artist = 'The Feats' AND h.title = 'A'`, `h.artist = 'The Feats' AND h.title = 'A Feat of Arms'`],
    ['recording', `h.artist = 'The Feats' AND h.title = 'Big Feat One'`, `h.artist = 'The Feats' AND h.title = 'Big Feat Two'`],
    ['recording', `h.artist = 'Other Feats' AND h.title = 'Big Feat One'`, `h.artist = 'Other Feats' AND h.title = 'Big Feat Two'`],
    ['recording', `h.title = 'Intro' AND h.album = 'First Door'`, `h.title = 'Intro' AND h.album = 'Second Door'`],
    ['recording', `h.title = 'Same' AND h.album = 'Studio'`, `h.title = 'Same' AND h.album = 'Stage'`],
    ['recording', `h.artist = 'Signs' AND h.title = 'X'`, `h.artist = 'Signs' AND h.title = 'X +'`],
    ['recording', `h.artist = 'Unowned' AND h.title = 'X'`, `h.artist = 'Unowned' AND h.title = 'X +'`],
    ['release', `h.artist = 'Unowned' AND h.album = '÷ (Deluxe)'`, `h.artist = 'Unowned' AND h.album = '× (Deluxe)'`],
    ['release', `h.artist = 'Signs' AND h.album = '÷ (Deluxe)'`, `h.artist = 'Signs' AND h.album = '× (Deluxe)'`],
    ['performer', `h.artist = 'Adele'`, `h.artist = 'Adèle'`],
    ['recording', `h.artist = 'Adele' AND h.title = 'Hello'`, `h.artist = 'Adèle' AND h.title = 'Hello'`],
  ]; // prettier-ignore

  it('is two again, with every listen kept', async () => {
    const before = await exported();
    for (const [subject, left, right] of PAIRS) {
      expect(await keysOf(subject, left), left).toEqual(await keysOf(subject, right));
    }

    await regroup.apply();
    for (const [subject, left, right] of PAIRS) {
      const [one, other] = [await keysOf(subject, left), await keysOf(subject, right)];
      expect([one.length, other.length], left).toEqual([1, 1]);
      expect(one, left).not.toEqual(other);
    }
    // What ids keep apart does not come together again in a group.
    const grouped = await rows<{ title: string }>(
      'SELECT r.title FROM recording_group g JOIN recording r ON r.key = g.recording_key',
    );
    expect(grouped.map(({ title }) => title)).not.toContain('Hello');
    const after = await exported();
    const bare = (listens: readonly object[]): unknown[] =>
      listens.map((listen) => Object.fromEntries(Object.entries(listen).filter(([field]) => !MAY_DIFFER.has(field))));
    expect(bare(after)).toEqual(bare(before));
    const library = await rows<{ title: string; key: number }>(
      `SELECT t.title, f.recording_key AS key FROM recording_ref f JOIN track t ON t.id = f.value WHERE f.kind = 'track'`,
    );
    const keyOf = (title: string): (number | undefined)[] => library.filter((row) => row.title === title).map(({ key }) => key); // prettier-ignore
    expect(keyOf('A Feat of Arms')).toEqual(
      await keysOf('recording', `h.artist = 'The Feats' AND h.title = 'A Feat of Arms'`),
    );
    expect(new Set(keyOf('Same')).size).toBe(2);
    expect(await rows(`SELECT kind FROM heard_as h LEFT JOIN tally y ON y.kind = 'heard_as' AND y.subject_key = h.key WHERE y.kind IS NULL`)).toEqual([]); // prettier-ignore
  });

  it('is listed before anything is changed', async () => {
    const before = await exported();
    const { performers, releases, recordings } = await regroup.dryRun();
    expect([performers.length, releases.length, recordings.length]).toEqual([1, 2, 9]);
    expect(await exported()).toEqual(before);
  });

  it('is mended once: the second time there is nothing left to do', async () => {
    await regroup.apply();
    const again = await regroup.apply();
    expect([again.performers, again.releases, again.recordings, again.joined]).toEqual([[], [], [], []]);
  });
});
