import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Subject, type Observable } from 'rxjs';
import type { PageQuery } from '../../api/index.js';
import { Clock, DomainError, newId, NotFound, present } from '../../common/index.js';
import type { BitList } from './bit-list.js';
import type { ImportService } from './formats.js';
import { Importer } from './importer.js';
import type { ImportPage, ImportView } from './imports.dto.js';
import { PastImports } from './past-imports.js';
import { UnreadableFile } from './reading/record.js';
import { UploadFolder, type Upload } from './upload-folder.js';

const SHOW_EVERY_MS = 500;
/** Imports that can still be asked about. */
const KEPT = 20;

class ImportConflict extends DomainError {
  override readonly kind = 'conflict';

  constructor(
    override readonly code: 'import-running' | 'import-not-applicable',
    override readonly title: string,
    message: string,
  ) {
    super(message);
  }
}

/** What is asked for with a file. */
interface ImportRequest {
  readonly ownerId: string;
  readonly service: ImportService;
  readonly isDryRun: boolean;
  readonly fileName?: string;
  /** As the client says, where it does. */
  readonly announcedBytes?: number;
}

/** The newest import. Its file is kept as long as it can still be applied. */
interface CurrentImport {
  readonly ownerId: string;
  readonly view: ImportView;
  readonly upload: Upload;
  abort: AbortController;
  ended: Promise<void>;
  /** Of a finished dry run, with the number of imports that had changed the ledger by then. */
  plan?: { readonly chosen: BitList; readonly changes: number };
}

