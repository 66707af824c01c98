import { RecordingGroups, sameRecording, type RecordingFacts } from '../../catalogue/index.js';
import type { Sql } from '../../sql/index.js';

/** Two recordings that count as one from now on. */
export interface Joined {
  readonly left: string;
  readonly right: string;
  readonly rule: string;
}

interface Row {
  readonly key: number;
  readonly identity_key: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string | null;
  readonly duration_ms: number | null;
  readonly mbid: string | null;
}

/** More have only titles that many songs have. */
const MOST_OF_ONE_TITLE = 200;

/** Joins recordings that the present rules take for one and that are not in one group yet. */
export async function joinSame(sql: Sql, nowMs: number, isApplied: boolean): Promise<Joined[]> {
  const rows = await sql.all<Row>(
    `SELECT r.key, r.identity_key, r.title, r.artist, r.album, r.duration_ms,
       (SELECT MIN(f.value) FROM recording_ref f WHERE f.recording_key = r.key AND f.kind = 'mbid') AS mbid
     FROM recording r WHERE r.identity_key IN (SELECT identity_key FROM recording GROUP BY identity_key HAVING COUNT(*) > 1)
     ORDER BY r.identity_key, r.key`,
  );
  const groups = new RecordingGroups(sql);
  const joined: Joined[] = [];
  for (const all of Map.groupBy(rows, (row) => row.identity_key).values()) {
    const heads = await groups.groupsOf(all.map(({ key }) => key));
    const teams: Row[][] = [];
    for (const row of all.slice(0, MOST_OF_ONE_TITLE)) {
      const own = teams.find((team) =>
        team.some(({ key }) => (heads.get(key) ?? key) === (heads.get(row.key) ?? row.key)),
      );
      if (own) {
        own.push(row);
        continue;
      }
      const found = teams.flatMap((team) => {
        const findings = team.map((member) => sameRecording(factsOf(member), factsOf(row)));
        const same = findings.find(({ outcome }) => outcome === 'same');
        return same && !findings.some(({ rule }) => rule.startsWith('other-')) ? [{ team, same }] : [];
      })[0];
      const [first] = found?.team ?? [];
      if (!found || !first) {
        teams.push([row]);
        continue;
      }
      found.team.push(row);
      joined.push({
        left: `${first.artist}: ${first.title}`,
        right: `${row.artist}: ${row.title}`,
        rule: found.same.rule,
      });
      if (isApplied) {
        const { rule, evidence } = found.same;
        await groups.join(first.key, row.key, { rule, evidence, decidedBy: 'rule', decidedAtMs: nowMs });
      }
    }
  }
  return joined;
}

function factsOf({ title, artist, album, duration_ms, mbid }: Row): RecordingFacts {
  return {
    title,
    artist,
    ...(album !== null && { album }),
    ...(duration_ms !== null && { durationMs: duration_ms }),
    ...(mbid !== null && { mbRecordingId: mbid }),
  };
}
