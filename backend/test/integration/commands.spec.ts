import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileServer, Program } from '../support/program.js';

const DEMO = resolve(import.meta.dirname, '../../../demo');

describe('commands', () => {
  let program: Program;

  beforeAll(compileServer, 600_000);

  beforeEach(() => {
    program = new Program();
  });

  afterEach(() => {
    program.remove();
  });

  it('scan without a server, and through the one that runs', async () => {
    const env = { PYXIS_SOURCES_LOCAL_PATHS: DEMO, PYXIS_SERVER_PORT: '0' };
    const alone = await program.run(['scan'], env);
    expect(alone).toEqual({
      code: 0,
      output: expect.stringMatching(/^Scan finished: (\d+) files, \1 new, /) as string,
    });

    const running = await program.serve([], env);
    const { port } = new URL(running.url);
    const asked = await program.run(['scan', '--all', '--hostname', '127.0.0.1', '--port', port], env);
    expect(asked.output).toContain(`The server at ${running.url} scans.`);
    expect(asked.output).toMatch(/Scan finished: (\d+) files, 0 new, /);
    expect(asked.code).toBe(0);
    const doctor = await program.run(['doctor', '--hostname', '127.0.0.1', '--port', port], env);
    expect(doctor.output).toContain(`a Pyxis is running at ${running.url}`);
    expect(doctor.output).toContain('in use by a running Pyxis');
  });

  it('take in and write out the history, without a server and through the one that runs', async () => {
    const env = { PYXIS_SOURCES_LOCAL_ENABLED: 'false', PYXIS_SERVER_PORT: '0' };
    const sample = join(import.meta.dirname, '../fixtures/imports/lastfm-ghan.csv');
    const dry = await program.run(['history', 'import', 'lastfm', sample, '--dry-run'], env);
    expect(dry.output).toMatch(
      /^Dry run finished: 3 read, 2 to add, 0 of them with a track in the library, 0 there already, 0 neither listens nor hearts, 1 refused\./,
    );
    const real = await program.run(['history', 'import', 'lastfm', sample], env);
    expect(real.output).toMatch(/^Import finished: 3 read, 2 added, /);

    const running = await program.serve([], env);
    const there = ['--hostname', '127.0.0.1', '--port', new URL(running.url).port];
    const { code, output } = await program.run(['history', 'export', '--format', 'jsonl', ...there], env);
    expect(code).toBe(0);
    const exported = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string });
    expect(exported).toMatchObject([{ title: 'Jóga' }, { title: 'Dead "Flag" Blues, The (Outro)' }]);
    // Browsers say what a file is by its name, and files are larger than what the API takes else.
    const body = JSON.stringify([...exported, { padding: 'x'.repeat(1_500_000) }]);
    const headers = { 'Content-Type': 'application/json' };
    const taken = await fetch(`${running.url}api/v1/history/imports?service=pyxis`, { method: 'POST', headers, body });
    expect(taken.status).toBe(202);
    const again = await program.run(['history', 'import', 'lastfm', sample, ...there], env);
    expect(again.output).toMatch(
      /^(?:Import finished: 3 read, 0 added, 0 of them with a track in the library, 2 there already|The server refused: .*import-running)/,
    );
  });

  it.each([[['history']], [['history', 'import', 'napster', 'x']], [['history', 'export', '--format', 'xml']]])(
    'explain themselves when they are typed like %j',
    async (words) => {
      const { code, output } = await program.run(words);
      expect(code).toBe(64);
      expect(output).toContain('Usage: pyxis history export');
    },
  );

  it('print what is in force and where it comes from', async () => {
    const file = program.write('config.yaml', 'streaming: { cache: { maxSize: 2048 MiB } }');
    const { output } = await program.run(['config', 'print', '-c', file, '--log-level', 'debug']);
    expect(output).toContain(`streaming.cache.maxSize: "2GiB"  # ${file}:1:32`);
    expect(output).toContain('log.level: "debug"  # flag --log-level');
    expect(output).toContain('server.port: 8765  # default');
    const json = await program.run(['config', 'print', '--json', '-c', file]);
    expect(JSON.parse(json.output)).toMatchObject({ 'server.port': 8765, 'streaming.cache.maxSize': '2GiB' });
  });

  it('print the description of the API without touching anything', async () => {
    const { code, output } = await program.run(['openapi']);
    expect(code).toBe(0);
    const { openapi, components } = JSON.parse(output) as {
      openapi: string;
      components: { schemas: Record<string, { properties: object }> };
    };
    expect(openapi).toBe('3.1.0');
    // The compiler's plugin has seen the DTOs.
    expect(Object.keys(components.schemas['SystemView']?.properties ?? {})).toContain('isDemo');
    expect((await program.run(['config', 'print'])).output).toContain(join(program.home, 'data/pyxis'));
  });
});
