import { Client } from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/common/index.js';
import { DatabaseConfig, Directories, Secrets } from '../../src/config/index.js';
import { inspectDatabase, openDatabase } from '../../src/database/index.js';
import { compileServer, Program } from '../support/program.js';

/** A server as scripts/support/postgres.mjs starts it. */
const SERVER = process.env.PYXIS_TEST_POSTGRES_URL;
const ROLE = 'pyxis_with_password';
const PASSWORD = 'p@ss: wörd/?&=%41+#';

describe.skipIf(SERVER === undefined)('a PostgreSQL database', () => {
  const server = new URL(SERVER ?? 'postgres://localhost');
  const name = `pyxis_${newId().toLowerCase()}`;
  let client: Client;

  beforeAll(compileServer, 600_000);

  beforeEach(async () => {
    client = new Client({ connectionString: server.href });
    await client.connect();
    await client.query(`CREATE ROLE ${ROLE} LOGIN PASSWORD ${client.escapeLiteral(PASSWORD)}`);
    await client.query(`CREATE DATABASE ${name} OWNER ${ROLE}`);
  });

  afterEach(async () => {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.query(`DROP ROLE ${ROLE}`);
    await client.end();
  });

  const configOf = (url: string): DatabaseConfig => Object.assign(new DatabaseConfig(), { type: 'postgres', url });
  const open = (url: string, env: Record<string, string> = {}): ReturnType<typeof openDatabase> =>
    openDatabase(configOf(url), new Directories(), new Secrets(env));
  const inspect = (url: string): ReturnType<typeof inspectDatabase> =>
    inspectDatabase(configOf(url), new Directories(), new Secrets({}));
  const throughSocket = async (): Promise<string> => {
    const { rows } = await client.query<{ unix_socket_directories: string }>('SHOW unix_socket_directories');
    return `postgres://pyxis@localhost:${server.port}/${name}?host=${rows[0]!.unix_socket_directories}`;
  };

  it('is reached through the socket of its server, as the user of the system', async () => {
    const { database, close } = await open(await throughSocket());
    const { rows: users } = await client.query<{ client_addr: string | null; usename: string }>(
      'SELECT usename, client_addr FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    expect(await database.read.get('SELECT current_user AS name')).toEqual({ name: 'pyxis' });
    await close();
    expect(users).toContainEqual({ usename: 'pyxis', client_addr: null });
  });

  it('is told which user may not come through the socket', async () => {
    const url = (await throughSocket()).replace('pyxis@', `${ROLE}@`);
    await expect(open(url)).rejects.toThrow(/this user may not log in\. Through a socket, /);
  });

  it('is opened with the password of the secrets, which no message repeats', async () => {
    const url = `postgres://${ROLE}@127.0.0.1:${server.port}/${name}`;
    const { close } = await open(url, { PYXIS_DATABASE_PASSWORD: PASSWORD });
    await close();
    const refused = open(url, { PYXIS_DATABASE_PASSWORD: 'wrong password' });
    await expect(refused).rejects.toThrow(`The database ${url} cannot be used: the password is wrong.`);
  });

  it('that asks for a password nobody has set does not hold up the start', async () => {
    const program = new Program();
    const env = {
      PYXIS_DATABASE_TYPE: 'postgres',
      PYXIS_DATABASE_URL: `postgres://${ROLE}@127.0.0.1:${server.port}/${name}`,
    };
    const { code, output } = await program.run(['--port', '0'], env);
    program.remove();
    expect(code).toBe(1);
    expect(output).toContain('it asks for a password. Set PYXIS_DATABASE_PASSWORD or PYXIS_DATABASE_PASSWORD_FILE.');
  });

  it('is inspected without being changed', async () => {
    const url = await throughSocket();
    const tables = async (): Promise<unknown> => {
      const own = new Client({ connectionString: url });
      await own.connect();
      const { rows } = await own.query<{ count: string }>(
        `SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'`,
      );
      await own.end();
      return Number(rows[0]?.count);
    };
    expect(await inspect(url)).toEqual({ where: url, state: 'absent' });
    expect(await tables()).toBe(0);
    await (await open(url)).close();
    expect((await inspect(url)).state).toBe('current');
  });
});
