import { Client } from 'pg';

/** A server on which databases may be made; undefined where there is none. */
export const POSTGRES_URL = process.env.PYXIS_TEST_POSTGRES_URL;

/** The address of one of its databases. */
export function addressOf(name: string): string {
  const url = new URL(POSTGRES_URL ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements on their own connection. @param url of the server, or of one of its databases */
export async function onServer(statement: string, url = POSTGRES_URL): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
