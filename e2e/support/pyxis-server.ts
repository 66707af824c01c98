import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../scripts/support/free-port.mjs';

const ENTRY = resolve(import.meta.dirname, '../../dist/backend/main.js');
const START_LIMIT_MS = 20_000;

export interface ServerSettings {
  /** Music folders; absent: none is configured, so the demo library plays. */
  readonly folders?: readonly string[];
  readonly basePath?: string;
  /** Settings of further sources, by their section. */
  readonly sources?: Readonly<Record<string, object>>;
  /** Secrets, as they are given by the environment. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Names under which it may be asked, beside its own. */
  readonly allowedHosts?: readonly string[];
}

/** A built server as a person would start it, with its own data, cache and configuration in a scratch folder. */
export class PyxisServer {
  /** Everything it printed, for a failed test's report. */
  log = '';
  private child?: ChildProcess;

  private constructor(
    private readonly scratch: string,
    private readonly configFile: string,
    readonly url: string,
    private readonly secrets: Readonly<Record<string, string>>,
  ) {}

  static async start(settings: ServerSettings = {}): Promise<PyxisServer> {
    const scratch = mkdtempSync(join(tmpdir(), 'pyxis-e2e-'));
    const port = await freePort();
    const basePath = settings.basePath ?? '/';
    const configFile = join(scratch, 'config.yaml');
    const config = {
      server: { hostname: '127.0.0.1', port, basePath, allowedHosts: settings.allowedHosts ?? [] },
      sources: { ...(settings.folders && { local: { paths: settings.folders } }), ...settings.sources },
    };
    // JSON is YAML.
    writeFileSync(configFile, JSON.stringify(config));
    const server = new PyxisServer(scratch, configFile, `http://127.0.0.1:${port}${basePath}`, settings.secrets ?? {});
    await server.up();
    return server;
  }

  /** Starts it (again) and waits until it answers. */
  async up(): Promise<void> {
    const child = spawn(process.execPath, [ENTRY, '--config', this.configFile], {
      env: { ...process.env, ...this.home(), ...this.secrets, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    this.child = child;
    const giveUpAt = Date.now() + START_LIMIT_MS;
    while (!(await this.answers())) {
      if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`The server did not start:\n${this.log}`);
      await new Promise((resume) => setTimeout(resume, 50));
    }
  }

  /** Stops it as a service manager would; its data stay. */
  async down(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  /** As when the plug is pulled. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(new URL('readyz', this.url))).ok;
    } catch {
      return false;
    }
  }

  /** A home of its own, so that nothing of the person who runs the tests is read or written. */
  private home(): Record<string, string> {
    const folder = (name: string): string => {
      const path = join(this.scratch, name);
      mkdirSync(path, { recursive: true });
      return path;
    };
    return {
      HOME: folder('home'),
      XDG_DATA_HOME: folder('data'),
      XDG_CACHE_HOME: folder('cache'),
      XDG_STATE_HOME: folder('state'),
      XDG_CONFIG_HOME: folder('config'),
    };
  }
}
