// Puts together the folder that a server runs from: built once, with nothing of npm in it.
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { writeLauncher } from './launcher.mjs';
import { productionPackages } from './production-packages.mjs';
import { fail, libc, root } from './runtime.mjs';

const OWN = ['package.json', 'LICENSE', 'dist/backend', 'dist/frontend', 'demo'];

const prebuilt = `${process.platform}${libc() === 'musl' ? 'musl' : ''}-${process.arch}`;
/** Parts of packages that no server ever opens, below node_modules: about half of all there is. */
const NEVER_RUN = [
  // For compilers and debuggers. Node refuses to run TypeScript of a package.
  /\.(?:map|[cm]?ts)$/,
  // What the SQLite driver was compiled from, and what it was compiled to for other machines.
  /^better-sqlite3\/(?:deps|src|node_modules\/node-addon-api)$/,
  new RegExp(`^better-sqlite3/prebuilds/(?!${prebuilt}\\.node$)`),
  /^typeorm\/browser$/,
];

/**
 * The server, the web app, the demo library and the packages that they need, without a Node.
 * @param {string} folder absolute; new, or empty
 */
export function stage(folder) {
  if (existsSync(folder) && readdirSync(folder).length > 0) fail(`${folder} is not empty.`);
  for (const name of OWN) {
    if (!existsSync(join(root, name))) fail(`There is no ${name}: run npm ci && npm run build first.`);
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  const modules = join(root, 'node_modules');
  for (const name of productionPackages()) {
    const from = join(root, name);
    // Packages inside packages are on the list themselves.
    const isOfUse = (/** @type {string} */ path) => {
      const inside = relative(modules, path);
      return relative(from, path) !== 'node_modules' && !NEVER_RUN.some((rule) => rule.test(inside));
    };
    cpSync(from, join(folder, name), { recursive: true, filter: isOfUse });
  }
}

/**
 * The Node of the lock file and `bin/pyxis`, which starts the server with it.
 * @param {string} folder where `stage` put the rest
 * @returns which machines it runs on
 */
export function stageNode(folder) {
  const node = join(root, `node_modules/node-${process.platform}-${process.arch}`);
  if (!existsSync(node)) {
    fail('npm installed no Node: it brings one for Linux with glibc on x64 and arm64. Elsewhere use --without-node.');
  }
  for (const name of ['bin/node', 'LICENSE']) cpSync(join(node, name), join(folder, 'node', name));
  return writeLauncher(folder);
}
