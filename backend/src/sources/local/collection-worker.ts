/** Runs in a worker thread: walks folders and reads files, synchronously, on request. Knows nothing of the library. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CollectedItem } from '../collection.js';
import { isGone } from './folder-listing.js';
import { FolderReader } from './folder-reader.js';
import { reasonOf, walkFolders, type WalkStep } from './folder-walk.js';
import {
  ReadingMark,
  type FolderEnd,
  type FolderPiece,
  type FolderRequest,
  type ReadRequest,
  type WalkedUnit,
  type WorkerAnswer,
  type WorkerRequest,
  type WorkerSetting,
} from './worker-protocol.js';

/** Folders in one answer: a few milliseconds of walking. */
const WALK_BATCH = 500;
/** Tracks in one answer: under a millisecond of work for the main thread. */
const ITEM_BATCH = 32;

if (!parentPort) throw new Error('This module runs in a worker thread only.');
const port = parentPort;
const { mark: memory, places } = workerData as WorkerSetting;
const mark = new ReadingMark(memory);
let walk: Generator<WalkStep, void> | undefined;

port.on('message', (request: WorkerRequest) => {
  if (request.kind === 'read') {
    read(request);
    return;
  }
  if (request.kind === 'walk') walk = walkFolders(request.starts);
  if (walk) answer(walkOn(walk));
});

function answer(message: WorkerAnswer): void {
  port.postMessage(message);
}

function walkOn(steps: Generator<WalkStep, void>): WorkerAnswer {
  const units: WalkedUnit[] = [];
  const voids: string[] = [];
  const absent: string[] = [];
  const unreadable: { key: string; reason: string }[] = [];
  let files = 0;
  let hasLinks = false;
  for (let n = 0; n < WALK_BATCH; n++) {
    const { value: step, done } = steps.next();
    if (done) return { kind: 'walked', units, files, voids, absent, unreadable, hasLinks, isDone: true };
    if (step.kind === 'unit') {
      units.push([step.key, step.version, step.files]);
      files += step.files;
    } else if (step.kind === 'void') voids.push(step.key);
    else if (step.kind === 'absent') absent.push(step.key);
    else if (step.kind === 'unreadable') unreadable.push({ key: step.key, reason: step.reason });
    else hasLinks ||= step.hasLinks;
  }
  return { kind: 'walked', units, files, voids, absent, unreadable, hasLinks, isDone: false };
}

/** What small folders hold is sent together: a message costs both threads as much as to read some files. */
function read({ folders, keptWhole }: ReadRequest): void {
  let pieces: FolderPiece[] = [];
  let waiting = 0;
  const send = (isDone: boolean): void => {
    answer({ kind: 'pieces', json: JSON.stringify(pieces), isDone });
    pieces = [];
    waiting = 0;
  };
  folders.forEach((request, folder) => {
    mark.enter(folder);
    let items: CollectedItem[] = [];
    const take = (item: CollectedItem): void => {
      items.push(item);
      if (++waiting < ITEM_BATCH) return;
      mark.end();
      pieces.push({ folder, items });
      items = [];
      send(false);
    };
    const end = readFolder(request, keptWhole, take);
    mark.end();
    pieces.push({ folder, items, end });
  });
  send(true);
}

function readFolder(
  { folder, known, faults }: FolderRequest,
  keptWhole: ReadonlySet<string>,
  take: (item: CollectedItem) => void,
): FolderEnd {
  try {
    const reader = new FolderReader(folder, places, keptWhole);
    const versions = new Map<string, string>();
    for (let i = 0; i + 1 < known.length; i += 2) versions.set(known[i] ?? '', known[i + 1] ?? '');
    for (const item of reader.items(versions, faults, (name) => mark.begin(name))) take(item);
    return { kind: 'read', version: reader.version, files: reader.files };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return isGone(error) ? { kind: 'unreadable' } : { kind: 'unreadable', reason: reasonOf(error) };
  }
}
