import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RunningProgram, type Ended } from '../../../backend/test/support/program.js';

const ROOT = resolve(import.meta.dirname, '../../..');
/** `nobody`, wherever there is one. */
const NOBODY = 65_534;
const ORDINARY_USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
/** All that `bin/pyxis` asks of a system beside its shell. */
const PROGRAMS = ['dirname', 'getconf', 'readlink', 'uname'];

/** @returns where the archive is */
export function makeRelease(output: string): string {
  execFileSync(process.execPath, [join(ROOT, 'scripts/release.mjs'), output], { stdio: 'pipe' });
  const name = readdirSync(output).find((file) => file.endsWith('.tar.gz'));
  if (name === undefined) throw new Error(`There is no archive in ${output}.`);
  return join(output, name);
}

/** The archive on a machine without Node, npm or ffmpeg: unpacked, linked to, read-only, run by an ordinary user. */
export class InstalledRelease {
  readonly scratch = mkdtempSync(join(tmpdir(), 'pyxis-release-'));
  /** Where it was unpacked. */
  readonly root: string;
  private readonly command = join(this.scratch, 'commands/pyxis');
  private readonly programs = join(this.scratch, 'programs');

  constructor() {
    chmodSync(this.scratch, 0o755);
    const archive = makeRelease(join(this.scratch, 'release'));
    execFileSync('tar', ['--extract', '--file', archive, '--directory', this.folder('opt')]);
    const [name = ''] = readdirSync(join(this.scratch, 'opt'));
    this.root = join(this.scratch, 'opt', name);
    execFileSync('chmod', ['--recursive', 'a-w', this.root]);
    this.folder('commands');
    symlinkSync(join('..', 'opt', name, 'bin/pyxis'), this.command);
    this.folder('programs');
    for (const program of PROGRAMS) {
      const path = execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
      symlinkSync(path, join(this.programs, program));
    }
    for (const name of ['state', 'cache', 'logs']) {
      const folder = this.folder(name);
      if (ORDINARY_USER.uid !== undefined) chownSync(folder, ORDINARY_USER.uid, ORDINARY_USER.gid);
    }
  }

  /** Runs until it ends by itself. */
  run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Promise((done) => {
      execFile(this.command, words, { ...ORDINARY_USER, env: { ...this.env(), ...env } }, (error, stdout, stderr) => {
        done({ code: error ? Number(error.code ?? -1) : 0, output: stdout + stderr });
      });
    });
  }

  /** Starts the server on a free port and waits until it is ready. */
  async serve(): Promise<RunningProgram> {
    const child = spawn(this.command, ['serve', '--hostname', '127.0.0.1', '--port', '0'], {
      ...ORDINARY_USER,
      env: this.env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const running = new RunningProgram(child);
    await running.ready;
    return running;
  }

  /** Puts a shell script in the place of a program that `bin/pyxis` asks. @returns the environment with it */
  pretend(program: string, script: string): Record<string, string> {
    const folder = this.folder(`pretended-${program}`);
    writeFileSync(join(folder, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { PATH: `${folder}:${this.programs}` };
  }

  remove(): void {
    execFileSync('chmod', ['--recursive', 'u+w', this.root]);
    rmSync(this.scratch, { recursive: true, force: true });
  }

  /** What a service manager gives, and nothing else. Nothing but the three folders can be written. */
  private env(): Record<string, string> {
    return {
      PATH: this.programs,
      HOME: this.root,
      TMPDIR: this.root,
      STATE_DIRECTORY: join(this.scratch, 'state'),
      CACHE_DIRECTORY: join(this.scratch, 'cache'),
      LOGS_DIRECTORY: join(this.scratch, 'logs'),
    };
  }

  private folder(name: string): string {
    const folder = join(this.scratch, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}
