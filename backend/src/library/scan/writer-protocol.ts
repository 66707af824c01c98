import type { ScanBatch, ScanCounts } from './scan-writer.js';

/** What the writing thread is asked to do; one thing at a time, each a transaction. */
export type WriterRequest =
  | { readonly kind: 'write'; readonly batch: ScanBatch; readonly nowMs: number }
  | { readonly kind: 'remove'; readonly source: string; readonly unitNames: readonly string[] }
  /** Count some of what was touched anew. */
  | { readonly kind: 'settle' }
  /** Let everything be counted anew: an earlier scan ended before it did. */
  | { readonly kind: 'touch-all' };

export type WriterAnswer =
  | { readonly kind: 'counts'; readonly counts: ScanCounts }
  | { readonly kind: 'settled'; readonly hasMore: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** Who does it. */
export interface LibraryWriter {
  perform(request: WriterRequest): Promise<WriterAnswer>;
  close(): Promise<void>;
}
