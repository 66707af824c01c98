import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const LIB = resolve(import.meta.dirname, '../../lib');
/** Debian keeps servers where only root looks for programs. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** What stands between people and Pyxis. */
export interface Route {
  readonly port: number;
  /** Where Pyxis listens, on 127.0.0.1. */
  readonly upstreamPort: number;
  /** With a slash at both ends. */
  readonly basePath: string;
}

/** A web server that can stand in front, with the directives that we recommend and nothing else of importance. */
export class ProxyKind {
  /** Where it is installed; absent: it is not. */
  readonly program?: string;

  constructor(
    readonly name: string,
    program: string,
    private readonly configure: (folder: string, route: Route) => string,
    private readonly words: (configFile: string, folder: string) => string[],
    private readonly ready: RegExp,
  ) {
    const found = FOLDERS.map((folder) => join(folder, program)).find((path) => existsSync(path));
    if (found !== undefined) this.program = found;
  }

  /** Starts it and waits until it listens. */
  async start(route: Route): Promise<RunningProxy> {
    const folder = mkdtempSync(join(tmpdir(), 'pyxis-proxy-'));
    const configFile = join(folder, 'proxy.conf');
    writeFileSync(configFile, this.configure(folder, route));
    const env = { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const child = spawn(this.program ?? '', this.words(configFile, folder), {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const proxy = new RunningProxy(child, folder);
    await proxy.says(this.ready);
    return proxy;
  }
}

export class RunningProxy {
  private output = '';

  constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  says(expected: RegExp): Promise<void> {
    return new Promise((done, fail) => {
      const look = (): void => {
        if (expected.test(this.output)) done();
      };
      this.child.stderr?.on('data', look);
      this.child.once('exit', () => fail(new Error(`It ended before it was ready:\n${this.output}`)));
    });
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill();
    await gone;
    rmSync(this.folder, { recursive: true });
  }
}

/** It compresses what it may, as other hosts of the same nginx may want it. */
const nginx = new ProxyKind(
  'nginx',
  'nginx',
  (folder, { port, upstreamPort, basePath }) => {
    for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
    return `
      ${process.getuid?.() === 0 ? 'user root;' : ''}
      daemon off;
      worker_processes 1;
      pid ${folder}/nginx.pid;
      error_log stderr notice;
      events {}
      http {
        access_log off;
        client_body_temp_path ${folder}/body;
        proxy_temp_path ${folder}/proxy;
        fastcgi_temp_path ${folder}/fastcgi;
        uwsgi_temp_path ${folder}/uwsgi;
        scgi_temp_path ${folder}/scgi;
        gzip on;
        gzip_proxied any;
        gzip_types application/json text/event-stream;
        server {
          listen 127.0.0.1:${port};
          location ${basePath} {
            proxy_pass http://127.0.0.1:${upstreamPort};
            ${readFileSync(join(LIB, 'nginx-location.conf'), 'utf8')}
          }
        }
      }`;
  },
  (configFile, folder) => ['-p', folder, '-c', configFile],
  /start worker processes/,
);

const caddy = new ProxyKind(
  'Caddy',
  'caddy',
  (_folder, { port, upstreamPort, basePath }) => `{
	admin off
	auto_https off
	grace_period 1s
}
:${port} {
	bind 127.0.0.1
	redir ${basePath.slice(0, -1)} ${basePath} 308
	reverse_proxy ${basePath}* 127.0.0.1:${upstreamPort} {
${readFileSync(join(LIB, 'caddy-reverse-proxy.conf'), 'utf8')}
	}
}
`,
  (configFile) => ['run', '--adapter', 'caddyfile', '--config', configFile],
  /serving initial configuration/,
);

export const PROXIES: readonly ProxyKind[] = [nginx, caddy];
