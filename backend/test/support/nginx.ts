import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** Debian keeps servers where only root looks for programs. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
/** So slow that a file can be seen on its way. */
const BYTES_A_SECOND = '1m';

/** Where the program is; undefined where it is not installed (on Debian: apt-get install nginx-light). */
export function findNginx(): string | undefined {
  return FOLDERS.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
}

/** A request as it was logged once it was answered; empty: there was no such header. */
export interface Logged {
  readonly status: number;
  readonly path: string;
  readonly range: string;
  readonly ifRange: string;
  readonly ifNoneMatch: string;
  /** How the answer was packed. */
  readonly encoding: string;
}

/** A real nginx that serves files as hosts of podcasts do: with tags and dates, in parts, and feeds packed. */
export class Nginx {
  private child?: ChildProcess;
  private port = 0;

  constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Every request that was answered to its end. */
  get log(): Logged[] {
    const lines = readFileSync(join(this.folder, 'access.log'), 'utf8').trim().split('\n');
    return lines.map((line) => {
      const [status, path = '', range = '', ifRange = '', ifNoneMatch = '', encoding = ''] = line.split('|'); // prettier-ignore
      return { status: Number(status), path, range, ifRange, ifNoneMatch, encoding };
    });
  }

  /** Writes a file below its root. @param atMs when it was written; hosts tell versions by it @returns its address */
  put(path: string, content: string | Buffer, atMs = Date.UTC(2026, 4, 1)): string {
    const file = join(this.folder, 'www', path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
    utimesSync(file, atMs / 1_000, atMs / 1_000);
    return `${this.origin}${path}`;
  }

  /** At the same address as before, where it was killed. */
  async start(): Promise<this> {
    this.port ||= await freePort();
    for (const name of ['www', 'body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) {
      mkdirSync(join(this.folder, name), { recursive: true });
    }
    const file = join(this.folder, 'nginx.conf');
    writeFileSync(file, configuration(this.port, this.folder));
    this.child = spawn(this.program, ['-p', this.folder, '-c', file], { stdio: 'ignore' });
    for (let tries = 0; tries < 300; tries++) {
      if (await isUp(this.origin)) return this;
      await delay(100);
    }
    throw new Error('nginx did not come up.');
  }

  /** In the midst of whatever it sends. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

function isUp(origin: string): Promise<boolean> {
  return fetch(origin).then(
    async (answer) => {
      await answer.body?.cancel();
      return true;
    },
    () => false,
  );
}

/** One process does it all, so that it can be killed. */
function configuration(port: number, folder: string): string {
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off;
    master_process off;
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    events {}
    http {
      log_format asked escape=none '$status|$uri|$http_range|$http_if_range|$http_if_none_match|$sent_http_content_encoding';
      access_log ${folder}/access.log asked;
      client_body_temp_path ${folder}/body;
      proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi;
      scgi_temp_path ${folder}/scgi;
      types { application/rss+xml xml; audio/mpeg mp3; }
      gzip on;
      gzip_types application/rss+xml;
      server {
        listen 127.0.0.1:${port};
        root ${folder}/www;
        location /audio/ { limit_rate ${BYTES_A_SECOND}; }
      }
    }`;
}
