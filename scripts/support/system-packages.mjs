// What the tests need and npm cannot bring: a Chromium and ffmpeg; and what the checks of deployment can use.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail } from './runtime.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Programs with which deployment and live radio are checked, and Debian's packages that have them. */
const DEPLOYMENT = {
  'nix-instantiate': 'nix-bin',
  'systemd-analyze': 'systemd',
  'systemd-nspawn': 'systemd-container',
  mmdebstrap: 'mmdebstrap',
  'yt-dlp': 'yt-dlp',
  nginx: 'nginx-light',
  caddy: 'caddy',
  promtool: 'prometheus',
  icecast2: 'icecast2',
  openssl: 'openssl',
};
/** Debian starts these as soon as it has them; on somebody's machine that is not ours to do. */
const STARTED = ['nginx', 'caddy', 'promtool', 'icecast2'];

/**
 * Installs them on Debian as root; elsewhere ends and says what to install.
 * @returns where Chromium is
 */
export function ensureSystemPackages() {
  const missing = [...(findChromium() ? [] : ['chromium']), ...(findProgram('ffmpeg') ? [] : ['ffmpeg'])];
  if (missing.length > 0) {
    const names = missing.join(' ');
    if (!canInstall()) {
      fail(
        `The tests need ${missing.join(' and ')} on the PATH. Install first, for example: sudo apt-get install ${names}` +
          (missing.includes('chromium') ? '\nA Chromium elsewhere can be named with CHROMIUM_PATH.' : ''),
      );
    }
    const failure = install(missing);
    if (failure !== undefined) fail(failure);
  }
  return findChromium() ?? fail('Chromium was installed but is not on the PATH.');
}

/**
 * Installs on Debian as root what can be had of the programs that deployment is checked with; it is no fault when one
 * cannot: its checks are skipped.
 * @returns what is missing now, as lines for a person
 */
export function tryDeploymentPackages() {
  const missing = () => Object.entries(DEPLOYMENT).filter(([program]) => findProgram(program) === undefined);
  const wanted = missing().filter(([program]) => !STARTED.includes(program) || !existsSync('/run/systemd/system'));
  if (wanted.length > 0 && canInstall()) install(wanted.map(([, name]) => name));
  return missing().map(([program, name]) => `${program} is not installed (on Debian: apt-get install ${name})`);
}

/** Installs on Debian as root what makes virtual environments of Python, where it is missing. */
export function tryPythonEnvironments() {
  const { status } = spawnSync('python3', ['-c', 'import ensurepip, venv']);
  if (status !== 0 && canInstall()) install(['python3-venv']);
}

function canInstall() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/**
 * @param {string[]} names
 * @returns {string | undefined} what went wrong
 */
function install(names) {
  console.log(`Installing ${names.join(', ')}.`);
  // A run level at which nothing is started, for systems without systemd.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const words of [['update'], ['install', '--yes', '--no-install-recommends', ...names]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['--quiet', ...words], { env, encoding: 'utf8' });
    if (status !== 0) return `${stdout}${stderr}\napt-get ${words.join(' ')} failed.`;
  }
  return undefined;
}

function findChromium() {
  const { CHROMIUM_PATH: named } = process.env;
  if (named) return existsSync(named) ? named : fail(`CHROMIUM_PATH names ${named}, which is not there.`);
  return CHROMIUM.map(findProgram).find((path) => path !== undefined);
}

/** @param {string} name */
function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
