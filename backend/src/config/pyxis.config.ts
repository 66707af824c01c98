/** Where the server listens and how it is reached. */
export class ServerConfig {
  hostname = 'localhost';
  port = 8765;
  publicUrl?: string;
  basePath = '/';
  trustedProxies: string[] = [];
}

/** The person's own files. */
export class LocalSourceConfig {
  enabled = true;
  /** Absolute folders. Undefined: the user's music folder when it exists, else the demo library. */
  paths?: string[];
}

export class TranscodeConfig {
  /** How many encoders may run at once. */
  maxConcurrent = 2;
}

export class StreamingConfig {
  transcode = new TranscodeConfig();
}

export class DatabaseConfig {
  type: 'sqlite' | 'postgres' = 'sqlite';
  /** SQLite file; defaults to `pyxis.db` in the data folder. */
  path?: string;
  /** PostgreSQL connection URL, without a password. */
  url?: string;
}

/** The folders the server keeps its things in, absolute. */
export class Directories {
  data = '';
  cache = '';
  state = '';
}
