import type { PlaylistFileListing, PlaylistFilesCapability } from '../../src/sources/index.js';

/** Lists among the files of a collection, in memory: specs put them, take them away and make folders unreadable. */
export class FakePlaylistFiles implements PlaylistFilesCapability {
  readonly files = new Map<string, Buffer>();
  unreadable: string[] = [];

  constructor(readonly roots: readonly string[]) {}

  put(key: string, content: string | Buffer): void {
    this.files.set(key, Buffer.from(content));
  }

  list(): Promise<PlaylistFileListing> {
    const files = [...this.files]
      .filter(([key]) => !this.unreadable.some((folder) => key.startsWith(folder)))
      .map(([key, content]) => ({ key, version: content.toString('hex') }));
    return Promise.resolve({ files, unreadable: this.unreadable });
  }

  read(key: string): Promise<Buffer> {
    const content = this.files.get(key);
    return content ? Promise.resolve(content) : Promise.reject(new Error('It is not there.'));
  }

  fileOf(locator: string): string {
    return locator;
  }
}
