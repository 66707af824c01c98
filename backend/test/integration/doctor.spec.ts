import BetterSqlite3 from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeLastFm } from '../support/fake-lastfm.js';
import { compileServer, Program } from '../support/program.js';

/** For root, no folder is closed; without these two rights it is a user like others. */
const AS_ORDINARY_USER =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-all'] : [];
/** Keeps mounts to itself; the words after `--` are run with them. */
const WITH_READ_ONLY = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs -o ro none "$0" && exec "$@"'];

const works = (command: readonly string[]): boolean =>
  command.length === 0 || spawnSync(command[0]!, command.slice(1), { stdio: 'ignore' }).status === 0;

describe('the doctor', () => {
  let program: Program;
  let empty: string;

  beforeAll(compileServer, 600_000);

  beforeEach(() => {
    program = new Program();
    empty = join(program.home, 'empty');
    mkdirSync(empty);
  });

  afterEach(() => {
    program.remove();
  });

  const examine = (env: Readonly<Record<string, string>> = {}, ...words: string[]): ReturnType<Program['run']> =>
    program.run(['doctor', '--port', '0', ...words], env);
  /** The database as a server left it. */
  const leaveDatabase = async (): Promise<void> => {
    await (await program.serve()).stop();
  };
  const edit = (statement: string): void => {
    const handle = new BetterSqlite3(program.database);
    handle.exec(statement);
    handle.close();
  };

  it('finds a fresh installation in order, and leaves nothing behind', async () => {
    const { code, output } = await examine({}, '--hostname', '127.0.0.1');
    expect(code).toBe(0);
    expect(output).toMatch(/^✓ Pyxis \d+\.\d+\.\d+ on Node 2\d\./);
    expect(output).toContain('✓ Configuration: no file, the defaults are in force');
    expect(output).toMatch(new RegExp(`^✓ Data folder: ${program.data} \\(will be made\\), [\\d.]+ [GM]iB free$`, 'm'));
    expect(output).toContain(`✓ Database: ${program.database} (will be made)`);
    expect(output).toContain('✓ Port 0 on 127.0.0.1 is free');
    expect(output).not.toContain('✗');
    expect(readdirSync(program.home)).toEqual(['empty']);
  });

  it('looks at what the named configuration file says', async () => {
    const file = program.write('config.yaml', `database: { path: ${program.home}/elsewhere/music.db }`);
    const { output } = await examine({}, '--config', file);
    expect(output).toContain(`✓ Configuration: ${file}`);
    expect(output).toContain(`✓ Database: ${program.home}/elsewhere/music.db (will be made)`);
    const missing = await examine({}, '--config', join(program.home, 'gone.yaml'));
    expect(missing.code).toBe(78);
    expect(missing.output).toContain('The configuration file is not there.');
  });

  it('looks into the folders that a service is given', async () => {
    const { output } = await examine({ STATE_DIRECTORY: empty, CACHE_DIRECTORY: empty, LOGS_DIRECTORY: empty });
    for (const name of ['Data', 'Cache', 'State']) expect(output).toContain(`✓ ${name} folder: ${empty}, `);
    expect(readdirSync(empty)).toEqual([]);
  });

  it('says what does not work without ffmpeg and yt-dlp, and where they come from', async () => {
    const { code, output } = await examine({ PATH: empty });
    expect(code).toBe(0);
    expect(output).toMatch(/^! ffmpeg was not found on the PATH\. .*Debian: apt-get install ffmpeg\. NixOS: /m);
    expect(output).toMatch(
      /^! yt-dlp was not found on the PATH\. YouTube Music needs it, where that is switched on\. /m,
    );
  });

  it.each([
    ['deno-2.5.6, node-24.21.0', /^✓ yt-dlp 2026\.03\.01, with deno-2\.5\.6, node-24\.21\.0 for JavaScript\./m],
    ['none', /^! yt-dlp 2026\.03\.01 finds no JavaScript runtime that it can use/m],
  ])('asks yt-dlp what runs JavaScript for it: %s', async (runtimes, expected) => {
    const header = `case "$*" in *--version*) echo 2026.03.01;; *) echo '[debug] JS runtimes: ${runtimes}' >&2; exit 2;; esac`;
    const { output } = await examine({ PATH: program.fake('yt-dlp', header) });
    expect(output).toMatch(expected);
  });

  it('looks at the yt-dlp that the configuration names', async () => {
    const { output } = await examine({ PYXIS_SOURCES_YTMUSIC_YT_DLP: '/nowhere/yt-dlp' });
    expect(output).toContain('! yt-dlp was not found as /nowhere/yt-dlp.');
  });

  it('finds a yt-dlp that is too old, and programs that do not run', async () => {
    program.fake('ffmpeg', 'exit 1');
    const { code, output } = await examine({ PATH: program.fake('yt-dlp', 'echo 2023.03.04') });
    expect(code).toBe(0);
    expect(output).toContain('! yt-dlp 2023.03.04 is older than 2025.11.12.');
    expect(output).toContain('! ffmpeg is there but does not run.');
    program.fake('yt-dlp', 'exit 1');
    expect((await examine({ PATH: join(program.home, 'bin') })).output).toContain(
      '! yt-dlp is there but does not run.',
    );
  });

  it('tells of each secret whether it is there, never what it is', async () => {
    const gone = join(program.home, 'gone');
    program.fake('ffmpeg', `/usr/bin/env > ${program.home}/environment; echo ffmpeg version 7`);
    const { code, output } = await examine({
      PATH: join(program.home, 'bin'),
      PYXIS_LISTENBRAINZ_TOKEN: 'hunter2',
      PYXIS_LASTFM_API_KEY_FILE: gone,
    });
    expect(code).toBe(0);
    expect(output).toContain('✓ Secret listenbrainz-token: set');
    expect(output).toContain(
      `! Secret lastfm-api-key: not set. The secret file ${gone} (PYXIS_LASTFM_API_KEY_FILE) is`,
    );
    expect(output.split(gone)).toHaveLength(2);
    expect(output).toMatch(/^– Secret lastfm-shared-secret: not set\. .* Looked for in PYXIS_LASTFM_SHARED_SECRET, /m);
    expect(output).not.toContain('database-password');
    expect(output).not.toContain('hunter2');
    expect(readFileSync(join(program.home, 'environment'), 'utf8')).not.toContain('hunter2');
  });

  it('says what ListenBrainz wants to know before it answers', async () => {
    const token = { PYXIS_LISTENBRAINZ_TOKEN: 'hunter2' };
    const { code, output } = await examine(token);
    expect(code).toBe(0);
    expect(output).toMatch(/^! ListenBrainz refuses calls that do not say whom to contact\. Set server\.contact /m);
    const told = await examine({ ...token, PYXIS_SERVER_CONTACT: 'somebody@example.org' });
    expect(told.output).not.toContain('server.contact');
  });

  it('tells how the services of a running server are doing', async () => {
    const lastFm = await new FakeLastFm().start();
    const running = await program.serve([], {
      PYXIS_LISTENBRAINZ_TOKEN: 'hunter2',
      PYXIS_LASTFM_API_KEY: lastFm.apiKey,
      PYXIS_LASTFM_SHARED_SECRET: lastFm.sharedSecret,
      PYXIS_SCROBBLING_LASTFM_BASE_URL: `${lastFm.origin}/2.0/`,
    });
    const flags = ['--hostname', '127.0.0.1', '--port', new URL(running.url).port];
    expect((await program.run(['doctor', ...flags])).output).not.toContain('✓ Last.fm answers');
    await fetch(`${running.url}api/v1/scrobbling/lastfm/connect`, { method: 'POST' });
    await vi.waitFor(
      async () => {
        const { output } = await program.run(['doctor', ...flags]);
        expect(output).toContain('✓ Last.fm answers');
        expect(output).toMatch(/^! ListenBrainz refuses calls .* Set server\.contact /m);
        expect(output).not.toContain('hunter2');
      },
      { timeout: 25_000, interval: 500 },
    );
    expect((await running.stop()).code).toBe(0);
    await lastFm.stop();
  });

  it('finds a file where a folder should be', async () => {
    program.write('data/pyxis', 'a file in the place of the folder');
    const { code, output } = await examine();
    expect(code).toBe(1);
    expect(output).toContain(`✗ Data folder: ${program.data} is a file, not a folder.`);
  });

  it('finds folders that this user may not write to, and music that it may not read', async ({ skip }) => {
    if (!works([...AS_ORDINARY_USER, ...(AS_ORDINARY_USER.length > 0 ? ['true'] : [])])) {
      skip('needs setpriv (util-linux) to run as somebody else than root');
    }
    mkdirSync(program.data, { recursive: true });
    chmodSync(program.data, 0o500);
    chmodSync(empty, 0o000);
    const env = { PYXIS_SOURCES_LOCAL_PATHS: empty };
    const { code, output } = await program.runUnder(AS_ORDINARY_USER, ['doctor', '--port', '0'], env);
    chmodSync(program.data, 0o700);
    expect(code).toBe(1);
    expect(output).toContain(`✗ Data folder: ${program.data} cannot be written: this user may not write there.`);
    expect(output).toContain(`! Music folder: ${empty} may not be read by this user.`);
  });

  it('finds a disk that is mounted read-only', async ({ skip }) => {
    if (!works([...WITH_READ_ONLY, empty, 'true'])) skip('needs the right to mount');
    const { code, output } = await program.runUnder([...WITH_READ_ONLY, empty], ['doctor', '--port', '0'], {
      STATE_DIRECTORY: empty,
    });
    expect(code).toBe(1);
    expect(output).toContain(`✗ Data folder: ${empty} cannot be written: the disk is mounted read-only.`);
  });

  it('warns when a disk is nearly full', async ({ skip }) => {
    const small = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs -o size=4m none "$0" && exec "$@"'];
    if (!works([...small, empty, 'true'])) skip('needs the right to mount');
    const { code, output } = await program.runUnder([...small, empty], ['doctor', '--port', '0'], {
      CACHE_DIRECTORY: empty,
    });
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`^! Cache folder: ${empty}, [34] MiB free\\. Less than 1 GiB is left`, 'm'));
  });

  it('finds music folders that are not there or empty', async () => {
    const { code, output } = await examine({ PYXIS_SOURCES_LOCAL_PATHS: `${program.home}/unplugged:${empty}` });
    expect(code).toBe(0);
    expect(output).toContain('unplugged is not there. Is the disk mounted?');
    expect(output).toContain(`! Music folder: ${empty} is empty. Is the disk mounted?`);
  });

  it('looks at an older database without bringing it up to date', async () => {
    await leaveDatabase();
    edit(`DELETE FROM migrations WHERE name = (SELECT max(name) FROM migrations WHERE name LIKE 'Index%')`);
    const before = readFileSync(program.database);
    const files = readdirSync(program.data);
    const { code, output } = await examine();
    expect(code).toBe(0);
    expect(output).toContain(`! Database: ${program.database} is of an older Pyxis.`);
    expect(readFileSync(program.database).equals(before)).toBe(true);
    expect(readdirSync(program.data)).toEqual(files);
  });

  it('says that a database is of a newer Pyxis', async () => {
    await leaveDatabase();
    edit(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`);
    const { code, output } = await examine();
    expect(code).toBe(1);
    expect(output).toContain(`✗ Database: The database ${program.database} was written by a newer Pyxis`);
  });

  it('says that a file is no database', async () => {
    program.write('data/pyxis/pyxis.db', 'This is not a database. '.repeat(500));
    const { code, output } = await examine();
    expect(code).toBe(1);
    expect(output).toContain(`✗ Database: The database ${program.database} is damaged, or not a database.`);
  });

  it('says that a PostgreSQL cannot be reached', async () => {
    const env = { PYXIS_DATABASE_TYPE: 'postgres', PYXIS_DATABASE_URL: 'postgres://pyxis@localhost/pyxis?host=/gone' };
    const { code, output } = await examine(env);
    expect(code).toBe(1);
    expect(output).toContain(
      `✗ Database: The database ${env.PYXIS_DATABASE_URL} cannot be used: there is no such socket.`,
    );
    expect(output).toMatch(/^– Secret database-password: not set\./m);
  });

  it('ends when it is interrupted, and ends what it started', async () => {
    const note = program.write('pid', '');
    const bin = program.fake('ffmpeg', `echo $$ > ${note}; exec /bin/sleep 600`);
    const started = new Promise<number>((done) => {
      const watcher = watch(note, () => {
        const pid = Number(readFileSync(note, 'utf8'));
        if (pid === 0) return;
        watcher.close();
        done(pid);
      });
    });
    const ended = examine({ PATH: bin });
    const pid = await started;
    process.kill(Number(statusOf(pid, 'PPid')), 'SIGINT');
    expect((await ended).code).toBe(130);
    // What nobody waits for any more may stay in the list of processes, as a zombie.
    await vi.waitFor(() => expect(statusOf(pid, 'State') ?? 'Z').toMatch(/^[ZX]/));
  });
});

/** One line of /proc/PID/status; nothing once the process has gone. */
function statusOf(pid: number, name: string): string | undefined {
  try {
    return new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
