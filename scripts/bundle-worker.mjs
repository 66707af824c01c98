// After the server's build: puts what the reading thread runs into one file. The thread is started for each scan, and to
// find and load three dozen modules takes it as much CPU time as to read hundreds of tracks.
import { build } from 'esbuild';
import { join } from 'node:path';
import { root } from './support/runtime.mjs';

const worker = join(root, 'dist/backend/sources/local/collection-worker.js');
await build({
  entryPoints: [worker],
  outfile: worker,
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
});
