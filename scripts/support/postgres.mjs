// A PostgreSQL of our own for the tests, on a scratch folder and a free port.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './free-port.mjs';

const START_LIMIT_MS = 30_000;
const DEBIAN = '/usr/lib/postgresql';

/** Through the socket for whoever runs the tests, as `pyxis`; a role of one test with a password; else without. */
const ACCESS = [
  'local all all peer map=tests',
  'host all pyxis_with_password 127.0.0.1/32 scram-sha-256',
  'host all all 127.0.0.1/32 trust',
];

/** The folder with `initdb` and `postgres`, newest version first; undefined where there is no PostgreSQL server. */
export function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/**
 * @param {string} binaries what `findPostgres` found
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres(binaries) {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-postgres-'));
  const identity = ordinaryUser();
  if (identity) chownSync(folder, identity.uid, identity.gid);
  const data = join(folder, 'data');
  const options = { ...identity, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const initial = ['-D', data, '-U', 'pyxis', '--auth=trust', '--encoding=UTF8', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), initial, { ...options, stdio: 'pipe' });
  writeFileSync(join(data, 'pg_hba.conf'), `${ACCESS.join('\n')}\n`);
  writeFileSync(join(data, 'pg_ident.conf'), `tests "${userInfo().username}" pyxis\n`);

  const port = await freePort();
  // Nothing here outlives the tests, so nothing need reach the disk.
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const words = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(binaries, 'postgres'), words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const ready = new Promise((resolve, reject) => {
    const onOutput = (/** @type {Buffer} */ chunk) => {
      log += chunk.toString();
      if (log.includes('ready to accept connections')) resolve(undefined);
    };
    server.stdout.on('data', onOutput);
    server.stderr.on('data', onOutput);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
    setTimeout(() => reject(new Error(`PostgreSQL did not start in time:\n${log}`)), START_LIMIT_MS).unref();
  });
  await ready;
  return {
    url: `postgres://pyxis@127.0.0.1:${port}/postgres`,
    async stop() {
      const gone = once(server, 'exit');
      // “Fast”: disconnects whoever is left.
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: its own user, or nobody. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return undefined;
  const id = (/** @type {string} */ flag) => {
    for (const user of ['postgres', 'nobody']) {
      try {
        return Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      } catch {
        // There is no such user; the next one will do.
      }
    }
    throw new Error('There is no user that PostgreSQL could run as.');
  };
  return { uid: id('-u'), gid: id('-g') };
}
