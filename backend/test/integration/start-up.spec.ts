import BetterSqlite3 from 'better-sqlite3';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileServer, Program } from '../support/program.js';
import { MIGRATIONS } from '../../src/database/data-source.js';

describe('the program', () => {
  let program: Program;

  beforeAll(compileServer, 600_000);

  beforeEach(() => {
    program = new Program();
  });

  afterEach(() => {
    program.remove();
  });

  const editDatabase = (statement: string): void => {
    const handle = new BetterSqlite3(program.database);
    handle.exec(statement);
    handle.close();
  };
  /** A start that failed says so in some lines, not in a stack. */
  const expectReadable = (output: string): void => {
    expect(output).not.toMatch(/^ +at /m);
    expect(output.trim().split('\n').length).toBeLessThan(30);
  };

  it('reports everything that is wrong with its configuration and ends with 78', async () => {
    const file = program.write('config.yaml', 'server:\n  port: many\nsorces: {}\n');
    const { code, output } = await program.run(['--config', file], { PYXIS_LOG_LEVEL: 'loud' });
    expect(code).toBe(78);
    expect(output).toContain('The configuration has 3 problems:');
    expect(output).toContain(`${file}:2:9  server.port`);
    expect(output).toContain('Did you mean sources?');
    expect(output).toContain('environment variable PYXIS_LOG_LEVEL  log.level');
    expectReadable(output);
  });

  it.each([
    ['malformed YAML', 'server: [\n', /config\.yaml:\d+:\d+\n\s+This is not valid YAML/],
    ['an unknown key', 'server: { prot: 1 }', /server\.prot\n\s+There is no such key\. Did you mean server\.port\?/],
    ['a wrong type', 'server: { port: "80" }', /server\.port\n\s+Found "80", allowed is a whole number/],
  ])('refuses %s with 78', async (_what, yaml, report) => {
    const { code, output } = await program.run(['config', 'check', '--config', program.write('config.yaml', yaml)]);
    expect({ code, output }).toEqual({ code: 78, output: expect.stringMatching(report) as string });
    expectReadable(output);
  });

  it('leaves the libraries for calls to services outside to the first call', () => {
    const chunks = resolve(import.meta.dirname, '../../../dist/backend/chunks');
    const namesOf = (start: string): string[] => readdirSync(chunks).filter((name) => name.startsWith(start));
    const isModule = (name: string): boolean => name.endsWith('.js');
    expect(namesOf('engine-').filter(isModule)).toHaveLength(1);
    const reached = new Set(namesOf('serve-').filter(isModule));
    expect(reached.size).toBe(1);
    for (const name of reached) {
      // Not those by call, which are for later.
      const imports = readFileSync(join(chunks, name), 'utf8').matchAll(/\b(?:from|import) ?"\.\/([^"]+)"/g);
      for (const [, imported = ''] of imports) reached.add(imported);
    }
    expect(reached.size).toBeGreaterThan(3);
    expect([...reached].filter((name) => /^(?:engine|proxy-server)-/.test(name))).toEqual([]);
    // By what youtubei.js says that it is.
    const isYouTubeJs = (name: string): boolean => readFileSync(join(chunks, name), 'utf8').includes('RealityDevice');
    expect([...reached].filter(isYouTubeJs)).toEqual([]);
    expect(readdirSync(chunks).filter((name) => isModule(name) && isYouTubeJs(name))).toHaveLength(1);
  });

  it('says whom to change when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, output } = await program.run(['--hostname', '127.0.0.1', '--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(output).toContain('server.port');
    expectReadable(output);
  });

  it('is found at 127.0.0.1, where proxies look for it, when it listens on localhost', async () => {
    const server = await program.serve(['--hostname', 'localhost']);
    const { port } = new URL(server.url);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    await server.stop();
  });

  it('refuses a data folder that cannot be written', async () => {
    program.write('data/pyxis', 'a file in the place of the folder');
    const { code, output } = await program.run(['--port', '0']);
    expect(code).toBe(1);
    expect(output).toContain(`The data folder ${program.data} cannot be used: a file is in the way.`);
    expectReadable(output);
  });

  it('writes migrations down under the names that their sources have', async () => {
    await (await program.serve()).stop();
    const handle = new BetterSqlite3(program.database, { readonly: true });
    const names = handle.prepare('SELECT name FROM migrations ORDER BY id').pluck().all();
    handle.close();
    expect(names).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('keeps its folder to itself', async () => {
    await (await program.serve()).stop();
    expect((statSync(program.data).mode & 0o777).toString(8)).toBe('700');
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const nonsense = Buffer.from('This is not a database. '.repeat(500));
    program.write('data/pyxis/pyxis.db', nonsense);
    const { code, output } = await program.run(['--port', '0']);
    expect(code).toBe(1);
    expect(output).toContain(`The database ${program.database} is damaged, or not a database.`);
    expect(output).toContain('There is no backup yet.');
    expectReadable(output);
    expect(readFileSync(program.database).equals(nonsense)).toBe(true);
  });

  it('refuses a database of a newer version, and leaves it as it is', async () => {
    await (await program.serve()).stop();
    editDatabase(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`);
    const { code, output } = await program.run(['--port', '0']);
    expect(code).toBe(1);
    expect(output).toContain('was written by a newer Pyxis (FromTheFuture9999999999999)');
    expectReadable(output);
  });

  it('backs an older database up before it changes it, and keeps three backups', async () => {
    await (await program.serve()).stop();
    const backups = join(program.data, 'backups');
    mkdirSync(backups);
    for (const day of [1, 2, 3]) program.write(`data/pyxis/backups/pyxis-2020010${day}T000000.000Z.db`, '');
    // As the version before the search index left it.
    const search = ['track_search', 'album_search', 'artist_search'].map((table) => `DROP TABLE ${table};`);
    editDatabase(`${search.join('')} DELETE FROM migrations WHERE name LIKE 'CreateSearch%'`);
    editDatabase(`INSERT INTO person (id, name, created_at_ms) VALUES ('somebody', 'Somebody', 1)`);

    const running = await program.serve();
    expect(running.output).toContain('its backup is');
    await running.stop();
    const names = readdirSync(backups).sort();
    expect(names.slice(0, 2)).toEqual(['pyxis-20200102T000000.000Z.db', 'pyxis-20200103T000000.000Z.db']);
    expect(names).toHaveLength(3);
    const copy = new BetterSqlite3(join(backups, names[2]!), { readonly: true });
    expect(copy.prepare(`SELECT name FROM person WHERE id = 'somebody'`).pluck().get()).toBe('Somebody');
    expect(copy.prepare('SELECT COUNT(*) FROM migrations').pluck().get()).toBe(MIGRATIONS.length - 1);
    copy.close();
  });

  it('refuses to share its database with a second server, but not with one that was killed', async () => {
    const first = await program.serve();
    const second = await program.run(['--port', '0']);
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Another Pyxis is using the database ${program.database}.`);
    await first.stop('SIGKILL');
    const third = await program.serve();
    expect((await third.stop()).code).toBe(0);
  });

  it('starts without the configured music folder', async () => {
    const running = await program.serve([], { PYXIS_SOURCES_LOCAL_PATHS: join(program.home, 'unplugged') });
    expect((await fetch(`${running.url}readyz`)).status).toBe(200);
  });

  it('only warns of a secret that is not there', async () => {
    const env = { PYXIS_DATABASE_PASSWORD_FILE: join(program.home, 'gone') };
    const { code, output } = await program.run(['config', 'print'], env);
    expect(code).toBe(0);
    expect(output).toContain('# secret database-password: The secret file');
    const set = await program.run(['config', 'print'], { PYXIS_DATABASE_PASSWORD: 'hunter2' });
    expect(set.output).toContain('# secret database-password: set (not shown)');
    expect(set.output).not.toContain('hunter2');
  });

  it('tells the address of an unreachable PostgreSQL without its secrets', async () => {
    const env = {
      PYXIS_DATABASE_TYPE: 'postgres',
      PYXIS_DATABASE_URL: 'postgres://pyxis@127.0.0.1:1/pyxis',
      PYXIS_DATABASE_PASSWORD: 'hunter2',
    };
    const { code, output } = await program.run(['--port', '0'], env);
    expect(code).toBe(1);
    expect(output).toContain('The database postgres://pyxis@127.0.0.1:1/pyxis cannot be used: nothing answers there.');
    expect(output).not.toContain('hunter2');
    expectReadable(output);
  });

  it('ends event sources and closes its database when told to stop', async () => {
    const running = await program.serve();
    const events = await fetch(`${running.url}api/v1/events?topics=scan`);
    const reader = events.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    const { code, output } = await running.stop('SIGINT');
    await Promise.allSettled([reader?.cancel()]);
    expect(code).toBe(0);
    expect(output).toContain('Stopping (SIGINT).');
    // A database that was closed in good order has no write-ahead log.
    expect(readdirSync(program.data).filter((name) => name.endsWith('-wal'))).toEqual([]);
  });

  it('knows its commands', async () => {
    expect((await program.run(['--help'])).output).toContain('Usage: pyxis [command] [flags]');
    expect((await program.run(['--version'])).output).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await program.run(['doctr'])).toEqual({
      code: 64,
      output: 'There is no command doctr. Did you mean pyxis doctor?\nTry pyxis --help.\n',
    });
    const doctor = await program.run(['doctor', '--port', '0']);
    expect(doctor.output).toContain('✓ Data folder:');
    expect(doctor.code).toBe(0);
  });
});
