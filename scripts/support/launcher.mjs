// `bin/pyxis` of a folder that was staged together with its Node.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './runtime.mjs';

/** What `uname -m` says, by Node's name. */
const MACHINES = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * @param {string} folder
 * @returns the machines that the folder is for: those like this one, with this glibc or a newer one
 */
export function writeLauncher(folder) {
  const machine = MACHINES[/** @type {keyof typeof MACHINES} */ (process.arch)];
  const glibc = neededGlibc(folder);
  const template = readFileSync(join(root, 'scripts/release/pyxis.sh'), 'utf8');
  const file = join(folder, 'bin/pyxis');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, fill(template, { machine, glibc }), { mode: 0o755 });
  return { machine, glibc };
}

/**
 * The oldest glibc that everything compiled in there can be loaded with.
 * @param {string} folder
 */
function neededGlibc(folder) {
  const libraries = readdirSync(join(folder, 'node_modules'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:node|so[.\d]*)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  // Programs and libraries name the versions of the symbols that they need; all of glibc 2.
  const minors = [join(folder, 'node/bin/node'), ...libraries].flatMap((file) => {
    return [...readFileSync(file, 'latin1').matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  });
  return `2.${Math.max(...minors)}`;
}

/**
 * @param {string} template
 * @param {Record<string, string>} values put in for `@name@`
 */
export function fill(template, values) {
  return template.replaceAll(/@(\w+)@/g, (_match, /** @type {string} */ name) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nothing is known of @${name}@.`);
    return value;
  });
}
