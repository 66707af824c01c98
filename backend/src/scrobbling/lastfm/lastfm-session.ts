import { join } from 'node:path';
import type { Directories, Secrets } from '../../config/index.js';
import { readPrivately, writePrivately } from '../../common/index.js';

/** What lets Pyxis write into an account of Last.fm, until the person revokes it. */
export interface Session {
  readonly key: string;
  readonly userName?: string;
}

/**
 * The session key: as it was given from outside, else as it was got by connecting. What was got lies in a file that
 * only this user may read, beside the database and not in it: databases are copied into backups.
 */
export class LastFmSession {
  private readonly file: string;
  private kept?: Session;

  constructor(
    directories: Directories,
    private readonly secrets: Secrets,
  ) {
    this.file = join(directories.data, 'secrets', 'lastfm-session');
    this.kept = this.read();
  }

  /** It was given from outside: connecting would change nothing. */
  get isGiven(): boolean {
    return Boolean(this.secrets.find('lastfm-session-key').value);
  }

  find(): Session | undefined {
    const { value } = this.secrets.find('lastfm-session-key');
    return value ? { key: value } : this.kept;
  }

  /** Keeps it for this and all further runs. */
  keep(session: Session): void {
    writePrivately(this.file, JSON.stringify(session));
    this.kept = session;
  }

  private read(): Session | undefined {
    const { key, userName } = readPrivately(this.file);
    return typeof key === 'string' ? { key, ...(typeof userName === 'string' && { userName }) } : undefined;
  }
}
