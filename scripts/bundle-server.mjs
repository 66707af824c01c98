// After the server's compilation: puts its modules, and those of the packages it is made of, into a few files. A start finds
// and opens some twenty files instead of two thousand, which takes it half the time; a thread's start, of which there are
// two in each scan, takes as much CPU time as to read hundreds of tracks otherwise.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support/runtime.mjs';

const modules = join(root, 'dist/modules');
const product = join(root, 'dist/backend');

/**
 * ES modules that ask for CommonJS by a `require` of their own, which the bundler does not see: they would load a second copy
 * of Express from the packages, whenever a server starts.
 * @type {import('esbuild').Plugin}
 */
const ownRequire = {
  name: 'own-require',
  setup(bundle) {
    bundle.onLoad({ filter: /@nestjs[\\/]serve-static[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace('const require = createRequire(import.meta.url);', ''), loader: 'js' };
    });
  },
};

/**
 * The numbering plans of all countries, which the validator knows for telephone numbers. Nobody is asked for one here.
 * @type {import('esbuild').Plugin}
 */
const noTelephone = {
  name: 'no-telephone',
  setup(bundle) {
    bundle.onResolve({ filter: /^libphonenumber-js/ }, ({ path }) => ({ path, namespace: 'no-telephone' }));
    bundle.onLoad({ filter: /^/, namespace: 'no-telephone' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  outdir: product,
  bundle: true,
  platform: 'node',
  format: 'esm',
  plugins: [ownRequire, noTelephone],
  target: 'node24',
  sourcemap: true,
  sourcesContent: false,
  // The engine keeps the text of every module in memory. Names stay as they are, and lines short enough for a stack trace
  // to say something without the map; licences stand beside the files.
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: 'external',
  // Nest imports some packages only when it needs them, by their named exports; those of CommonJS would be lost.
  mainFields: ['module', 'main'],
  external: [
    // With compiled parts, or loaded when a configuration asks for them.
    'better-sqlite3',
    'sharp',
    'pg',
    // Finds its files beside itself.
    'swagger-ui-dist',
    // Nest asks whether these are installed; they are not.
    '@nestjs/microservices',
    '@nestjs/platform-fastify',
    '@nestjs/websockets',
    '@fastify/static',
    'class-transformer/storage',
  ],
  // Packages that are CommonJS ask for others by `require`, which ES modules do not have.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
  // What Nest's compiler plugin adds to DTOs says some things twice.
  logOverride: { 'duplicate-object-key': 'silent' },
};

rmSync(product, { recursive: true, force: true });
await build({
  ...common,
  entryPoints: [join(modules, 'main.js')],
  // Commands load what they need when they run. As deep as compiled modules, so that paths relative to one hold in both.
  splitting: true,
  // Log lines, migrations and the description of the API go by names of classes, which esbuild changes where two meet.
  keepNames: true,
  chunkNames: 'chunks/[name]-[hash]',
});
// Without names kept: for that each function is wrapped whenever one is made, which costs a scan a tenth of its time.
await build({
  ...common,
  // Beside the chunks that start them.
  entryPoints: {
    'chunks/document-worker': join(modules, 'sources/podcast/feed/document-worker.js'),
    'chunks/collection-worker': join(modules, 'sources/local/collection-worker.js'),
    'chunks/picture-worker': join(modules, 'artwork/picture-worker.js'),
    'chunks/writer-thread': join(modules, 'library/scan/writer-thread.js'),
  },
});

// One character beyond Latin-1 in it, and the engine keeps all text of a module at two bytes a character. esbuild escapes
// what stands in strings and leaves regular expressions as they are, where the escapes mean the same.
const BEYOND_ASCII = /[^\0-\x7F]/g;
const RAW_BEYOND_ASCII = /String\.raw`[^`]*[^\0-\x7F]/;
for (const name of readdirSync(product, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.js')) continue;
  const file = join(product, name);
  const text = readFileSync(file, 'utf8');
  if (RAW_BEYOND_ASCII.test(text)) throw new Error(`${name}: String.raw would show the escapes of its text.`);
  const escaped = text.replace(BEYOND_ASCII, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (escaped !== text) writeFileSync(file, escaped);
}
