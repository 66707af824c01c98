/** A list of songs that lies among the files of a collection. */
export interface PlaylistFile {
  /** Stable name within its source; for files the path. */
  readonly key: string;
  /** Changes when its content does. */
  readonly version: string;
}

/** All lists there are, and where none could be seen. */
export interface PlaylistFileListing {
  readonly files: readonly PlaylistFile[];
  /** Beginnings of keys below which nothing is known: what lies there is no more gone than it is there. */
  readonly unreadable: readonly string[];
}

/** A collection that also holds lists of its files. */
export interface PlaylistFilesCapability {
  /** Stops soon after the signal aborts. */
  list(signal: AbortSignal): Promise<PlaylistFileListing>;
  /** @throws the file system's error; DomainError it is none that may be read */
  read(key: string): Promise<Buffer>;
  /** The folders that everything lies in, each ending in a slash: paths of lists may begin there. */
  readonly roots: readonly string[];
  /** The path of the file that a locator of the collection leads to. */
  fileOf(locator: string): string;
}
