// After the web app's build: bundles the worker that lets it start without a network, with the names of the files to keep.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support/runtime.mjs';

const folder = join(root, 'dist/frontend/browser');
const page = readFileSync(join(folder, 'index.html'), 'utf8');
const main = /main-[\w-]+\.js/.exec(page)?.[0];
if (!main) throw new Error('The page names no script that it begins with.');
const hashed = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /-[\w-]{8}\.(?:js|css|woff2)$/.test(name))
  .map((name) => name.replaceAll('\\', '/'));
const files = [...hashed, 'favicon.svg', 'manifest.webmanifest', 'icon-192.png'].sort();
const version = createHash('sha256').update(page).update(files.join('\n')).digest('hex').slice(0, 12);

await build({
  entryPoints: [join(root, 'frontend/worker/main.ts')],
  outfile: join(folder, 'worker.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: { SHELL: JSON.stringify({ version, main, files }) },
  logLevel: 'warning',
});
