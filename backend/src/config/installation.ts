import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** What is installed, where, and what it was started with. */
export class Installation {
  /** The package's folder. Sources and compiled code lie equally deep below it. */
  readonly root = fileURLToPath(new URL('../../../', import.meta.url));
  readonly version = versionOf(join(this.root, 'package.json'));
  readonly startedAtMs = Date.now();
  readonly demoFolder = join(this.root, 'demo');
  /** The compiled web app; may be absent. */
  webFolder = join(this.root, 'dist/frontend/browser');
  /** The demo library plays because no music folder is set. */
  isDemo = false;
  /** The configuration file in force. */
  configFile?: string;
}

function versionOf(file: string): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
