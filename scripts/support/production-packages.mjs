// Which packages below node_modules a running server needs, by the lock file.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, libc, root } from './runtime.mjs';

/**
 * What the lock file says of a package.
 * @typedef {object} Locked
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string | string[]} [libc]
 */

/**
 * Follows the dependencies as Node will when it looks for them. The lock file's own marks would not do: it counts what
 * anything could make use of (`typescript`, say) as needed.
 * @returns folders below the root such as `node_modules/sharp`, sorted; what is optional only where it is installed
 */
export function productionPackages() {
  /** @type {Record<string, Locked>} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const here = { os: process.platform, cpu: process.arch, libc: libc() };
  const fits = (/** @type {Locked} */ locked) => {
    return /** @type {const} */ (['os', 'cpu', 'libc']).every((trait) => {
      return locked[trait] === undefined || [locked[trait]].flat().includes(here[trait] ?? '');
    });
  };
  /** @type {Set<string>} */
  const found = new Set();

  /** @param {string} from @param {string[]} names @param {boolean} isOptional */
  function follow(from, names, isOptional) {
    for (const name of names) {
      const folder = resolveFrom(packages, from, name);
      if (folder === undefined || !fits(packages[folder] ?? {}) || !existsSync(join(root, folder))) {
        if (isOptional) continue;
        fail(`${name} is not installed, or not for this machine. Run npm ci first.`);
      }
      if (found.has(folder)) continue;
      found.add(folder);
      const { dependencies = {}, optionalDependencies = {}, ...locked } = packages[folder] ?? {};
      const { peerDependencies = {}, peerDependenciesMeta = {} } = locked;
      const neededPeers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
      follow(folder, [...Object.keys(dependencies), ...neededPeers], false);
      follow(folder, Object.keys(optionalDependencies), true);
    }
  }
  follow('', Object.keys(packages['']?.dependencies ?? {}), false);
  return [...found].sort();
}

/**
 * @param {Record<string, Locked>} packages
 * @param {string} from folder of the package that asks; empty for the root
 * @param {string} name
 * @returns {string | undefined} the nearest folder above with that name, as Node resolves it
 */
function resolveFrom(packages, from, name) {
  const folder = `${from}${from && '/'}node_modules/${name}`;
  if (packages[folder]) return folder;
  if (from === '') return undefined;
  return resolveFrom(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}
