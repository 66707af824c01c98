import { expect, it, describe } from 'vitest';
import { OldDatabase } from '../support/old-database.js';
import { ENGINES } from '../support/test-database.js';

describe.each(ENGINES)('edits of several people on %s', (engine) => {
  it('become one of the household: the newest', async () => {
    const old = await OldDatabase.restore('1310ffe', engine);
    try {
      await giveOthersEdits(old);
      const { database, close } = await old.open();
      const edits = await database.read.all(
        `SELECT owner_id, subject_kind, subject_key, field, value FROM edit WHERE subject_key IN (1, 2)
         ORDER BY subject_key, field`,
      );
      await close();
      const album = { subject_kind: 'album', subject_key: 1 };
      expect(edits).toEqual([
        { ...album, field: 'artist', owner_id: 'second', value: 'only one' },
        { ...album, field: 'title', owner_id: 'third', value: 'newest' },
        // Written in the same millisecond: the one that was written last.
        { ...album, subject_key: 2, field: 'title', owner_id: 'second', value: 'last' },
      ]);
    } finally {
      await old.remove();
    }
  });
});

async function giveOthersEdits(old: OldDatabase): Promise<void> {
  const database = await old.openUnmigrated();
  await database.write(async ({ sql }) => {
    for (const id of ['second', 'third']) {
      await sql.run('INSERT INTO person (id, name, created_at_ms) VALUES (?, ?, 0)', [id, id]);
    }
    const write = (owner: string, key: number, field: string, value: string, atMs: number): Promise<void> =>
      sql.run(
        `INSERT INTO edit (owner_id, subject_kind, subject_key, field, value, edited_at_ms) VALUES (?, 'album', ?, ?, ?, ?)`,
        [owner, key, field, value, atMs],
      );
    await write('third', 1, 'title', 'newest', 30);
    await write('second', 1, 'title', 'older', 20);
    await write('owner', 1, 'title', 'oldest', 10);
    await write('second', 1, 'artist', 'only one', 5);
    await write('owner', 2, 'title', 'first', 40);
    await write('second', 2, 'title', 'last', 40);
  });
  await database.close();
}
