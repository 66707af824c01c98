import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.mjs';

const ENTRY = resolve(import.meta.dirname, '../../dist/backend/main.js');
/** Migrations of a large ledger included. */
const START_LIMIT_MS = 1_800_000;
/** Linux counts a process's time in hundredths of a second. */
const CLOCK_TICK_MS = 10;

/** CPU time a process and its threads have used so far, in ms. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may contain spaces; the times are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
}

/** Memory of a process in MB: now, and at its highest. */
export function residentMb(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { now: kilobytes('VmRSS') / 1024, peak: kilobytes('VmHWM') / 1024 };
}

/** A process under measurement. */
export class Measured {
  readonly pid: number;
  readonly url: string;
  /** From its start to its first answer. */
  readonly startMs: number;
  private readonly child: ChildProcess;

  constructor(child: ChildProcess, url: string, startMs: number) {
    this.child = child;
    this.pid = child.pid ?? 0;
    this.url = url;
    this.startMs = startMs;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** Starts a program and waits until `isUp`. */
export async function startMeasured(
  command: string,
  args: readonly string[],
  url: string,
  isUp: () => Promise<boolean>,
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } });
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`${command} ended with code ${child.exitCode}.`);
    if (performance.now() - startedAt > START_LIMIT_MS) throw new Error(`${command} did not start.`);
    await delay(2);
  }
  return new Measured(child, url, performance.now() - startedAt);
}

/** How a server is started that is to be measured. */
export interface StartOptions {
  /** Of another build. */
  readonly entry?: string;
  /** Sections of the sources besides the files. */
  readonly sources?: Readonly<Record<string, unknown>>;
  /** Secrets, by the names of their variables. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A built Pyxis with its data below `home`, which stay from start to start. */
export async function startPyxis(home: string, music: string, options: StartOptions = {}): Promise<Measured> {
  const { url, args, env } = await settingsOf(home, music, options);
  return startMeasured(process.execPath, args, url, () => answers(`${url}readyz`), env);
}

/** The same, but not waited for. @returns what ends it with SIGKILL */
export async function spawnPyxis(
  home: string,
  music: string,
  options: StartOptions,
): Promise<{ kill: () => Promise<void> }> {
  const { args, env } = await settingsOf(home, music, options);
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  const ended = once(child, 'exit');
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function settingsOf(
  home: string,
  music: string,
  { entry = ENTRY, sources = {}, secrets = {} }: StartOptions,
): Promise<{ url: string; args: string[]; env: Record<string, string> }> {
  const port = await freePort();
  mkdirSync(home, { recursive: true });
  const config = join(home, 'config.yaml');
  // JSON is YAML.
  writeFileSync(
    config,
    JSON.stringify({
      server: { hostname: '127.0.0.1', port },
      sources: { local: { paths: [music] }, ...sources },
      log: { level: 'warn' },
    }),
  );
  const url = `http://127.0.0.1:${port}/`;
  const folders = ['XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME'].map((name) => [name, join(home, name)]);
  const env = { ...Object.fromEntries(folders), ...secrets } as Record<string, string>;
  return { url, args: [entry, '--config', config], env };
}

/** MPD on the same music, silent, with an empty database; undefined where it is not installed. */
export async function startMpd(home: string, music: string): Promise<Measured | undefined> {
  if (!(await isInstalled('mpd')) || !(await isInstalled('mpc'))) return undefined;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'playlists'), { recursive: true });
  const port = await freePort();
  const config = join(home, 'mpd.conf');
  writeFileSync(
    config,
    `music_directory "${music}"\nplaylist_directory "${join(home, 'playlists')}"\ndb_file "${join(home, 'db')}"\n` +
      `log_file "${join(home, 'log')}"\nbind_to_address "127.0.0.1"\nport "${port}"\nauto_update "no"\n` +
      `audio_output {\n type "null"\n name "none"\n}\n`,
  );
  try {
    return await startMeasured(
      'mpd',
      ['--no-daemon', config],
      String(port),
      async () => (await run('mpc', ['-p', String(port), 'status'])) === 0,
    );
  } catch {
    return undefined;
  }
}

/**
 * @returns its exit code
 * @throws there is no such program
 */
export async function run(command: string, args: readonly string[]): Promise<number> {
  const [code] = (await once(spawn(command, args, { stdio: 'ignore' }), 'exit')) as [number | null];
  return code ?? 1;
}

export async function isInstalled(program: string): Promise<boolean> {
  try {
    await run(program, ['--version']);
    return true;
  } catch {
    return false;
  }
}

export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
