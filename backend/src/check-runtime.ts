import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Node-API 10 came with Node 22.14; on anything older the SQLite driver ends the process without a word. */
const NEEDED_NODE_API = 10;
const PINNED_NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

/**
 * Runs first, before any module with native code is loaded. On a Node that is too old it hands over to the one that npm
 * installed and never lets the importing module go on.
 */
if (Number(process.versions.napi) < NEEDED_NODE_API) {
  if (!existsSync(PINNED_NODE)) {
    console.error(`Pyxis needs Node 24.15 or newer; this is ${process.version} (${process.execPath}).`);
    process.exit(1);
  }
  const child = spawn(PINNED_NODE, process.argv.slice(1), { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; a service manager signals only this one.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => undefined);
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
  await new Promise(() => undefined);
}
