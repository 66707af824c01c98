/** Large enough that system calls do not show, small enough for hundreds of listeners (decision: 256 KiB, measured). */
export const CHUNK_BYTES = 256 * 1024;
/** Buffers that are kept; more are freed once a peak of listeners is over. */
const MAX_IDLE = 32;

/** Buffers that are used again: a new one for each read costs more than the read. */
export class BufferPool {
  private readonly idle: Buffer[] = [];

  take(): Buffer {
    return this.idle.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  }

  /** Only for what nobody reads any more: the system may still send from a buffer whose write has not been reported. */
  give(buffer: Buffer): void {
    if (this.idle.length < MAX_IDLE) this.idle.push(buffer);
  }
}

/** Shared by everything that sends files. */
export const bufferPool = new BufferPool();