/** Runs one import at a time. What runs is lost with the process, but can be repeated: nothing is added twice. */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ImportRunner.name);
  /** Oldest first. */
  private readonly known = new Map<string, { readonly ownerId: string; readonly view: ImportView }>();
  private readonly progressed = new Subject<string>();
  private current?: CurrentImport;
  private isTaking = false;
  /** Imports that added something. */
  private changes = 0;

  constructor(
    private readonly importer: Importer,
    private readonly uploads: UploadFolder,
    private readonly past: PastImports,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.uploads.clear();
    await this.past.markInterrupted();
  }

  async onApplicationShutdown(): Promise<void> {
    this.current?.abort.abort();
    await this.current?.ended;
    await this.uploads.clear();
  }

  /** Says whose newest import is another or got on. */
  get progress(): Observable<string> {
    return this.progressed.asObservable();
  }

  /** A person's newest import; absent when there was none since the server started. */
  newest(ownerId: string): ImportView | undefined {
    return [...this.known.values()].findLast((known) => known.ownerId === ownerId)?.view;
  }

  /**
   * Takes a file and starts to import it.
   * @throws DomainError another import runs, or the file is too large
   */
  async start(
    sent: Readable,
    { ownerId, service, isDryRun, fileName, announcedBytes }: ImportRequest,
  ): Promise<ImportView> {
    this.requireIdle();
    this.isTaking = true;
    try {
      await this.letGo();
      const upload = await this.uploads.take(sent, announcedBytes);
      const view: ImportView = {
        id: newId(), service, isDryRun, state: 'running', ...NOTHING_COUNTED(), totalBytes: upload.sizeBytes,
        readBytes: 0, startedAtMs: this.clock.nowMs(), ...present({ fileName }),
      }; // prettier-ignore
      this.remember(ownerId, view);
      this.current = { ownerId, view, upload, abort: new AbortController(), ended: Promise.resolve() };
      this.current.ended = this.run(this.current);
      return view;
    } finally {
      this.isTaking = false;
    }
  }

  /** @throws NotFound it never was, or was long ago, or is another person's */
  find(ownerId: string, id: string): ImportView {
    const known = this.known.get(id);
    if (known?.ownerId !== ownerId) throw new NotFound('import', id);
    return known.view;
  }

  /**
   * Also one of an earlier run of the server.
   * @throws NotFound it never was, was a dry run of long ago, or is another person's
   */
  async findAny(ownerId: string, id: string): Promise<ImportView> {
    return this.known.has(id) ? this.find(ownerId, id) : ((await this.past.find(ownerId, id)) ?? notFound(id));
  }

  /** Newest first, those of earlier runs of the server, too. */
  async page(ownerId: string, query: PageQuery): Promise<ImportPage> {
    const { items, nextCursor } = await this.past.page(ownerId, query);
    // What runs, or has just ended, is written down later than it is known here.
    return present({ items: items.map((view) => this.known.get(view.id)?.view ?? view), nextCursor });
  }

  /**
   * Adds what a finished dry run said it would.
   * @throws DomainError it is none, or another import was started since
   */
  apply(ownerId: string, id: string): ImportView {
    const view = this.find(ownerId, id);
    this.requireIdle();
    const { current } = this;
    if (current?.view !== view || !current.plan) {
      throw new ImportConflict('import-not-applicable', 'Import not applicable', 'Only the newest import can be applied, when it is a dry run that has finished.'); // prettier-ignore
    }
    view.isDryRun = false;
    view.state = 'running';
    delete view.finishedAtMs;
    current.abort = new AbortController();
    current.ended = this.run(current);
    return view;
  }

  /** Ends it soon if it runs; a dry run that has finished can no longer be applied. What was added stays. */
  async cancel(ownerId: string, id: string): Promise<void> {
    const view = this.find(ownerId, id);
    if (this.current?.view !== view) return;
    this.current.abort.abort();
    await this.current.ended;
    await this.letGo();
  }

  private async run(current: CurrentImport): Promise<void> {
    const { ownerId, view, upload, abort } = current;
    let state: ImportView['state'] = 'finished';
    const shown = setInterval(() => this.progressed.next(ownerId), SHOW_EVERY_MS);
    this.progressed.next(ownerId);
    const task = { ownerId, path: upload.path, service: view.service, view, signal: abort.signal };
    try {
      if (!view.isDryRun) await this.past.begin(ownerId, view);
      if (current.plan?.changes !== this.changes) {
        Object.assign(view, NOTHING_COUNTED());
        delete view.hearts;
        current.plan = { chosen: await this.importer.plan(task), changes: this.changes };
      }
      if (!view.isDryRun) {
        view.toAdd = view.added;
        view.added = 0;
        const hearts = view.hearts?.added ?? 0;
        if (view.hearts) view.hearts.added = 0;
        if (view.toAdd + hearts > 0) this.changes++;
        await this.importer.add(task, current.plan.chosen);
      }
    } catch (error) {
      state = abort.signal.aborted ? 'cancelled' : 'failed';
      if (state === 'failed') Object.assign(view, this.failure(error));
    }
    clearInterval(shown);
    delete view.toAdd;
    if (!view.isDryRun || state !== 'finished') await this.letGo();
    view.finishedAtMs = this.clock.nowMs();
    view.state = state;
    if (!view.isDryRun) await this.past.end(view).catch((error: unknown) => this.logger.error(String(error)));
    this.progressed.next(ownerId);
  }

  private failure(error: unknown): Required<Pick<ImportView, 'error' | 'errorCause'>> {
    if (error instanceof UnreadableFile) return { error: error.message, errorCause: error.told };
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const words = 'Something went wrong on the server. Its log says what. The import can be repeated.';
    return { error: words, errorCause: { code: 'internal' } };
  }

  private requireIdle(): void {
    if (!this.isTaking && this.current?.view.state !== 'running') return;
    throw new ImportConflict('import-running', 'An import is running', 'Wait until the running import has ended, or cancel it.'); // prettier-ignore
  }

  private async letGo(): Promise<void> {
    const { current } = this;
    if (!current) return;
    delete current.plan;
    await this.uploads.remove(current.upload);
  }

  private remember(ownerId: string, view: ImportView): void {
    this.known.set(view.id, { ownerId, view });
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
  }
}

function notFound(id: string): never {
  throw new NotFound('import', id);
}

type Counts = Pick<
  ImportView,
  'read' | 'added' | 'found' | 'notFound' | 'duplicates' | 'skipped' | 'refusedCount' | 'refused'
>;

const NOTHING_COUNTED = (): Counts => ({
  read: 0,
  added: 0,
  found: 0,
  notFound: [],
  duplicates: 0,
  skipped: 0,
  refusedCount: 0,
  refused: [],
});
