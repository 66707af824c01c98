import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FakePandora } from '../support/fake-pandora/fake-pandora.js';
import { compileServer, Program, type RunningProgram } from '../support/program.js';

const [username, password] = ['ada@example.com', 'correct-horse-battery'];
let fake: FakePandora;
let program: Program;
let config: string;
const env = { PYXIS_PANDORA_PASSWORD: password };

beforeAll(compileServer, 600_000);
beforeEach(async () => {
  fake = await new FakePandora().start();
  fake.join(username, password);
  program = new Program();
  const pandora = { enabled: true, username, baseUrl: fake.baseUrl };
  config = program.write('config.yaml', JSON.stringify({ log: { level: 'debug' }, sources: { pandora } }));
});
afterEach(async () => {
  program.remove();
  await fake.stop();
});

/** Every file below a folder, with its name. */
function filesIn(below: string): (readonly [string, Buffer])[] {
  const names = readdirSync(below, { recursive: true, encoding: 'utf8' });
  const paths = names.filter((name) => statSync(join(below, name)).isFile());
  return paths.map((name) => [name, readFileSync(join(below, name))]);
}

async function tell(server: RunningProgram): Promise<string> {
  const tried = await fetch(`${server.url}api/v1/sources/pandora/try`, { method: 'POST' });
  const told = [await tried.text()];
  for (const path of ['metrics', 'api/v1/services', 'api/v1/sources', 'api/v1/sources/pandora']) {
    told.push(await (await fetch(server.url + path)).text());
  }
  return told.join('\n');
}

it('signs in once for two runs, and leaves its secrets in one file only', { timeout: 180_000 }, async () => {
  let output = '';
  let told = '';
  for (let run = 0; run < 2; run++) {
    const server = await program.serve(['--config', config], env);
    told += await tell(server);
    output += (await server.stop()).output;
  }
  expect(fake.count('auth.userLogin')).toBe(1);
  expect(fake.count('user.getStationListChecksum')).toBe(2);
  expect(told).toContain('"state":"ok"');

  const file = filesIn(program.home).find(([name]) => name.endsWith('pandora-session.json'));
  const { token } = JSON.parse(file?.[1].toString() ?? '{}') as { readonly token: { readonly value: string } };
  expect(statSync(join(program.home, file?.[0] ?? '')).mode & 0o777).toBe(0o600);
  const secrets = [password, token.value, encodeURIComponent(token.value)];
  const found = (text: string | Buffer): string[] => secrets.filter((secret) => text.includes(secret));
  expect([found(told), found(output)]).toEqual([[], []]);
  const others = filesIn(program.home).filter(([name]) => name !== file?.[0]);
  expect(others.flatMap(([name, bytes]) => found(bytes).map(() => name))).toEqual([]);
  expect(found(file?.[1] ?? '')).toEqual([token.value]);
});

it('says once what to do where it has no password, and does not repeat a wrong one', { timeout: 180_000 }, async () => {
  const none = await program.serve(['--config', config]);
  expect(await tell(none)).toContain('pandora-not-signed-in');
  const { output } = await none.stop();
  expect(output.split('\n').filter((line) => line.includes('Pyxis has no account at Pandora'))).toHaveLength(1);
  expect(fake.requests).toEqual([]);

  for (let run = 0; run < 2; run++) {
    const server = await program.serve(['--config', config], { PYXIS_PANDORA_PASSWORD: 'not-this-one' });
    fake.wrongPasswordCode = 1002;
    expect(await tell(server)).toContain('pandora-wrong-password');
    expect((await server.stop()).output).not.toContain('not-this-one');
  }
  expect(fake.count('auth.userLogin')).toBe(1);
});
