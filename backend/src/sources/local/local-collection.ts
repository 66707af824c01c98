import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { CollectionCapability, CollectionEvent, CollectionRequest } from '../collection.js';
import { pathOf } from './file-locator.js';
import { isGone, releaseFolder } from './folder-listing.js';
import { FolderWatch } from './folder-watch.js';
import { concernedBy } from './lyrics-files.js';
import { fileOf } from './parts/part-locator.js';
import { ReadingThreads, type FolderContents, type FolderToRead, type Walked } from './reading-threads.js';
import { absentFolder, emptiedFolder, nameOf, type FolderFault, type RootFolders } from './root-folders.js';
import { VouchedFolders } from './vouched-folders.js';
import type { WalkedUnit } from './worker-protocol.js';

/** One processor stays free for those who listen meanwhile. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
/** Requests for folders that are ahead of the reader, for each thread. */
const READ_AHEAD = 3;
/** Folders are read together until they have so many files: small ones take less than to ask for them does. */
const FILES_AT_ONCE = 32;
const PRESENT_AT_ONCE = 32;
const RECALLED_AT_ONCE = 1_000;

export interface LocalCollectionOptions {
  readonly threads?: number;
  /** How long one file may take before it is given up. */
  readonly fileLimitMs?: number;
}

/** What a walk has found. */
interface Survey {
  files: number;
  /** Keys of folders that have to be read, in the lots in which they are. */
  readonly changed: string[][];
  /** How many files are in the last of the lots. */
  filesInLot: number;
  readonly unreadable: Map<string, FolderFault>;
  readonly absent: Set<string>;
  /** Starting points below which there is music. */
  readonly found: Set<string>;
}

/** A person's music folders. Units are folders: their key is the absolute path, ending in a slash. */
export class LocalCollection implements CollectionCapability {
  private readonly vouched: VouchedFolders;
  private watching: { readonly watch: FolderWatch; readonly ready: Promise<undefined> } | undefined;
  private walkCount = 0;

  constructor(
    private readonly roots: RootFolders,
    private readonly options: LocalCollectionOptions = {},
  ) {
    this.vouched = new VouchedFolders(roots.keys);
  }

  /** Goes up whenever folders are walked. As long as it stays, what lies in them is what it was. */
  get walks(): number {
    return this.walkCount;
  }

  /** The walk comes first, which takes a fraction of the time: then it is known how much there is to read. */
  async *scan(request: CollectionRequest): AsyncIterable<CollectionEvent> {
    const { signal, known, only } = request;
    const starts = only
      ? outermost(only.flatMap(concernedBy).filter((key) => this.roots.rootOf(key) !== undefined))
      : this.roots.keys;
    const threads = new ReadingThreads(
      this.options.threads ?? THREADS,
      await this.roots.places(),
      this.options.fileLimitMs,
    );
    const survey: Survey = {
      files: 0, changed: [], filesInLot: FILES_AT_ONCE, unreadable: new Map(), absent: new Set(), found: new Set(),
    }; // prettier-ignore
    const stop = (): void => threads.close();
    signal.addEventListener('abort', stop, { once: true });
    if (only) this.walkCount++;
    try {
      for await (const walked of only ? threads.walk(starts) : this.lookAtAll(threads)) {
        if (signal.aborted) return;
        yield* take(walked, survey, starts, known);
        yield { kind: 'progress', itemsSeen: survey.files, isWalkDone: walked.isDone };
      }
      yield* this.read(threads, survey, request);
      if (signal.aborted) return;
      yield* this.conclude(starts, survey, known);
      this.roots.succeeded();
    } catch (error) {
      if (!signal.aborted) throw error; // threads that were ended in the middle of their work complain
    } finally {
      signal.removeEventListener('abort', stop);
      threads.close();
    }
  }

