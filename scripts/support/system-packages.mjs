// What the tests need and npm cannot bring: a Chromium and ffmpeg.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail } from './runtime.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Installs them on Debian as root; elsewhere ends and says what to install.
 * @returns where Chromium is
 */
export function ensureSystemPackages() {
  const missing = [...(findChromium() ? [] : ['chromium']), ...(findProgram('ffmpeg') ? [] : ['ffmpeg'])];
  if (missing.length > 0) {
    const names = missing.join(' ');
    if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
      fail(
        `The tests need ${missing.join(' and ')} on the PATH. Install first, for example: sudo apt-get install ${names}` +
          (missing.includes('chromium') ? '\nA Chromium elsewhere can be named with CHROMIUM_PATH.' : ''),
      );
    }
    console.log(`Installing ${missing.join(' and ')}.`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const words of [['update'], ['install', '--yes', '--no-install-recommends', ...missing]]) {
      const { status, stdout, stderr } = spawnSync('apt-get', ['--quiet', ...words], { env, encoding: 'utf8' });
      if (status !== 0) fail(`${stdout}${stderr}\napt-get ${words.join(' ')} failed.`);
    }
  }
  return findChromium() ?? fail('Chromium was installed but is not on the PATH.');
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
