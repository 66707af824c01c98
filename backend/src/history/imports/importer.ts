import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { causeOf, Clock, DomainError, present } from '../../common/index.js';
import { HistoryConfig } from '../../config/index.js';
import { Database, DatabaseUnusable } from '../../database/index.js';
import { IdentityPass } from '../../library/index.js';
import { Ledger } from '../ledger.js';
import { countsAsListen } from '../listen-rule.js';
import type { Listen } from '../listen.js';
import { BitList } from './bit-list.js';
import { FORMATS, type ImportService } from './formats.js';
import { HeartImporter, type HeartOutcome } from './hearts/heart-importer.js';
import type { ImportedHeart } from './hearts/imported-heart.js';
import { RefusedRecord, type ImportedListen } from './imported-listen.js';
import type { ImportView, RefusedView } from './imports.dto.js';
import { KnownListens } from './known-listens.js';
import { TrackMatcher } from './track-match.js';
import type { MissingReason } from './tracks-named.js';
import { fileRecords } from './reading/file-records.js';
import { UnreadableFile, type FileRecord } from './reading/record.js';
import { toListen } from './to-listen.js';

/** Listens that are added in one transaction: others wait so long to write. */
const BATCH = 25;
/** Records between which others get their turn. */
const STRETCH = 50;
/** A file with more is none that a person listened to. */
const MAX_RECORDS = 20_000_000;
const REFUSED_SHOWN = 100;
/** Of listens without a track, for each reason. */
const EXAMPLES = 20;
/** Audioscrobbler began in October 2002; what claims to be older has lost its time. */
const EARLIEST_MS = Date.UTC(2002, 9, 1);
/** Clocks differ. */
const AHEAD_MS = 60 * 60 * 1000;

/** A file to import, and what is told of how it goes. */
export interface ImportTask {
  /** Whose listens they are. */
  readonly ownerId: string;
  readonly path: string;
  readonly service: ImportService;
  readonly view: ImportView;
  readonly signal: AbortSignal;
}

/**
 * Imports a file in two readings. The first decides of each record whether it is to be added, the second adds those, so
 * that a dry run and the import after it cannot differ. Both need the same memory for a file of any length.
 */
@Injectable()
export class Importer {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly identities: IdentityPass,
    private readonly hearts: HeartImporter,
    private readonly history: HistoryConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the file and counts into the view. Writes nothing.
   * @returns the numbers of the records to add
   * @throws UnreadableFile
   */
  async plan(task: ImportTask): Promise<BitList> {
    const { ownerId, view, service } = task;
    const { read } = this.database;
    // Records are matched to tracks by name: the ids of those tracks must have been applied first.
    await this.identities.complete();
    const chosen = new BitList();
    const known = new KnownListens(read, ownerId);
    const matcher = new TrackMatcher(read);
    try {
      for await (const [index, record] of this.records(task)) {
        view.read++;
        const listen = this.understand(record, service, view);
        if (!listen) continue;
        if ('heartedAtMs' in listen) {
          const outcome = await this.hearts.look(ownerId, listen);
          countHeart(view, listen, outcome);
          if (outcome === 'new') chosen.set(index);
        } else if (!(await this.counts(listen, service, matcher))) view.skipped++;
        else if (await known.isKnown(listen)) view.duplicates++;
        else {
          chosen.set(index);
          view.added++;
          view.earliestMs = Math.min(view.earliestMs ?? Infinity, listen.startedAtMs);
          view.latestMs = Math.max(view.latestMs ?? 0, listen.startedAtMs);
          if (listen.kind === undefined) countFound(view, listen, await matcher.missing(listen));
        }
      }
    } finally {
      known.close();
    }
    return chosen;
  }

  /** Adds the chosen records, a batch at a time: what was added when it is cancelled stays, and is known the next time. */
  async add(task: ImportTask, chosen: BitList): Promise<void> {
    const { ownerId, service, view } = task;
    const matcher = new TrackMatcher(this.database.read);
    let batch: Listen[] = [];
    const write = async (): Promise<void> => {
      const listens = batch;
      batch = [];
      await this.database.write(({ sql }) => this.ledger.recordAll(sql, listens));
      view.added += listens.length;
      await setImmediate();
    };
    let hasHearts = false;
    for await (const [index, record] of this.records(task)) {
      if (!chosen.has(index) || !('value' in record)) continue;
      const listen = FORMATS[service].read(record.value);
      if (!listen) continue;
      if ('heartedAtMs' in listen) {
        hasHearts = true;
        await this.giveHeart(task, listen, record);
        continue;
      }
      const match = await matcher.find(listen);
      batch.push(toListen(listen, { ownerId, service, ...(match && { match }) }));
      if (batch.length >= BATCH) await write();
    }
    if (batch.length > 0) await write();
    if (hasHearts) this.hearts.tell(ownerId);
    await this.ledger.seal(ownerId);
  }

