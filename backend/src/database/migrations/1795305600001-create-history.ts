import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  integer,
  key,
  optional,
  primary,
  references,
  text,
  varchar,
  type TableShape,
} from './table-builder.js';

/** By what a recording, release or performer is known elsewhere. */
const refs = (of: 'recording' | 'release' | 'performer'): TableShape => ({
  name: `${of}_ref`,
  columns: [primary(varchar('kind', 8)), primary(varchar('value', 64)), integer(`${of}_key`)],
  indices: { [`${of}_ref_key`]: [`${of}_key`, 'kind', 'value'] },
  foreignKeys: [references(`${of}_key`, of, 'CASCADE')],
});

const TABLES: readonly TableShape[] = [
  {
    name: 'performer',
    columns: [key(), text('identity_key'), text('name')],
    unique: { performer_identity: ['identity_key'] },
  },
  {
    name: 'release',
    columns: [key(), integer('performer_key'), text('identity_key'), text('title'), text('artist')],
    unique: { release_identity: ['performer_key', 'identity_key'] },
    foreignKeys: [references('performer_key', 'performer', 'RESTRICT')],
  },
  {
    name: 'recording',
    columns: [
      key(),
      integer('performer_key'),
      text('identity_key'),
      text('title'),
      text('artist'),
      optional(integer('duration_ms')),
    ],
    indices: { recording_identity: ['performer_key', 'identity_key'] },
    foreignKeys: [references('performer_key', 'performer', 'RESTRICT')],
  },
  refs('performer'),
  refs('release'),
  refs('recording'),
  {
    name: 'heard_as',
    columns: [
      key(),
      varchar('digest', 43),
      integer('recording_key'),
      optional(integer('release_key')),
      integer('performer_key'),
      text('title'),
      text('artist'),
      optional(text('album')),
      varchar('source', 32),
    ],
    unique: { heard_as_digest: ['digest'] },
    indices: {
      heard_as_recording: ['recording_key'],
      heard_as_release: ['release_key'],
      heard_as_performer: ['performer_key'],
    },
    foreignKeys: [
      references('recording_key', 'recording', 'RESTRICT'),
      references('release_key', 'release', 'RESTRICT'),
      references('performer_key', 'performer', 'RESTRICT'),
    ],
  },
  {
    name: 'listen',
    columns: [
      key(),
      varchar('owner_id', 16),
      varchar('play_id', 64),
      integer('recording_key'),
      optional(integer('release_key')),
      integer('performer_key'),
      integer('heard_as_key'),
      bigint('started_at_ms'),
      integer('heard_ms'),
      optional(integer('duration_ms')),
      varchar('outcome', 8),
      optional(integer('stopped_at_ms')),
      optional(varchar('context_kind', 16)),
      optional(varchar('context_id', 128)),
      optional(text('context_title')),
      optional(text('output_name')),
      optional(varchar('output_kind', 16)),
      varchar('source', 32),
      varchar('origin', 16),
      integer('local_day'),
      integer('local_hour'),
      integer('weekday'),
    ],
    unique: { listen_play: ['owner_id', 'play_id'] },
    // Whole pages are chosen from these alone; the rows are only read for what is shown.
    indices: {
      listen_journal: ['owner_id', 'started_at_ms', 'key', 'heard_as_key', 'context_kind'],
      listen_heard_as: ['owner_id', 'heard_as_key', 'started_at_ms', 'key', 'context_kind'],
      listen_source: ['owner_id', 'source', 'started_at_ms', 'key', 'heard_as_key'],
      listen_context: ['owner_id', 'context_kind', 'started_at_ms', 'key', 'heard_as_key'],
    },
    foreignKeys: [
      references('owner_id', 'person', 'CASCADE', 'id'),
      references('recording_key', 'recording', 'RESTRICT'),
      references('release_key', 'release', 'RESTRICT'),
      references('performer_key', 'performer', 'RESTRICT'),
      references('heard_as_key', 'heard_as', 'RESTRICT'),
    ],
  },
  {
    name: 'tally',
    columns: [
      primary(varchar('owner_id', 16)),
      primary(varchar('kind', 9)),
      primary(integer('subject_key')),
      integer('listens'),
      bigint('heard_ms'),
      bigint('first_started_at_ms'),
      integer('first_day'),
      bigint('last_started_at_ms'),
    ],
    indices: { tally_first: ['owner_id', 'kind', 'first_day'] },
    foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
  },
];

/** The ledger of listens, what they are bound to, and what is kept counted of them (docs/decisions/listen-ledger.md). */
export class CreateHistory1795305600001 implements MigrationInterface {
  readonly name = 'CreateHistory1795305600001';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    for (const table of TABLES) await createTable(runner, table);
    // Found again at the next play of the same person, however many listens there are.
    await runner.query(`CREATE INDEX listen_open ON listen (owner_id, key) WHERE outcome = 'playing'`);
    await this.createSheets(runner, isPostgres ? 'bytea' : 'blob');
    await this.createSearch(runner, isPostgres);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['heard_as_search', 'listen_sheet', 'listen_day']) await runner.query(`DROP TABLE ${table}`);
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }

  /** Without entities: the engines call binary data by different names. */
  private async createSheets(runner: QueryRunner, binary: string): Promise<void> {
    const owner = 'owner_id varchar(16) NOT NULL REFERENCES person (id) ON DELETE CASCADE';
    await runner.query(
      `CREATE TABLE listen_day (${owner}, day integer NOT NULL, listens integer NOT NULL, heard_ms bigint NOT NULL,
        last_started_at_ms bigint NOT NULL, sheet ${binary} NOT NULL, PRIMARY KEY (owner_id, day))`,
    );
    await runner.query(
      `CREATE TABLE listen_sheet (${owner}, period integer NOT NULL, sheet ${binary} NOT NULL,
        PRIMARY KEY (owner_id, period))`,
    );
  }

  private async createSearch(runner: QueryRunner, isPostgres: boolean): Promise<void> {
    if (isPostgres) {
      await runner.query('CREATE TABLE heard_as_search (key integer PRIMARY KEY, words tsvector NOT NULL)');
      await runner.query('CREATE INDEX heard_as_search_words ON heard_as_search USING gin (words)');
      return;
    }
    await runner.query(
      `CREATE VIRTUAL TABLE heard_as_search USING fts5(title, artist, album, content='', contentless_delete=1,
        tokenize='unicode61 remove_diacritics 0', prefix='2 3')`,
    );
  }
}
