// What a release has beside what runs: how to install it.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fill } from './launcher.mjs';
import { root } from './runtime.mjs';

/** From the repository to the archive. */
const FILES = {
  'docs/config.example.yaml': 'config.yaml',
  'docs/config.schema.json': 'docs/config.schema.json',
  'docs/configuration.md': 'docs/configuration.md',
  'docs/install': 'docs/install',
  'docs/scrobbling.md': 'docs/scrobbling.md',
  'nix/units/pyxis.service': 'systemd/pyxis.service',
  'nix/units/pyxis-user.service': 'systemd/user/pyxis.service',
};

/**
 * @param {string} folder where the server and its Node were staged
 * @param {{ version: string, machine: string, glibc: string }} facts
 */
export function addReleaseFiles(folder, facts) {
  for (const [from, to] of Object.entries(FILES)) cpSync(join(root, from), join(folder, to), { recursive: true });
  const install = readFileSync(join(root, 'scripts/release/INSTALL.md'), 'utf8');
  writeFileSync(join(folder, 'INSTALL.md'), fill(install, facts));
}
