import { execFile, spawn, spawnSync, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { boxed, BOXED_ENVIRONMENT, removeBox } from './boxed.js';

/** What is laid into the root. */
export interface Contents {
  /** Text by absolute path; readable by everybody, programs executable. */
  readonly files?: Readonly<Record<string, string>>;
  /** The same, for root's eyes only. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Where it points, by absolute path. */
  readonly links?: Readonly<Record<string, string>>;
  /** Folders of this machine by the path they have inside, where they are read-only. */
  readonly binds?: Readonly<Record<string, string>>;
}

export interface Machine extends Contents {
  /** Text of `pyxis.service`; it is enabled. */
  readonly unit: string;
}

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A line of the journal; the fields of systemd.journal-fields(7) that are asked for. */
export interface JournalEntry {
  readonly MESSAGE: string;
  readonly MESSAGE_ID?: string;
  readonly _PID?: string;
  readonly _TRANSPORT?: string;
}

/** Carries connections from a socket to the server, which may be at either of the addresses that `localhost` has. */
const BRIDGE = `
const net = require('node:net');
const both = [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }];
net.createServer((near) => {
  const far = net.connect({ port: 8765, host: 'localhost', lookup: (_name, _options, done) => done(null, both) });
  near.pipe(far).pipe(near);
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
}).listen(process.argv[1], () => console.log('listening'));`;

/** Shorter than what a test may take: what the console said is told then. */
const BOOT_LIMIT_MS = 600_000;

/** Nothing of this machine's environment goes inside. */
const INSIDE = { PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };

/** A machine of its own under a real systemd, with loopback for a network. */
export class Container {
  private readonly scratch = mkdtempSync(join(tmpdir(), 'pyxis-boot-'));
  private readonly binds: Record<string, string> = {};
  private readonly followers = new Set<ChildProcess>();
  private process?: ChildProcess;
  private box = 0;
  private leader = 0;
  private readonly socket = join(this.scratch, 'http.sock');

  /** @param lower a root with systemd, which stays as it is */
  constructor(
    private readonly lower: string,
    machine: Machine,
  ) {
    const unit = '/etc/systemd/system/pyxis.service';
    this.lay({ ...machine, files: { ...machine.files, [unit]: machine.unit } });
    const upper = join(this.scratch, 'upper');
    const { status, stderr } = spawnSync('systemctl', [`--root=${upper}`, 'enable', 'pyxis'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`The unit cannot be enabled: ${stderr}`);
  }

  /** Adds to the root of a machine that is off. */
  lay({ files = {}, secrets = {}, links = {}, binds = {} }: Contents): void {
    const place = (path: string): string => {
      const here = join(this.scratch, 'upper', path);
      mkdirSync(dirname(here), { recursive: true });
      return here;
    };
    for (const [path, text] of Object.entries(files)) {
      writeFileSync(place(path), text);
      chmodSync(place(path), text.startsWith('#!') ? 0o755 : 0o644);
    }
    for (const [path, text] of Object.entries(secrets)) writeFileSync(place(path), text, { mode: 0o600 });
    for (const [path, target] of Object.entries(links)) symlinkSync(target, place(path));
    Object.assign(this.binds, binds);
  }

  /** Ends when everything that is enabled was started, or failed. */
  async boot(): Promise<void> {
    const binds = Object.entries(this.binds).map(([inside, here]) => `--bind-ro=${here}:${inside}`);
    const [program, ...words] = boxed(this.lower, this.scratch, [
      ...binds,
      '--boot',
      '--',
      '--show-status=1',
      'systemd.status_unit_format=name',
    ]);
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: BOXED_ENVIRONMENT });
    this.process = child;
    let console = '';
    let limit: NodeJS.Timeout | undefined;
    const isUp = await new Promise<boolean>((done, fail) => {
      const read = (chunk: Buffer): void => {
        console += chunk.toString();
        if (/Reached target .*multi-user\.target/.test(console)) done(true);
      };
      limit = setTimeout(() => done(false), BOOT_LIMIT_MS);
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('error', fail);
      child.once('close', () => fail(new Error(`The container did not boot:\n${console}`)));
    }).finally(() => clearTimeout(limit));
    // unshare → systemd-nspawn → the systemd within.
    this.box = onlyChild(child.pid!);
    this.leader = onlyChild(this.box);
    if (!isUp) throw new Error(`The container does not come up:\n${console}\n${await this.whatHolds()}`);
    await this.openBridge();
  }

  /** Off, and on again: what lies in memory is gone. */
  async reboot(added: Contents = {}): Promise<void> {
    const gone = once(this.process!, 'close');
    this.stopFollowing();
    this.box = 0;
    await this.run('systemctl', 'poweroff');
    await gone;
    this.lay(added);
    await this.boot();
  }

  /** Pulls the plug and forgets everything. */
  async remove(): Promise<void> {
    this.stopFollowing();
    if (this.process?.exitCode === null && this.process.signalCode === null) {
      const gone = once(this.process, 'close');
      // The first process of the namespace: whoever waits for it waits for all others.
      if (this.box > 0) process.kill(this.box, 'SIGKILL');
      else this.process.kill('SIGKILL');
      await gone;
    }
    removeBox(this.scratch);
  }

  /** Runs a program inside, as root, to its end. */
  run(...words: readonly string[]): Promise<Output> {
    return this.enter([], words);
  }

  /** The same as another user. */
  runAs(user: number, ...words: readonly string[]): Promise<Output> {
    return this.enter([`--setuid=${user}`, `--setgid=${user}`], words);
  }

  /** Writes a file of a machine that runs. */
  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** Where this machine sees a file inside. */
  path(inside: string): string {
    return join(`/proc/${this.leader}/root`, inside);
  }

  /** Asks the server inside. */
  ask(path: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> {
    return new Promise((done, fail) => {
      const sent = request({ socketPath: this.socket, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', fail);
        response.once('end', () => {
          done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
        });
      });
      sent.once('error', fail);
      sent.end(body);
    });
  }

  /** What the journal holds of the unit, earlier boots included. */
  async journal(): Promise<JournalEntry[]> {
    const { stdout } = await this.run('journalctl', '--unit=pyxis', '--output=json', '--no-pager');
    return stdout.split('\n').filter(Boolean).map(parseEntry);
  }

  /** Reads the journal from the beginning until what is there is enough. */
  async journalUntil(isEnough: (entries: readonly JournalEntry[]) => boolean): Promise<void> {
    const words = ['journalctl', '--unit=pyxis', '--output=json', '--lines=all', '--follow'];
    const child = this.follow(['--all'], words);
    const entries: JournalEntry[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      entries.push(parseEntry(line));
      if (isEnough(entries)) break;
    }
    // nsenter waits for it; left alone, it would hold up switching off.
    process.kill(onlyChild(child.pid!), 'SIGKILL');
  }

  /** What a machine that does not come up waits for, and the last that it said. */
  private async whatHolds(): Promise<string> {
    const jobs = await this.run('systemctl', 'list-jobs', '--no-pager');
    const journal = await this.run('journalctl', '--boot', '--no-pager', '--lines=100');
    return jobs.stdout + journal.stdout;
  }

  /** Its socket is a file, and files know no network namespaces. */
  private async openBridge(): Promise<void> {
    rmSync(this.socket, { force: true });
    const bridge = this.follow(['--net'], [process.execPath, '-e', BRIDGE, this.socket]);
    await once(bridge.stdout, 'data');
  }

  private enter(options: readonly string[], words: readonly string[]): Promise<Output> {
    const all = [`--target=${this.leader}`, '--all', ...options, '--', ...words];
    return new Promise((done) => {
      execFile('nsenter', all, { env: INSIDE, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
        done({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      });
    });
  }

  /**
   * Starts something that goes on until it is killed. It must be, before the machine is switched off: that stops whatever
   * is inside, nsenter then stops itself, and nothing ends.
   */
  private follow(namespaces: readonly string[], words: readonly string[]): ChildProcessByStdio<null, Readable, null> {
    const entered = ['nsenter', `--target=${this.leader}`, ...namespaces, '--', ...words];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...entered], {
      env: INSIDE,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.followers.add(child);
    child.once('exit', () => this.followers.delete(child));
    return child;
  }

  private stopFollowing(): void {
    for (const child of this.followers) child.kill('SIGKILL');
  }
}

function onlyChild(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  if (!/^\d+$/.test(children)) throw new Error(`Process ${pid} has other children than one: ${children}`);
  return Number(children);
}

function parseEntry(line: string): JournalEntry {
  return JSON.parse(line) as JournalEntry;
}
