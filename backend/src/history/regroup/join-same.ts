import {
  RECORDING_COLUMNS,
  RecordingGroups,
  recordingFacts,
  sameRecording,
  type Finding,
  type RecordingRow,
  Refs,
  Verdicts,
} from '../../catalogue/index.js';
import type { Sql } from '../../sql/index.js';

/** Two recordings that count as one from now on. */
export interface Joined {
  readonly left: string;
  readonly right: string;
  readonly rule: string;
}

interface Row extends RecordingRow {
  readonly identity_key: string;
}

/** More have only titles that many songs have. */
const MOST_OF_ONE_TITLE = 200;

/** Joins recordings that the present rules take for one and that are not in one group yet. */
export async function joinSame(sql: Sql, nowMs: number, isApplied: boolean): Promise<Joined[]> {
  const rows = await sql.all<Row>(
    `SELECT identity_key, ${RECORDING_COLUMNS} FROM recording
     WHERE identity_key IN (SELECT identity_key FROM recording GROUP BY identity_key HAVING COUNT(*) > 1)
     ORDER BY identity_key, key`,
  );
  const groups = new RecordingGroups(sql);
  const joined: Joined[] = [];
  for (const all of Map.groupBy(rows, (row) => row.identity_key).values()) {
    const heads = await groups.groupsOf(all.map(({ key }) => key));
    const facts = await recordingFacts(sql, all.slice(0, MOST_OF_ONE_TITLE));
    const compare = (left: Row, right: Row): Finding => sameRecording(facts.get(left.key)!, facts.get(right.key)!);
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
        const findings = team.map((member) => compare(member, row));
        const same = findings.find(({ outcome }) => outcome === 'same');
        return same && !findings.some(({ rule }) => rule.startsWith('other-')) ? [{ team, same }] : [];
      })[0];
      const [first] = found?.team ?? [];
      if (!found || !first || (await isJudgedApart(sql, found.team, row))) {
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

async function isJudgedApart(sql: Sql, team: readonly Row[], row: Row): Promise<boolean> {
  const verdicts = new Verdicts(sql);
  const refs = await new Refs(sql, 'recording').of(row.key);
  for (const { key } of team) if ((await verdicts.between(refs, key)) === 'different') return true;
  return false;
}