  async present(locators: readonly string[]): Promise<ReadonlySet<string>> {
    const present = new Set<string>();
    for (let from = 0; from < locators.length; from += PRESENT_AT_ONCE) {
      const some = locators.slice(from, from + PRESENT_AT_ONCE).filter((locator) => this.roots.rootOf(locator));
      const are = await Promise.all(some.map(isFile));
      some.forEach((locator, index) => are[index] && present.add(locator));
    }
    return present;
  }

  async watch(changed: (unitKeys: readonly string[]) => void, signal: AbortSignal): Promise<void> {
    const ready = Promise.withResolvers<undefined>();
    const watch = new FolderWatch(this.roots.keys, changed);
    this.watching = { watch, ready: ready.promise };
    try {
      await watch.run(signal, () => ready.resolve(undefined));
    } finally {
      ready.resolve(undefined);
      this.watching = undefined;
    }
  }

  /** Walks all folders, or recalls what the last walk found where that is vouched for. */
  private async *lookAtAll(threads: ReadingThreads): AsyncGenerator<Walked> {
    await this.watching?.ready; // the walk is of more use when it begins after that
    const watch = this.watching?.watch;
    const recalled = await this.vouched.recall(watch);
    if (recalled) {
      yield* inLots(recalled);
      return;
    }
    this.walkCount++;
    const keep = this.vouched.begin(watch);
    const units: WalkedUnit[] = [];
    let isPlain = true;
    for await (const walked of threads.walk(this.roots.keys)) {
      units.push(...walked.units);
      isPlain &&= !walked.hasLinks && walked.unreadable.length + walked.absent.length === 0;
      yield walked;
    }
    if (isPlain) await keep(units);
  }

  /** Reads what has changed, a few folders ahead of whoever takes them, and gives them in order. */
  private async *read(
    threads: ReadingThreads,
    survey: Survey,
    request: CollectionRequest,
  ): AsyncGenerator<CollectionEvent> {
    const ahead: { keys: readonly string[]; contents: Promise<readonly FolderContents[]> }[] = [];
    const begin = async (keys: readonly string[]): Promise<readonly FolderContents[]> => {
      const folders: FolderToRead[] = [];
      for (const folder of keys) {
        const known = request.known.has(folder) ? await request.knownItems(folder) : new Map<string, string>();
        folders.push({ folder, known });
      }
      return threads.read(folders, request.keptWhole);
    };
    for (let next = 0; next < survey.changed.length || ahead.length > 0;) {
      while (next < survey.changed.length && ahead.length < threads.size * READ_AHEAD) {
        const keys = survey.changed[next++] ?? [];
        const contents = begin(keys);
        contents.catch(() => undefined); // seen when its turn comes; not if the scan was given up before
        ahead.push({ keys, contents });
      }
      const lot = ahead.shift();
      if (!lot) return;
      for (const [n, contents] of (await lot.contents).entries()) {
        if (request.signal.aborted) return;
        const key = lot.keys[n] ?? '';
        if (contents.kind === 'read') {
          const { version, items, files } = contents;
          yield { kind: 'unit', unit: { key, version, groupKey: releaseFolder(key), items, itemsSeen: files } };
        } else if (contents.reason !== undefined)
          survey.unreadable.set(key, { code: 'folder-unreadable', reason: contents.reason });
      }
    }
  }

  /** Tells what could not be read, and which of the starting points were seen whole otherwise. */
  private async *conclude(
    starts: readonly string[],
    survey: Survey,
    known: CollectionRequest['known'],
  ): AsyncGenerator<CollectionEvent> {
    const { unreadable, absent, found } = survey;
    for (const start of starts) {
      const root = this.roots.rootOf(start) ?? start;
      const isRoot = root === start;
      // A folder that has gone is only believed to have while the root that held it is there.
      const rootFault = isRoot ? undefined : await this.roots.check(root);
      if (rootFault !== undefined) unreadable.set(start, rootFault);
      else if (isRoot && absent.has(start)) unreadable.set(start, absentFolder(start));
      else if (isRoot && !found.has(start) && hasAny(known, start)) unreadable.set(start, emptiedFolder(start));
      if (isRoot) this.roots.report(start, named(start, unreadable.get(start)));
    }
    for (const [unitKeyPrefix, { reason }] of unreadable) yield { kind: 'unreadable', unitKeyPrefix, reason };
    for (const start of starts) if (!unreadable.has(start)) yield { kind: 'complete', unitKeyPrefix: start };
  }
}

