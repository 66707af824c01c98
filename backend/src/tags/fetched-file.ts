import { BrokenAudio } from './broken-audio.js';
import { ByteFile } from './byte-file.js';

/** Sound files need two or three. */
const MAX_FETCHES = 100;
/** Its bytes are told, not read from a file. */
const NO_FILE = -1;

/** Bytes that are needed and were not fetched yet. */
class Missing extends Error {
  constructor(
    readonly offset: number,
    readonly length: number,
  ) {
    super('Not fetched yet.');
  }
}

/** Reads what is there from a position on. @returns the number of bytes; fewer than fit only at the end */
export type Fetch = (into: Buffer, position: number) => Promise<number>;

/**
 * Lets the readers of tags, which read as they go, look into a file without a thread that waits for the disk or the network:
 * where bytes are missing they are fetched, and reading begins anew.
 * @param read the same each time
 * @throws BrokenAudio, and what `fetch` throws
 */
export async function readFetched<T>(fetch: Fetch, sizeBytes: number, read: (file: ByteFile) => T): Promise<T> {
  const file = new FetchedFile();
  for (let fetches = 0; fetches < MAX_FETCHES; fetches++) {
    file.open(NO_FILE, sizeBytes);
    try {
      return read(file);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      const { offset, length } = error;
      const bytes = Buffer.allocUnsafe(length);
      file.keep(offset, length, bytes.subarray(0, await fetch(bytes, offset)));
    }
  }
  throw new BrokenAudio('corrupt', 'The headers of the file do not come to an end.');
}

class FetchedFile extends ByteFile {
  private readonly pieces = new Map<string, Buffer>();

  keep(offset: number, length: number, bytes: Buffer): void {
    this.pieces.set(`${offset} ${length}`, bytes);
  }

  protected override readInto(window: Buffer, offset: number, length: number): number {
    const bytes = this.pieces.get(`${offset} ${length}`);
    if (!bytes) throw new Missing(offset, length);
    return bytes.copy(window);
  }
}
