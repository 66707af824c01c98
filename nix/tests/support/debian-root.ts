import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { boxed, BOXED_ENVIRONMENT, removeBox } from './boxed.js';

const ROOT = resolve(import.meta.dirname, '../../../node_modules/.cache/pyxis/debian-12');
const SUITE = 'bookworm';
/** Without any of them there is no container; the package on Debian that brings each. */
const PROGRAMS = {
  mmdebstrap: 'mmdebstrap',
  'systemd-nspawn': 'systemd-container',
  systemctl: 'systemd',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
};

/** A Debian with its essential packages, apt and systemd, and nothing else: where it is, or why there is none. */
export type DebianRoot = { readonly path: string } | { readonly absent: string };

/** Finds the root that containers start from, and makes it the first time. */
export function debianRoot(): DebianRoot {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { absent: 'only root on Linux can boot one' };
  const missing = Object.entries(PROGRAMS).flatMap(([program, brings]) => (isInstalled(program) ? [] : [brings]));
  if (missing.length > 0) return { absent: `not installed (on Debian: apt-get install ${missing.join(' ')})` };
  const absent = (existsSync(ROOT) ? undefined : make()) ?? tryOut();
  return absent === undefined ? { path: ROOT } : { absent };
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** @returns why it could not be made */
function make(): string | undefined {
  mkdirSync(dirname(ROOT), { recursive: true });
  const draft = mkdtempSync(`${ROOT}-`);
  const { status, stderr } = spawnSync(
    'mmdebstrap',
    [
      '--mode=root',
      '--format=directory',
      '--variant=apt',
      '--include=systemd',
      ...['doc', 'man', 'locale'].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
      '--aptopt=Acquire::Languages "none"',
      SUITE,
      draft,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    return `a Debian root could not be made: ${stderr.trim().split('\n').at(-1) ?? ''}`;
  }
  // What an installer writes. Without an id of its own a machine believes that this is its first boot, and asks.
  writeFileSync(join(draft, 'etc/machine-id'), '70797869730000000000000000000000\n');
  writeFileSync(join(draft, 'etc/hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  writeFileSync(join(draft, 'etc/hostname'), 'pyxis\n');
  renameSync(draft, ROOT);
  return undefined;
}

/** @returns why nothing runs in it: no right to mount, no control groups, no overlays */
function tryOut(): string | undefined {
  const scratch = mkdtempSync(join(tmpdir(), 'pyxis-try-'));
  const [program, ...words] = boxed(ROOT, scratch, ['/bin/true']);
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8', env: BOXED_ENVIRONMENT });
  removeBox(scratch);
  return status === 0 ? undefined : `containers do not start here: ${stderr.trim().split('\n').at(-1) ?? ''}`;
}
