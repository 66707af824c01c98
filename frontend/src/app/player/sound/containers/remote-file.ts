import { UnsuitableAudio, type AudioBytes } from './audio-bytes';

/** Small enough to start quickly, large enough that a request is worth it. */
const BLOCK_BYTES = 256 * 1024;
/** Headers at the start, tables at the end, and where it is being read. */
const KEPT_BLOCKS = 4;
const RETRY_MS = [250, 500, 1_000, 2_000, 4_000] as const;

/**
 * A file on the server, read in blocks by range requests: nothing is fetched that nobody reads, and no connection waits
 * while the buffer is full. Waits out a lost network or a restarting server for as long as it takes.
 */
export class RemoteFile implements AudioBytes {
  private readonly blocks = new Map<number, Uint8Array>();
  private size?: number;
  private etag?: string;

  /** @param signal ends every read with an AbortError */
  constructor(
    private readonly url: string,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws UnsuitableAudio the server does not send it, or it is another file by now */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size ?? Infinity);
    let whole: Uint8Array | undefined;
    let filled = 0;
    while (offset + filled < end) {
      const at = offset + filled;
      const index = Math.floor(at / BLOCK_BYTES);
      const block = await this.block(index);
      const part = block.subarray(at - index * BLOCK_BYTES, Math.min(end - index * BLOCK_BYTES, block.length));
      if (!whole && part.length === end - offset) return part;
      whole ??= new Uint8Array(Math.min(end, this.size ?? end) - offset);
      whole.set(part, filled);
      filled += part.length;
      if (block.length < BLOCK_BYTES) break;
    }
    return whole?.subarray(0, filled) ?? new Uint8Array();
  }

  async sizeBytes(): Promise<number> {
    if (this.size === undefined) await this.block(0);
    return this.size ?? 0;
  }

  private async block(index: number): Promise<Uint8Array> {
    const kept = this.blocks.get(index);
    if (kept) this.blocks.delete(index);
    const block = kept ?? (await this.fetchPatiently(index * BLOCK_BYTES));
    this.blocks.set(index, block);
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= KEPT_BLOCKS) break;
      this.blocks.delete(oldest);
    }
    return block;
  }

  private async fetchPatiently(first: number): Promise<Uint8Array> {
    for (let attempt = 0; ; attempt++) {
      try {
        const block = await this.fetchBlock(first);
        if (block) return block;
      } catch (error) {
        // A network that went, before the answer or within it, is a TypeError.
        if (!(error instanceof TypeError)) throw error;
      }
      await passed(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0, this.signal);
    }
  }

  /** @returns undefined when it is worth asking again */
  private async fetchBlock(first: number): Promise<Uint8Array | undefined> {
    const headers: Record<string, string> = { Range: `bytes=${first}-${first + BLOCK_BYTES - 1}` };
    if (this.etag) headers['If-Match'] = this.etag;
    const response = await fetch(this.url, { headers, signal: this.signal, cache: 'no-store' });
    if (isWithReason(response)) throw new UnsuitableAudio('The server says why it does not send it.');
    if (response.status >= 500 || response.status === 429) return undefined;
    if (response.status === 416) return new Uint8Array();
    const size = Number(/\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1]);
    if (response.status !== 206 || Number.isNaN(size)) {
      throw new UnsuitableAudio(`The server answered ${response.status} to a request for a part of the file.`);
    }
    const block = new Uint8Array(await response.arrayBuffer());
    // Cut short without an error: some proxies do that.
    if (block.length < Math.min(BLOCK_BYTES, size - first)) return undefined;
    this.size = size;
    this.etag ??= strong(response.headers.get('ETag'));
    return block;
  }
}

/** Only strong validators may be used with `If-Match`. */
function strong(etag: string | null): string | undefined {
  return etag === null || etag.startsWith('W/') ? undefined : etag;
}

function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** It cannot be had, and asking again in a moment does not help: whoever plays it in another way hears the words. */
function isWithReason({ status, headers }: Response): boolean {
  const isProblem = headers.get('Content-Type')?.startsWith('application/problem+json') === true;
  return status === 503 && isProblem && !headers.has('Retry-After');
}
