import type { ScanWriter } from './scan-writer.js';
import type { WriterAnswer, WriterRequest } from './writer-protocol.js';

/** Does what is asked, inside a transaction of the caller. */
export async function perform(writer: ScanWriter, request: WriterRequest): Promise<WriterAnswer> {
  switch (request.kind) {
    case 'write':
      return { kind: 'counts', counts: await writer.write(request.batch, request.nowMs) };
    case 'remove':
      return { kind: 'counts', counts: await writer.remove(request.source, request.unitNames) };
    case 'settle':
      return { kind: 'settled', hasMore: await writer.settle() };
    case 'touch-all':
      await writer.touchAll();
      return { kind: 'settled', hasMore: true };
  }
}
