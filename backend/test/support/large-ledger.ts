import BetterSqlite3 from 'better-sqlite3';

/** Keys of one copy lie apart from those of the next by so much. */
const STRIDE = 10_000;
/** Between the listens of a copy and their next repetition. */
const HOUR_MS = 3_600_000;

/**
 * Makes a large ledger of a fixture of 1310ffe: everything that listens are bound to, in so many copies with names of
 * their own, and the listens of each so many times. What is derived (tallies, sheets) is left as it was.
 */
export function multiplyLedger(file: string, copies: number, times: number): void {
  const database = new BetterSqlite3(file);
  const copy = (table: string, columns: string, values: string, from = table): void => {
    database.exec(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${copies}), m (j) AS
         (SELECT 0 UNION ALL SELECT j + 1 FROM m WHERE j < ${table === 'listen' ? times - 1 : 0})
       INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${from} t, n, m`,
    );
  };
  const key = (name: string): string => `t.${name} + n.i * ${STRIDE}`;
  const named = (name: string): string => `t.${name} || ' ' || n.i`;
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  database.transaction(() => {
    copy('performer', 'key, identity_key, name', `${key('key')}, ${named('identity_key')}, ${named('name')}`);
    copy(
      'release',
      'key, performer_key, identity_key, title, artist',
      `${key('key')}, ${key('performer_key')}, t.identity_key, t.title, ${named('artist')}`,
    );
    copy(
      'recording',
      'key, performer_key, identity_key, title, artist, duration_ms',
      `${key('key')}, ${key('performer_key')}, t.identity_key, t.title, ${named('artist')}, t.duration_ms`,
    );
    for (const subject of ['performer', 'release', 'recording']) {
      // An id names one thing: in each copy it ends in another number.
      const value = `substr(t.value, 1, 20) || '-' || n.i`;
      copy(`${subject}_ref`, `kind, value, ${subject}_key`, `t.kind, ${value}, ${key(`${subject}_key`)}`, distinctRefs(subject)); // prettier-ignore
    }
    copy(
      'heard_as',
      'key, digest, recording_key, release_key, performer_key, title, artist, album, source',
      `${key('key')}, substr(t.digest, 1, 36) || n.i, ${key('recording_key')}, ${key('release_key')},
       ${key('performer_key')}, t.title, ${named('artist')}, t.album, t.source`,
    );
    const same =
      'owner_id, heard_ms, duration_ms, outcome, stopped_at_ms, context_kind, context_id, context_title, output_name, ' +
      'output_kind, source, origin, local_day, local_hour, weekday';
    copy(
      'listen',
      `play_id, recording_key, release_key, performer_key, heard_as_key, started_at_ms, ${same}`,
      `substr(t.play_id, 1, 40) || '-' || n.i || '-' || m.j, ${key('recording_key')}, ${key('release_key')},
       ${key('performer_key')}, ${key('heard_as_key')}, t.started_at_ms - (n.i * ${times} + m.j) * ${HOUR_MS}, ${same}`,
      `(SELECT * FROM listen WHERE outcome <> 'playing')`,
    );
  })();
  database.close();
}

/** Those whose values stay apart when they are cut. */
function distinctRefs(subject: string): string {
  return `(SELECT kind, MIN(value) AS value, ${subject}_key FROM ${subject}_ref GROUP BY kind, substr(value, 1, 20))`;
}
