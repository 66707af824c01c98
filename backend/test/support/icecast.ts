import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const PASSWORD = 'of-a-test';
/** Icecast does not run as root. */
const NOBODY = 65_534;

/** Where the program is; undefined where it is not installed (on Debian: apt-get install icecast2). */
export function findIcecast(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'command -v icecast2 || command -v icecast']).toString().trim();
  } catch {
    return undefined;
  }
}

/** A real Icecast, and stations of it that ffmpeg feeds with a tone. */
export class Icecast {
  private server?: ChildProcess;
  private readonly sources: ChildProcess[] = [];
  private port = 0;

  constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.port = await freePort();
    const logs = join(this.folder, 'logs');
    mkdirSync(logs);
    const file = join(this.folder, 'icecast.xml');
    writeFileSync(file, configuration(this.port, this.folder, logs));
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const path of [this.folder, logs]) chmodSync(path, 0o777);
    this.server = spawn(this.program, ['-c', file], { stdio: 'ignore', ...(isRoot && { uid: NOBODY, gid: NOBODY }) });
    await this.until('/status-json.xsl', () => true);
    return this;
  }

  /** Begins a station, as fast as it sounds. @param options of encoder and muxer */
  async feed(mount: string, type: string, options: readonly string[], tags: readonly string[] = []): Promise<void> {
    const input = ['-re', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
    const about = ['-content_type', type, '-ice_name', 'Fake FM', '-ice_genre', 'Tones', '-ice_public', '0'];
    const metadata = tags.flatMap((tag) => ['-metadata', tag]);
    const to = `icecast://source:${PASSWORD}@127.0.0.1:${this.port}${mount}`;
    const args = ['-v', 'error', ...input, ...metadata, ...options, ...about, to];
    this.sources.push(spawn('ffmpeg', args, { stdio: 'ignore' }));
    await this.until('/status-json.xsl', (status) => status.includes(mount));
  }

  /** Announces what a station plays. */
  async announce(mount: string, song: string): Promise<void> {
    const query = new URLSearchParams({ mount, mode: 'updinfo', song, charset: 'UTF-8' });
    const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
    await fetch(`${this.origin}/admin/metadata?${query.toString()}`, { headers: { authorization } });
  }

  async stop(): Promise<void> {
    for (const child of [...this.sources, this.server]) {
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  private async until(path: string, isSo: (body: string) => boolean): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      const body = await fetch(`${this.origin}${path}`).then((answer) => answer.text(), () => undefined); // prettier-ignore
      if (body !== undefined && isSo(body)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Icecast did not come up: ${path}`);
  }
}

function configuration(port: number, folder: string, logs: string): string {
  return `<icecast>
  <limits><clients>50</clients><sources>5</sources><queue-size>524288</queue-size><burst-size>65536</burst-size></limits>
  <authentication>
    <source-password>${PASSWORD}</source-password>
    <admin-user>admin</admin-user><admin-password>${PASSWORD}</admin-password>
  </authentication>
  <hostname>127.0.0.1</hostname>
  <listen-socket><port>${port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <fileserve>1</fileserve>
  <paths>
    <basedir>${folder}</basedir><logdir>${logs}</logdir>
    <webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot>
  </paths>
  <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>3</loglevel></logging>
</icecast>`;
}
