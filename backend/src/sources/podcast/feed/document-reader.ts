import { Worker } from 'node:worker_threads';
import type { ExportedSubscription, KnownOrRead, SubscriptionList } from '../../podcasts.js';
import type { Addresses } from './addresses.js';
import type { Chapter, Feed, Transcript } from './feed.js';
import type { LinkedFeed } from './feeds-of-page.js';
import type { Found, WorkerAnswer, WorkerRequest } from './worker-protocol.js';

/** The largest documents take a few seconds; what takes longer was made for it. */
const LIMIT_MS = 60_000;
/** Loading the parsers takes a second, keeping them some tens of megabytes. */
const IDLE_MS = 30_000;
/** A feed of 20 MiB takes some 300; what makes it grow beyond costs the thread, not the process. */
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };

export type FeedDocument =
  | { readonly kind: 'feed'; readonly feed: Feed; readonly items: readonly KnownOrRead[]; readonly document: string }
  | { readonly kind: 'same' }
  | { readonly kind: 'page'; readonly feeds: readonly LinkedFeed[] }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface FeedRequest {
  readonly bytes: Uint8Array;
  /** Header of the answer that it came with. */
  readonly contentType?: string;
  readonly addresses: Addresses;
  /** Hash of the document that was read last, as `document` of the answer told it. */
  readonly knownDocument?: string;
  /** Hashes of the items that are known: these are told and not read. */
  readonly known: Iterable<string>;
}

interface Job {
  readonly request: WorkerRequest;
  /** What goes over to the thread: nothing else holds it. */
  readonly transfer: readonly ArrayBuffer[];
  readonly items: KnownOrRead[];
  readonly done: (found: Found) => void;
}

/**
 * Reads feeds, and what feeds link to, in a thread of its own, one at a time. What breaks the thread, takes too long or too
 * much memory is refused with a reason, and the next document is read by a new one. The thread ends when it has nothing to do.
 */
export class DocumentReader {
  private readonly waiting: Job[] = [];
  private current: Job | undefined;
  private worker: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly limitMs = LIMIT_MS,
    private readonly idleMs = IDLE_MS,
    private readonly script = new URL('./document-worker.js', import.meta.url),
  ) {}

  async feed({ known, ...request }: FeedRequest): Promise<FeedDocument> {
    const items: KnownOrRead[] = [];
    const found = await this.ask({ kind: 'feed', ...request, known: [...known] }, items);
    switch (found.kind) {
      case 'feed':
        return { ...found, items };
      case 'same':
      case 'page':
      case 'moved':
      case 'refused':
        return found;
      default:
        throw new Error(`The thread that reads feeds answered with ${found.kind}.`);
    }
  }

  async opml(bytes: Uint8Array): Promise<SubscriptionList> {
    const found = await this.ask({ kind: 'opml', bytes });
    if (found.kind === 'list' || found.kind === 'refused') return found;
    throw new Error(`The thread that reads feeds answered with ${found.kind}.`);
  }

  async writeOpml(entries: readonly ExportedSubscription[]): Promise<string> {
    const found = await this.ask({ kind: 'write-opml', entries });
    if (found.kind === 'opml') return found.text;
    throw new Error(
      found.kind === 'refused' ? found.reason : `The thread that reads feeds answered with ${found.kind}.`,
    );
  }

  /** @returns undefined where it is no file of chapters */
  async chapters(
    bytes: Uint8Array,
    contentType: string | undefined,
    addresses: Addresses,
  ): Promise<readonly Chapter[] | undefined> {
    const found = await this.ask({
      kind: 'chapters',
      bytes,
      ...(contentType !== undefined && { contentType }),
      addresses,
    });
    return found.kind === 'chapters' ? found.chapters : undefined;
  }

  /** @returns undefined where there is nothing to read */
  async transcript(
    bytes: Uint8Array,
    contentType: string | undefined,
    mimeType: string,
  ): Promise<Transcript | undefined> {
    const found = await this.ask({
      kind: 'transcript',
      bytes,
      ...(contentType !== undefined && { contentType }),
      mimeType,
    });
    return found.kind === 'transcript' ? found.transcript : undefined;
  }

  /** Ends the thread, also in the middle of its work; nothing is read any more. */
  close(): void {
    this.isClosed = true;
    this.letGo();
    for (const job of [this.current, ...this.waiting.splice(0)]) job?.done(CLOSED);
    this.current = undefined;
  }

  private ask(request: WorkerRequest, items: KnownOrRead[] = []): Promise<Found> {
    if (this.isClosed) return Promise.resolve(CLOSED);
    return new Promise((done) => {
      this.waiting.push({ ...ownCopy(request), items, done });
      this.next();
    });
  }

  private next(): void {
    if (this.current) return;
    clearTimeout(this.timer);
    this.current = this.waiting.shift();
    if (!this.current) {
      this.timer = setTimeout(() => this.letGo(), this.idleMs).unref();
      return;
    }
    const { request, transfer } = this.current;
    this.worker ??= this.start();
    this.worker.postMessage(request, transfer);
    this.timer = setTimeout(() => this.lost('Reading this feed takes too long.'), this.limitMs);
  }

  private start(): Worker {
    const worker = new Worker(this.script, { resourceLimits: MEMORY_LIMITS, name: 'feeds' });
    worker.on('message', (answer: WorkerAnswer) => {
      if (worker === this.worker) this.answered(answer);
    });
    worker.on('error', (error: Error) => {
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (worker === this.worker) this.lost(isMemory ? 'Reading this feed takes too much memory.' : `Reading this feed failed (${error.message}).`); // prettier-ignore
    });
    worker.on('exit', () => {
      if (worker === this.worker) this.lost('Reading this feed ended without a result.');
    });
    worker.unref();
    return worker;
  }

  private answered(answer: WorkerAnswer): void {
    if (answer.kind === 'items') this.current?.items.push(...(JSON.parse(answer.json) as KnownOrRead[]));
    else this.finish(answer.found);
  }

  private lost(reason: string): void {
    this.letGo();
    this.finish({ kind: 'refused', reason });
  }

  private finish(found: Found): void {
    const job = this.current;
    this.current = undefined;
    job?.done(found);
    this.next();
  }

  private letGo(): void {
    clearTimeout(this.timer);
    const { worker } = this;
    this.worker = undefined;
    if (worker) void worker.terminate();
  }
}

/** The request with bytes of its own, which nobody misses when they have gone over to the thread. */
function ownCopy(request: WorkerRequest): Pick<Job, 'request' | 'transfer'> {
  if (!('bytes' in request)) return { request, transfer: [] };
  const bytes = new Uint8Array(request.bytes);
  return { request: { ...request, bytes }, transfer: [bytes.buffer] };
}

const CLOSED: Found = { kind: 'refused', reason: 'Pyxis is ending.' };