  private async giveHeart(
    { ownerId, view, signal }: ImportTask,
    heart: ImportedHeart,
    { place }: FileRecord,
  ): Promise<void> {
    try {
      countHeart(view, heart, await this.hearts.keep(ownerId, heart, signal));
    } catch (error) {
      // That the database fails is no matter of this heart alone.
      if (!(error instanceof DomainError) || error instanceof DatabaseUnusable) throw error;
      refuse(view, { ...place, reason: error.message, cause: causeOf(error) });
    }
  }

  /** The records of the file with their numbers, while others get their turn. */
  private async *records({ path, service, view, signal }: ImportTask): AsyncGenerator<[number, FileRecord]> {
    let index = 0;
    view.readBytes = 0;
    const onBytes = (readBytes: number): void => {
      view.readBytes = readBytes;
    };
    for await (const record of fileRecords(path, FORMATS[service], onBytes)) {
      if (index % STRETCH === 0) await setImmediate();
      signal.throwIfAborted();
      if (index >= MAX_RECORDS)
        throw new UnreadableFile(`There are more than ${MAX_RECORDS} records in it.`, { code: 'import-exceeds' });
      yield [index++, record];
    }
    view.readBytes = view.totalBytes;
  }

  private understand(
    record: FileRecord,
    service: ImportService,
    view: ImportView,
  ): ImportedListen | ImportedHeart | undefined {
    try {
      if ('fault' in record) throw new RefusedRecord(record.fault, record.told);
      const told = FORMATS[service].read(record.value);
      if (!told) {
        view.skipped++;
        return undefined;
      }
      const atMs = 'heartedAtMs' in told ? told.heartedAtMs : told.startedAtMs;
      if (atMs < EARLIEST_MS)
        throw new RefusedRecord('Its time is long before anybody kept listens.', { code: 'record-too-old' });
      if (atMs > this.clock.nowMs() + AHEAD_MS)
        throw new RefusedRecord('Its time is in the future.', { code: 'record-in-future' });
      return told;
    } catch (error) {
      if (!(error instanceof RefusedRecord)) throw error;
      refuse(view, { ...record.place, reason: error.message, cause: error.told });
      return undefined;
    }
  }

  /** Whether a play was long enough, by the rule for those that Pyxis plays. */
  private async counts(listen: ImportedListen, service: ImportService, matcher: TrackMatcher): Promise<boolean> {
    const minimumMs = this.history.minimumListenSeconds * 1_000;
    const { heardMs = 0, durationMs } = listen;
    if (!FORMATS[service].hasPlays || heardMs >= minimumMs) return true;
    return countsAsListen(heardMs, durationMs ?? (await matcher.find(listen))?.durationMs, minimumMs);
  }
}

function refuse(view: ImportView, refused: RefusedView): void {
  view.refusedCount++;
  if (view.refused.length < REFUSED_SHOWN) view.refused.push(refused);
}

function countHeart(view: ImportView, { kind, title, ...rest }: ImportedHeart, outcome: HeartOutcome): void {
  const counts = (view.hearts ??= { added: 0, lost: 0, examples: [] });
  if (outcome === 'known') view.duplicates++;
  else if (outcome === 'new') counts.added++;
  else {
    counts.lost++;
    const artist = 'artist' in rest ? rest.artist : undefined;
    if (counts.examples.length < EXAMPLES) counts.examples.push(present({ kind, title, artist }));
  }
}

function countFound(view: ImportView, { artist, title }: ImportedListen, reason: MissingReason | undefined): void {
  if (reason === undefined) {
    view.found++;
    return;
  }
  let missing = view.notFound.find((each) => each.reason === reason);
  if (!missing) view.notFound.push((missing = { reason, listens: 0, examples: [] }));
  missing.listens++;
  const { examples } = missing;
  if (examples.length >= EXAMPLES || examples.some((each) => each.artist === artist && each.title === title)) return;
  examples.push({ artist, title });
}