/** Units as a walk would give them. */
function* inLots(units: readonly WalkedUnit[]): Generator<Walked> {
  const nothing = { voids: [], absent: [], unreadable: [], hasLinks: false };
  for (let from = 0; from === 0 || from < units.length; from += RECALLED_AT_ONCE) {
    const some = units.slice(from, from + RECALLED_AT_ONCE);
    const files = some.reduce((sum, [, , inUnit]) => sum + inUnit, 0);
    yield { kind: 'walked', units: some, files, ...nothing, isDone: from + RECALLED_AT_ONCE >= units.length };
  }
}

/** Sorts out one lot of folders: which are unchanged, and which have to be read. */
function* take(
  walked: Walked,
  survey: Survey,
  starts: readonly string[],
  known: CollectionRequest['known'],
): Generator<CollectionEvent> {
  const unchanged: string[] = [];
  let items = 0;
  for (const [key, version, files] of walked.units) {
    if (known.get(key) === version) {
      unchanged.push(key);
      items += files;
    } else toRead(survey, key, files);
  }
  survey.files += walked.files;
  if (survey.found.size < starts.length) {
    for (const [key] of walked.units) {
      const start = starts.find((candidate) => key.startsWith(candidate));
      if (start !== undefined) survey.found.add(start);
    }
  }
  for (const key of walked.absent) survey.absent.add(key);
  for (const { key, reason } of walked.unreadable) survey.unreadable.set(key, { code: 'folder-unreadable', reason });
  // A folder in which there were others and now is nothing at all is where a disk should be mounted.
  for (const key of walked.voids) if (hasBelow(known, key)) survey.unreadable.set(key, emptiedFolder(key));
  if (unchanged.length > 0) yield { kind: 'unchanged', unitKeys: unchanged, items };
}

function toRead(survey: Survey, key: string, files: number): void {
  const lot = survey.filesInLot < FILES_AT_ONCE ? survey.changed.at(-1) : undefined;
  if (lot) lot.push(key);
  else survey.changed.push([key]);
  survey.filesInLot = (lot ? survey.filesInLot : 0) + files;
}

/** Whether folders are known below this one. */
function hasBelow(known: CollectionRequest['known'], key: string): boolean {
  for (const other of known.keys()) if (other !== key && other.startsWith(key)) return true;
  return false;
}

/** Whether this folder or one below it is known. */
function hasAny(known: CollectionRequest['known'], key: string): boolean {
  return known.has(key) || hasBelow(known, key);
}

/** The reason with the folder's name, as a person needs it who has several. */
function named(key: string, fault: FolderFault | undefined): FolderFault | undefined {
  if (fault === undefined || fault.reason.startsWith('Folder ')) return fault;
  return { ...fault, reason: `Folder ${nameOf(key)}: ${fault.reason}` };
}

/** The keys without those that lie within another. */
function outermost(keys: readonly string[]): readonly string[] {
  const outer: string[] = [];
  // In order, what lies within a folder comes right behind it.
  for (const key of keys.toSorted()) if (!key.startsWith(outer.at(-1) ?? '\0')) outer.push(key);
  return outer;
}

async function isFile(locator: string): Promise<boolean> {
  try {
    return (await stat(pathOf(fileOf(locator)))).isFile();
  } catch (error) {
    if (isGone(error)) return false;
    // Not readable is not gone.
    if (error instanceof Error && 'code' in error) return true;
    throw error;
  }
}
