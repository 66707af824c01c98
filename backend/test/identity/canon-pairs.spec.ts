import { expect, it } from 'vitest';
import { Canon, RecordingGroups, type Heard, type RecordingFacts } from '../../src/catalogue/index.js';
import { describeOnEachEngine } from '../support/test-database.js';
import { present } from '../../src/common/index.js';
import type { Pair } from './pair.js';
import { RECORDINGS } from './recordings.js';

/** Hundreds of transactions, on a machine under load. */
const LIMIT_MS = 300_000;

/** Ends a transaction that is to leave nothing. */
class Enough extends Error {}

describeOnEachEngine('the catalogue', (database) => {
  it('counts those of the hard pairs as one that are, and no others', { timeout: LIMIT_MS }, async () => {
    const wrong: string[] = [];
    for (const { left, right, isSame, reason } of RECORDINGS.filter(canBeTold)) {
      const work = database().write(async ({ sql }) => {
        const keys: number[] = [];
        for (const facts of [left, right]) {
          // One after the other, as they are heard.
          const canon = new Canon(sql, database().engine, 0);
          keys.push((await canon.place(heardOf(facts), facts.durationMs)).recordingKey);
        }
        const members = await new RecordingGroups(sql).membersWith(keys[0]!);
        if (members.includes(keys[1]!) !== isSame)
          wrong.push(`${JSON.stringify(left)} ${JSON.stringify(right)} (${reason})`);
        throw new Enough();
      });
      await expect(work).rejects.toThrow(Enough);
    }
    expect(wrong).toEqual([]);
  });
});

/** What differs in nothing that is told when it is heard counts as one, whatever it is; its number is not told. */
function canBeTold({ left, right, isSame }: Pair<RecordingFacts>): boolean {
  if (left.trackNumber !== right.trackNumber) return false;
  return isSame || JSON.stringify(heardOf(left)) !== JSON.stringify(heardOf(right));
}

function heardOf({ title, artist, artists, album, albumArtist, ...facts }: RecordingFacts): Heard {
  const { mbArtistIds: [mbArtistId] = [], sourceIds: [sourceId] = [], isrc, mbRecordingId, mbReleaseGroupId } = facts;
  const trackId = sourceId?.join(':');
  const ids = present({ isrc, mbRecordingId, mbReleaseGroupId, mbArtistId, trackId });
  return { title, artist, source: 'test', ...present({ artists, album, albumArtist }), ...ids };
}
