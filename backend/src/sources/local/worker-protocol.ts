import type { CollectedItem, ItemFault } from '../collection.js';
import type { Places } from './readable-places.js';

/** What a worker is started with. */
export interface WorkerSetting {
  /** Of the `ReadingMark`. */
  readonly mark: SharedArrayBuffer;
  readonly places: Places;
}

/** What the collection worker is asked to do; one thing at a time. */
export type WorkerRequest =
  /** Begin to walk; answered with the first `walked`. */
  | { readonly kind: 'walk'; readonly starts: readonly string[] }
  /** Go on walking. */
  | { readonly kind: 'walk-on' }
  | ReadRequest;

/** Read the files of some folders, one after the other; answered with any number of `pieces`. */
export interface ReadRequest {
  readonly kind: 'read';
  readonly folders: readonly FolderRequest[];
  /** Content keys of files that are to be one track. */
  readonly keptWhole: ReadonlySet<string>;
}

export interface FolderRequest {
  readonly folder: string;
  /** Versions of known items by locator, alternating: arrays cross the threads cheaply. */
  readonly known: readonly string[];
  /** Files that an earlier try at this folder did not survive, by name. */
  readonly faults: ReadonlyMap<string, ItemFault>;
}

/** Some items of a folder, in their order. */
export interface FolderPiece {
  /** Which of those that were asked for. */
  readonly folder: number;
  readonly items: readonly CollectedItem[];
  /** With the last of them. */
  readonly end?: FolderEnd;
}

export type FolderEnd =
  /** Its version, and how many audio files it has. */
  | { readonly kind: 'read'; readonly version: string; readonly files: number }
  /** Undefined reason: the folder has gone. */
  | { readonly kind: 'unreadable'; readonly reason?: string };

/** Key and version of a folder with music, and how many audio files are in it. An array crosses the threads cheaply. */
export type WalkedUnit = readonly [key: string, version: string, files: number];

export type WorkerAnswer =
  | {
      readonly kind: 'walked';
      readonly units: readonly WalkedUnit[];
      /** Audio files in those folders. */
      readonly files: number;
      readonly voids: readonly string[];
      /** Starting points that are not there. */
      readonly absent: readonly string[];
      readonly unreadable: readonly { readonly key: string; readonly reason: string }[];
      /** Something lies elsewhere, where no watch of these folders would notice a change. */
      readonly hasLinks: boolean;
      readonly isDone: boolean;
    }
  /** `FolderPiece`s as JSON: parsing it costs the main thread less than a structured clone. */
  | { readonly kind: 'pieces'; readonly json: string; readonly isDone: boolean };

/**
 * Memory that a worker shares with the main thread, so that the latter knows which file is in work when the former has
 * stopped answering.
 */
export class ReadingMark {
  readonly memory: SharedArrayBuffer;
  private readonly numbers: Int32Array;
  private readonly text: Uint8Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(12 + 4 * 1024)) {
    this.memory = memory;
    this.numbers = new Int32Array(memory, 0, 3);
    this.text = new Uint8Array(memory, 12);
  }

  /** In the worker: this one of the folders that were asked for is in work from now on. */
  enter(folder: number): void {
    Atomics.store(this.numbers, 2, folder);
  }

  /** In the worker: this file is being read from now on. */
  begin(name: string): void {
    this.numbers[1] = encoder.encodeInto(name, this.text).written;
    Atomics.add(this.numbers, 0, 1);
  }

  /** In the worker: no file is being read. */
  end(): void {
    this.numbers[1] = 0;
    Atomics.add(this.numbers, 0, 1);
  }

  /** Differs from the last value when a file was begun or ended since. */
  get count(): number {
    return Atomics.load(this.numbers, 0);
  }

  /** Which folder is in work, or was the last. */
  get folder(): number {
    return Atomics.load(this.numbers, 2);
  }

  /** The file that is being read. */
  get name(): string | undefined {
    const length = this.numbers[1] ?? 0;
    // A copy: decoders do not take shared memory.
    return length === 0 ? undefined : Buffer.from(this.text.slice(0, length)).toString('utf8');
  }
}

const encoder = new TextEncoder();
