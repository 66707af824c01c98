import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../../..');
const ENTRY = join(ROOT, 'dist/backend/main.js');

/** Makes sure that what `Program` runs is what the sources say. */
export function compileServer(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts/ensure-built.mjs'), 'backend']);
}

export interface Ended {
  readonly code: number;
  /** Both outputs together. */
  readonly output: string;
}

/** The compiled program with a home of its own. */
export class Program {
  readonly home = mkdtempSync(join(tmpdir(), 'pyxis-program-'));
  readonly data = join(this.home, 'data/pyxis');
  readonly database = join(this.data, 'pyxis.db');
  private readonly children = new Set<ChildProcess>();

  /** Writes a file below the home. @returns its path */
  write(name: string, content: string | Buffer): string {
    const path = join(this.home, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Writes a shell script that stands for a program. @returns the folder that is to be on the PATH */
  fake(name: string, script: string): string {
    chmodSync(this.write(join('bin', name), `#!/bin/sh\n${script}\n`), 0o755);
    return join(this.home, 'bin');
  }

  /** Runs until it ends by itself. */
  run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.runUnder([], words, env);
  }

  /** Runs through another program, such as one that takes rights away. @param first that program and its words */
  runUnder(
    first: readonly string[],
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const [command = '', ...rest] = [...first, process.execPath, ENTRY, ...words];
    return new Promise((done) => {
      const child = execFile(command, rest, { env: this.env(env) }, (error, stdout, stderr) => {
        this.children.delete(child);
        done({ code: error ? Number(error.code ?? -1) : 0, output: stdout + stderr });
      });
      this.children.add(child);
    });
  }

  /** Starts a server on a free port and waits until it is ready. */
  async serve(words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<RunningProgram> {
    const child = spawn(process.execPath, [ENTRY, '--hostname', '127.0.0.1', '--port', '0', ...words], {
      env: this.env(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.add(child);
    const running = new RunningProgram(child);
    await running.ready;
    return running;
  }

  /** Starts a server and kills it after so long, whether it is ready or not. */
  async serveFor(ms: number): Promise<void> {
    const words = ['--hostname', '127.0.0.1', '--port', '0'];
    const child = spawn(process.execPath, [ENTRY, ...words], { env: this.env({}), stdio: 'ignore' });
    this.children.add(child);
    const ended = once(child, 'exit');
    await delay(ms);
    child.kill('SIGKILL');
    await ended;
  }

  /** Ends what still runs and removes the home. */
  remove(): void {
    for (const child of this.children) child.kill('SIGKILL');
    rmSync(this.home, { recursive: true, force: true });
  }

  private env(more: Readonly<Record<string, string>>): Record<string, string> {
    const folders = { HOME: '', XDG_DATA_HOME: 'data', XDG_CACHE_HOME: 'cache', XDG_STATE_HOME: 'state' };
    const home = Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, join(this.home, folder)]));
    return { PATH: process.env.PATH ?? '', ...home, ...more };
  }
}

/** A server that answers. */
export class RunningProgram {
  output = '';
  readonly ready: Promise<void>;
  readonly ended: Promise<Ended>;
  /** Address with a slash at its end. */
  url = '';

  constructor(readonly child: ChildProcess) {
    this.ended = new Promise((done) => {
      child.once('close', (code) => done({ code: code ?? -1, output: this.output }));
    });
    this.ready = new Promise((done, fail) => {
      const read = (chunk: Buffer): void => {
        this.output += chunk.toString();
        const [, url] = /ready at (http:\S+\/)/.exec(this.output) ?? [];
        if (url === undefined) return;
        this.url = url;
        done();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      void this.ended.then(({ output }) => fail(new Error(`It ended before it was ready:\n${output}`)));
    });
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}
