import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../common/index.js';
import { Database } from '../database/index.js';
import { SavedThings } from '../library/index.js';
import { Insertion, marks } from '../sql/index.js';
import { RemotePages } from './remote-pages.js';

/** Between two albums: whoever opens and plays something comes first. */
const REST_MS = 1_000;
/** After a failure, doubled with each further one. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 60 * 60 * 1_000;
/** An album that fails so often in a row is left out: something about it is not as it should be. */
const MOST_FAILURES = 8;

const WAITING = new Insertion(
  'INSERT INTO album_to_save (owner_id, source, native_id, failures)',
  '(?, ?, ?, 0)',
  ' ON CONFLICT (owner_id, source, native_id) DO NOTHING',
);

interface Waiting {
  readonly key: number;
  readonly owner_id: string;
  readonly source: string;
  readonly native_id: string;
  readonly failures: number;
}

/**
 * Brings the albums of saved artists into discovery, one after the other: each has to be asked for. What is still to come is
 * kept, so that a restart goes on with it.
 */
@Injectable()
export class AlbumSaver implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(AlbumSaver.name);
  private readonly ending = new AbortController();
  private current?: Promise<void>;

  constructor(
    private readonly database: Database,
    private readonly pages: RemotePages,
    private readonly saved: SavedThings,
  ) {}

  onApplicationBootstrap(): void {
    this.begin();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.current;
  }

  /**
   * Albums that the person has placed already stay where they are, dismissed ones too.
   * @returns how many are to come
   */
  async add(ownerId: string, source: string, nativeIds: readonly string[]): Promise<number> {
    const known = await this.saved.albumsOf(ownerId, source, nativeIds);
    const wanted = [...new Set(nativeIds)].filter((id) => known.get(id)?.album.placement === undefined);
    await this.database.write(({ sql }) =>
      WAITING.insert(
        sql,
        wanted.map((nativeId) => [ownerId, source, nativeId]),
      ),
    );
    this.begin();
    return wanted.length;
  }

  /** These are to come no more. What has come stays. */
  async remove(ownerId: string, source: string, nativeIds: readonly string[]): Promise<void> {
    if (nativeIds.length === 0) return;
    await this.database.write(({ sql }) =>
      sql.run(`DELETE FROM album_to_save WHERE owner_id = ? AND source = ? AND native_id IN (${marks(nativeIds)})`, [
        ownerId,
        source,
        ...nativeIds,
      ]),
    );
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.current;
  }

  private begin(): void {
    this.current ??= this.run().finally(() => (this.current = undefined));
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    try {
      for (let next = await this.first(); next && !signal.aborted; next = await this.first()) {
        await pause(await this.save(next, signal), undefined, { signal, ref: false });
      }
    } catch (error) {
      if (signal.aborted) return;
      this.logger.error(
        `The albums of a saved artist did not all come, which is tried again after the next start: ${String(error)}`,
      );
    }
  }

  /** @returns after which time the next one is to follow */
  private async save({ key, owner_id, source, native_id, failures }: Waiting, signal: AbortSignal): Promise<number> {
    try {
      const { album, tracks } = (await this.pages.album(`${source}:${native_id}`, signal)).page;
      // Somebody may have taken the artist back meanwhile.
      if (!(await this.isWaiting(key))) return 0;
      await this.saved.save(owner_id, { source, album, tracks, isWhole: true });
    } catch (error) {
      if (signal.aborted || !(error instanceof DomainError)) throw error;
      if (error.kind === 'unavailable' && failures + 1 < MOST_FAILURES) {
        await this.write('UPDATE album_to_save SET failures = failures + 1 WHERE key = ?', key);
        return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
      }
      this.logger.warn(`The album ${source}:${native_id} was not saved: ${error.message}`);
    }
    await this.write('DELETE FROM album_to_save WHERE key = ?', key);
    return REST_MS;
  }

  private first(): Promise<Waiting | undefined> {
    return this.database.read.get<Waiting>(
      'SELECT key, owner_id, source, native_id, failures FROM album_to_save ORDER BY failures, key LIMIT 1',
    );
  }

  private async isWaiting(key: number): Promise<boolean> {
    return (await this.database.read.get('SELECT key FROM album_to_save WHERE key = ?', [key])) !== undefined;
  }

  private write(statement: string, key: number): Promise<void> {
    return this.database.write(({ sql }) => sql.run(statement, [key]));
  }
}
