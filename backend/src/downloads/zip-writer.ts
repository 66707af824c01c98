import { centralHeader, endOfDirectory, localHeader, type ZipEntry } from './zip-records.js';

/** Writes a ZIP as it goes: nothing of its files is held, only what is said of each at the end. */
export class ZipWriter {
  private readonly entries: { readonly entry: ZipEntry; readonly offset: number }[] = [];
  private position = 0;

  /** @param write settles when there is room for more */
  constructor(private readonly write: (bytes: Buffer) => Promise<void>) {}

  /** Begins a file, of which exactly the bytes are then appended that it tells of. */
  async begin(entry: ZipEntry): Promise<void> {
    this.entries.push({ entry, offset: this.position });
    await this.append(localHeader(entry));
  }

  async append(bytes: Buffer): Promise<void> {
    this.position += bytes.length;
    await this.write(bytes);
  }

  async end(): Promise<void> {
    const offset = this.position;
    for (const one of this.entries) await this.append(centralHeader(one.entry, one.offset));
    await this.append(endOfDirectory(this.entries.length, offset, this.position - offset));
  }
}
