import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folders the server keeps its things in, absolute. They may not exist yet. */
export class Directories {
  /** What must not be lost: the database, covers that people chose. */
  data = '';
  /** What can be made again: audio, artwork. */
  cache = '';
  /** Notes on this run. */
  state = '';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Under systemd the folders of the unit, else the XDG base directories. */
export function findDirectories(env: Environment): Directories {
  const home = env.HOME ?? homedir();
  const xdg = (variable: string, fallback: string): string => {
    const value = env[variable];
    // XDG base directory specification: a relative path is invalid and to be ignored.
    return join(value !== undefined && isAbsolute(value) ? value : join(home, fallback), 'pyxis');
  };
  // systemd joins several directories with colons; the first is ours.
  const systemd = (variable: string): string | undefined => env[variable]?.split(':')[0] || undefined;
  const directories = new Directories();
  directories.data = systemd('STATE_DIRECTORY') ?? xdg('XDG_DATA_HOME', '.local/share');
  directories.cache = systemd('CACHE_DIRECTORY') ?? xdg('XDG_CACHE_HOME', '.cache');
  directories.state = systemd('LOGS_DIRECTORY') ?? xdg('XDG_STATE_HOME', '.local/state');
  return directories;
}
