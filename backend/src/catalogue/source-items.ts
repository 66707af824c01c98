import { Injectable } from '@nestjs/common';
import { Insertion, type Sql } from '../sql/index.js';

/** A track, or the page of something else as it was opened last. */
export type SourceItemKind = 'track' | 'album' | 'artist' | 'playlist';

/** What a source said of one of its things, as it was then. */
export interface SourceItem<Value extends object> {
  readonly source: string;
  readonly kind: SourceItemKind;
  /** The source's own id of it. */
  readonly nativeId: string;
  readonly value: Value;
  readonly fetchedAtMs: number;
  readonly expiresAtMs: number;
}

interface Row {
  readonly source: string;
  readonly native_id: string;
  readonly value: string;
  readonly fetched_at_ms: number;
  readonly expires_at_ms: number;
}

/** Pairs asked for in one statement. */
const MOST_REFS = 250;

const INSERTION = new Insertion(
  'INSERT INTO source_item (source, kind, native_id, value, fetched_at_ms, expires_at_ms)',
  '(?, ?, ?, ?, ?, ?)',
  ` ON CONFLICT (source, kind, native_id) DO UPDATE SET value = excluded.value,
    fetched_at_ms = excluded.fetched_at_ms, expires_at_ms = excluded.expires_at_ms`,
);

/** Keeps snapshots of remote things: enough to show and queue them while their source cannot be reached. */
@Injectable()
export class SourceItems {
  /** @returns those that are kept, in no order */
  async read<Value extends object>(
    sql: Sql,
    kind: SourceItem<Value>['kind'],
    refs: readonly { readonly source: string; readonly nativeId: string }[],
  ): Promise<SourceItem<Value>[]> {
    const found: SourceItem<Value>[] = [];
    for (let from = 0; from < refs.length; from += MOST_REFS) {
      const some = refs.slice(from, from + MOST_REFS);
      const rows = await sql.all<Row>(
        `SELECT source, native_id, value, fetched_at_ms, expires_at_ms FROM source_item
         WHERE kind = ? AND (${some.map(() => '(source = ? AND native_id = ?)').join(' OR ')})`,
        [kind, ...some.flatMap(({ source, nativeId }) => [source, nativeId])],
      );
      for (const row of rows) {
        found.push({
          source: row.source,
          kind,
          nativeId: row.native_id,
          value: JSON.parse(row.value) as Value,
          fetchedAtMs: row.fetched_at_ms,
          expiresAtMs: row.expires_at_ms,
        });
      }
    }
    return found;
  }

  async keep(sql: Sql, items: readonly SourceItem<object>[]): Promise<void> {
    await INSERTION.insert(
      sql,
      items.map((item) => [
        item.source,
        item.kind,
        item.nativeId,
        JSON.stringify(item.value),
        item.fetchedAtMs,
        item.expiresAtMs,
      ]),
    );
  }
}
