import type { FileHandle } from 'node:fs/promises';
import type { Validators } from './preconditions.js';

/**
 * Audio that is being sent: a file, or something that grows while it is read. Whoever gets one closes it, once, or hands it
 * on to somebody who says that they do.
 */
export interface AudioBody {
  readonly mimeType: string;
  /** How much there will be in the end. Absent while nobody knows: then there are no ranges. */
  readonly sizeBytes?: number;
  /** What tells these bytes from others. Absent where nothing does: then they cannot be asked for again. */
  readonly validators?: Validators;
  /**
   * Reads what is there, waiting for something to be.
   * @param into is filled from its beginning, not always to its end
   * @returns the number of bytes; 0 at the end
   * @throws DomainError they will not come
   */
  read(into: Buffer, position: number, signal: AbortSignal): Promise<number>;
  /**
   * A file of all its bytes, as soon as they are there, for who must go back and forth in them. It is good until the body is
   * closed. Absent: the bytes come one after the other and no other way.
   * @throws DomainError they will not come
   */
  wholeFile?(signal: AbortSignal): Promise<FileHandle>;
  /** Whether the bytes are still those that the validators stand for. */
  isUnchanged(): Promise<boolean>;
  close(): Promise<void>;
}
