import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/index.js';
import { openDatabase } from '../../src/database/index.js';
import { createApp } from '../../src/http/index.js';

export interface TestApp {
  readonly app: NestExpressApplication;
  /** Scratch folder with everything the application keeps. */
  readonly home: string;
  shutDown(): Promise<void>;
  remove(): Promise<void>;
}

export interface TestAppOptions {
  /** Flags by the path of their key. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Environment variables, such as secrets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the compiled web app, by name; absent: none was built. */
  readonly web?: Readonly<Record<string, string | Buffer>>;
}

/** The whole application on a scratch folder, without any music, not listening. */
export async function createTestApp({ flags = {}, env = {}, web = {} }: TestAppOptions = {}): Promise<TestApp> {
  const home = mkdtempSync(join(tmpdir(), 'pyxis-app-'));
  const webFolder = join(home, 'web');
  for (const [name, content] of Object.entries(web)) {
    mkdirSync(join(webFolder, name, '..'), { recursive: true });
    writeFileSync(join(webFolder, name), content);
  }
  const loaded = loadConfig({ env: { ...env, HOME: home }, flags: { 'sources.local.enabled': 'false', ...flags } });
  loaded.installation.webFolder = webFolder;
  const opened = await openDatabase(loaded.config.database, loaded.directories, loaded.secrets);
  const { app, shutDown } = await createApp(loaded, opened.database, false);
  return {
    app,
    home,
    shutDown,
    async remove() {
      await app.close();
      await opened.close();
      rmSync(home, { recursive: true });
    },
  };
}
