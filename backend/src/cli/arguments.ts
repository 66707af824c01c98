import { parseArgs } from 'node:util';
import { loadConfig, type LoadedConfig } from '../config/load-config.js';
import { KEYS } from '../config/schema.js';
import { StartFailure } from '../config/start-failure.js';

/** What was typed. */
export interface Call {
  /** `serve` when none was named, with the words after it. */
  readonly command: readonly string[];
  readonly configFile?: string;
  /** Flags that set keys, by the key's path. */
  readonly flags: Readonly<Record<string, string>>;
  /** For `history export`: what to write. */
  readonly format?: string;
  /** Flags that commands know themselves: `help`, `version`, `json`, `all`, `dry-run`. */
  readonly switches: ReadonlySet<string>;
}

/** Short for the keys that are set on the command line most. */
const SHORT: Readonly<Record<string, string>> = { port: 'server.port', hostname: 'server.hostname' };
const SWITCHES = ['help', 'version', 'json', 'all', 'dry-run'] as const;
/** Of sysexits.h: the command line is at fault. */
export const EXIT_USAGE = 64;

/** @throws StartFailure when it cannot be understood */
export function parseArguments(words: readonly string[]): Call {
  const byFlag = new Map<string, string>([
    ...KEYS.map(({ flag, path }): [string, string] => [flag, path]),
    ...Object.entries(SHORT),
  ]);
  const text = { type: 'string' } as const;
  const toggle = { type: 'boolean' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        config: { ...text, short: 'c' },
        format: text,
        ...Object.fromEntries([...byFlag.keys()].map((flag) => [flag, text])),
        ...Object.fromEntries(SWITCHES.map((name) => [name, name === 'help' ? { ...toggle, short: 'h' } : toggle])),
      },
    });
    const given = Object.entries<string | boolean | undefined>(values);
    return {
      command: positionals.length > 0 ? positionals : ['serve'],
      ...(typeof values.config === 'string' && { configFile: values.config }),
      ...(typeof values.format === 'string' && { format: values.format }),
      flags: Object.fromEntries(
        given.flatMap(([flag, value]) => {
          const path = byFlag.get(flag);
          return path !== undefined && typeof value === 'string' ? [[path, value]] : [];
        }),
      ),
      switches: new Set(given.filter(([, value]) => value === true).map(([name]) => name)),
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new StartFailure(`${error.message}\nTry pyxis --help.`, EXIT_USAGE);
  }
}

/** The configuration that a command works with. */
export function configOf({ configFile, flags }: Call): LoadedConfig {
  return loadConfig({ env: process.env, flags, ...(configFile !== undefined && { configFile }) });
}
