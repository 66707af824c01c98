import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The person's music folder, when there is one and something is in it. */
export function findMusicFolder(env: Environment): string | undefined {
  const home = env.HOME ?? homedir();
  const candidates = [xdgMusicFolder(env, home), join(home, 'Music')];
  return candidates.find((folder) => folder !== undefined && holdsSomething(folder));
}

/** As the desktop has it: `XDG_MUSIC_DIR="$HOME/Musik"` in user-dirs.dirs (xdg-user-dirs). */
function xdgMusicFolder(env: Environment, home: string): string | undefined {
  const folder = env.XDG_CONFIG_HOME ?? join(home, '.config');
  let text: string;
  try {
    text = readFileSync(join(folder, 'user-dirs.dirs'), 'utf8');
  } catch {
    return undefined; // Most servers have no desktop.
  }
  const value = /^[ \t]*XDG_MUSIC_DIR="(.*)"/m.exec(text)?.[1]?.replace(/^\$HOME(?=\/|$)/, home);
  // The home folder itself stands for “none”.
  return value !== undefined && isAbsolute(value) && join(value, '/') !== join(home, '/') ? value : undefined;
}

function holdsSomething(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => !name.startsWith('.'));
  } catch {
    return false; // Not there, or not ours to read.
  }
}
