// After the web app's build: writes a .br and a .gz beside every file that shrinks by it, so that the server need not
// compress anything while people wait.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './support/runtime.mjs';

const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest', '.txt', '.ico']);
/** Below this, headers weigh more than what is saved. */
const MIN_BYTES = 1_024;
/** What must be saved for a twin to be worth its place. */
const MAX_RATIO = 0.95;

const folder = join(root, 'dist/frontend/browser');
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !COMPRESSIBLE.has(extname(entry.name))) continue;
  const bytes = readFileSync(file);
  if (bytes.length < MIN_BYTES) continue;
  const twins = {
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    gz: gzipSync(bytes, { level: 9 }),
  };
  for (const [ending, twin] of Object.entries(twins)) {
    if (twin.length < bytes.length * MAX_RATIO) writeFileSync(`${file}.${ending}`, twin);
  }
}
