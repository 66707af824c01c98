/**
 * Runs in a process of its own, which `PictureProcess` starts: decodes pictures on request. What libraries for pictures do
 * with those that are damaged or made to hurt happens here, without the server's secrets, and within bounds of memory.
 */
import type { Metadata } from 'sharp';
import { DECODING_BYTES, decodingBytes } from './decoding-memory.js';
import type { PictureMessage, PictureRequest, PictureResults, PictureTask } from './picture-protocol.js';
import { headerOf, look, scale } from './pictures.js';

/** The process as a whole. Headers may lie; then it ends. */
const MAX_RESIDENT_BYTES = 288 * 1024 ** 2;
const LOOK_EVERY_MS = 20;
const TOO_MUCH_MEMORY = 70;

const tell = (message: PictureMessage): void => void process.send?.(message);

/** Tasks in the order they came, as many at a time as the memory is enough for. */
class Budget {
  private freeBytes = DECODING_BYTES;
  private readonly waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  async take(bytes: number): Promise<void> {
    if (this.waiting.length === 0 && bytes <= this.freeBytes) this.freeBytes -= bytes;
    else await new Promise<void>((go) => this.waiting.push({ bytes, go }));
  }

  giveBack(bytes: number): void {
    this.freeBytes += bytes;
    for (let next = this.waiting[0]; next && next.bytes <= this.freeBytes; next = this.waiting[0]) {
      this.waiting.shift();
      this.freeBytes -= next.bytes;
      next.go();
    }
  }
}

const budget = new Budget();
let running = 0;

async function perform({ id, task }: PictureRequest): Promise<void> {
  const header = await headerOf(task.original);
  const bytes = decodingBytes(header);
  if (bytes === undefined || bytes > DECODING_BYTES) return tell({ id, isUnreadable: true });
  await budget.take(bytes);
  running++;
  tell({ id, begun: true });
  try {
    tell({ id, result: await resultOf(task, header) });
  } finally {
    running--;
    budget.giveBack(bytes);
  }
}

function resultOf(task: PictureTask, header: Metadata): Promise<PictureResults[keyof PictureResults]> {
  return task.kind === 'look' ? look(task.original, header) : scale(task.original, task.sizePx, task.format);
}

setInterval(() => {
  if (running > 0 && process.memoryUsage.rss() > MAX_RESIDENT_BYTES) process.exit(TOO_MUCH_MEMORY);
}, LOOK_EVERY_MS).unref();

process.on('message', (request: PictureRequest) => {
  // Everything that sharp refuses is the picture's fault: the calls themselves do not vary.
  perform(request).catch(() => tell({ id: request.id, isUnreadable: true }));
});
// The server ends this process when it has ended what it is doing.
process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
tell('ready');
