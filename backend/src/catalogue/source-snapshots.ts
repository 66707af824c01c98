import { Injectable } from '@nestjs/common';
import { artworkIdOf, BoundedCache, Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import type { CollectedArtwork } from '../sources/index.js';
import { Insertion } from '../sql/index.js';
import { SourceItems, type SourceItem, type SourceItemKind } from './source-items.js';

/** How long a snapshot is taken for true. What has expired is still shown: the queue is whole while a source is down. */
const FRESH_MS = 24 * 60 * 60 * 1000;
/** What was written shortly before is not written again. Some searches and pages. */
const REMEMBERED = 5_000;

const ARTWORKS = new Insertion(
  'INSERT INTO artwork (id, source, locator)',
  '(?, ?, ?)',
  ' ON CONFLICT (id) DO NOTHING',
);

/** What a source says of one of its things now. */
export interface Snapshot {
  readonly source: string;
  readonly kind: SourceItemKind;
  readonly nativeId: string;
  readonly value: object;
  readonly artwork?: CollectedArtwork;
}

/** A picture of a source, which has to be known before it can be asked for. */
export interface SourceArtwork {
  readonly source: string;
  readonly artwork: CollectedArtwork;
}

/** Takes what sources say of their things, many at a time, and writes what is new of it. */
@Injectable()
export class SourceSnapshots {
  /** When each was written, and what; by source, kind and id. */
  private readonly written = new BoundedCache<string, { readonly atMs: number; readonly value: string }>(REMEMBERED);
  private readonly artworks = new BoundedCache<string, true>(REMEMBERED);

  constructor(
    private readonly items: SourceItems,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * What a list leaves out, such as the length of a track, stays as it was told before.
   * @param pictures of what is shown without being kept
   */
  async keep(snapshots: readonly Snapshot[], pictures: readonly SourceArtwork[] = []): Promise<void> {
    const nowMs = this.clock.nowMs();
    const changed = distinct(snapshots).filter((snapshot) => !this.isWritten(snapshot, nowMs));
    const artworks = this.unknownArtworks([
      ...snapshots.flatMap(({ source, artwork }) => (artwork ? [{ source, artwork }] : [])),
      ...pictures,
    ]);
    if (changed.length === 0 && artworks.size === 0) return;
    await this.database.write(async ({ sql }) => {
      await ARTWORKS.insert(
        sql,
        [...artworks].map(([id, { source, artwork }]) => [id, source, artwork.locator]),
      );
      const tracks = changed.filter(({ kind }) => kind === 'track');
      const before = new Map(
        (await this.items.read<object>(sql, 'track', tracks)).map((item) => [nameOf(item), item.value]),
      );
      const items = changed.map(({ source, kind, nativeId, value }): SourceItem<object> => ({
        ...{ source, kind, nativeId },
        value: kind === 'track' ? { ...before.get(nameOf({ source, kind, nativeId })), ...value } : value,
        fetchedAtMs: nowMs,
        expiresAtMs: nowMs + FRESH_MS,
      }));
      await this.items.keep(sql, items);
    });
    for (const id of artworks.keys()) this.artworks.set(id, true);
    for (const snapshot of changed) {
      this.written.set(nameOf(snapshot), { atMs: nowMs, value: JSON.stringify(snapshot.value) });
    }
  }

  private isWritten(snapshot: Snapshot, nowMs: number): boolean {
    const written = this.written.get(nameOf(snapshot));
    return (
      written !== undefined && nowMs - written.atMs < FRESH_MS / 2 && written.value === JSON.stringify(snapshot.value)
    );
  }

  private unknownArtworks(all: readonly SourceArtwork[]): Map<string, SourceArtwork> {
    const unknown = new Map<string, SourceArtwork>();
    for (const one of all) {
      const id = artworkIdOf(one.source, one.artwork);
      if (!this.artworks.get(id)) unknown.set(id, one);
    }
    return unknown;
  }
}

function nameOf({ source, kind, nativeId }: Pick<Snapshot, 'source' | 'kind' | 'nativeId'>): string {
  return `${source} ${kind} ${nativeId}`;
}

/** One statement cannot write one row twice. */
function distinct(snapshots: readonly Snapshot[]): Snapshot[] {
  return [...new Map(snapshots.map((snapshot) => [nameOf(snapshot), snapshot])).values()];
}
