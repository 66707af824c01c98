import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { compileServer, Program } from '../support/program.js';

const DEMO = resolve(import.meta.dirname, '../../../demo');
const SCRIPT = resolve(import.meta.dirname, '../bench/reference-server.ts');

let program: Program;

beforeAll(() => {
  compileServer();
  program = new Program();
}, 600_000);

afterAll(() => program.remove());

it('the bare server of the benchmark answers what the server does', async () => {
  const env = { PYXIS_SOURCES_LOCAL_PATHS: DEMO };
  expect((await program.run(['scan'], env)).code).toBe(0);
  const running = await program.serve([], env);
  const port = await freePort();
  const bare = spawn(process.execPath, ['--no-warnings', SCRIPT, program.database, String(port)], { stdio: 'inherit' });
  try {
    const ask = async (server: string, path: string): Promise<object> => {
      const response = await fetch(new URL(path, server));
      return (await response.json()) as object;
    };
    const answer = async (path: string): Promise<object> => {
      while (bare.exitCode === null) {
        try {
          return await ask(`http://127.0.0.1:${port}/`, path);
        } catch {
          // It does not listen yet.
          await delay(50);
        }
      }
      throw new Error(`It ended with ${bare.exitCode}.`);
    };
    const albums = 'api/v1/albums?limit=50';
    expect(await answer(albums)).toEqual(await ask(running.url, albums));
    const found = (await answer('api/v1/search?q=rain&limit=10')) as { tracks: object[] };
    expect(found.tracks).toEqual(((await ask(running.url, 'api/v1/search?q=rain&limit=10')) as typeof found).tracks);
    expect(found.tracks).toHaveLength(1);
  } finally {
    const ended = once(bare, 'exit');
    bare.kill();
    await ended;
  }
});
