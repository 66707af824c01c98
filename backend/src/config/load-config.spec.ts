import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, type ConfigInput, type LoadedConfig } from './load-config.js';
import { ConfigFault, type ConfigProblem } from './start-failure.js';

describe('loadConfig', () => {
  let home: string;
  let file: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'pyxis-config-'));
    file = join(home, 'config.yaml');
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const load = (input: Partial<ConfigInput> = {}): LoadedConfig =>
    loadConfig({ ...input, env: { HOME: home, ...input.env } });
  const loadYaml = (yaml: string, input: Partial<ConfigInput> = {}): LoadedConfig => {
    writeFileSync(file, yaml);
    return load({ configFile: file, ...input });
  };
  const problemsOf = (run: () => LoadedConfig): readonly ConfigProblem[] => {
    try {
      run();
    } catch (error) {
      if (error instanceof ConfigFault) return error.problems;
      throw error;
    }
    throw new Error('The configuration was accepted.');
  };
  const problemsOfYaml = (yaml: string): readonly ConfigProblem[] => problemsOf(() => loadYaml(yaml));

  it('has a default for everything', () => {
    const { config, origins, warnings } = load();
    expect(config.server).toMatchObject({ hostname: 'localhost', port: 8765, basePath: '/', trustedProxies: [] });
    expect(config.streaming.cache.maxSize).toBe(10 * 1024 ** 3);
    expect(config.database.type).toBe('sqlite');
    expect([...origins]).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('lets flags win over the environment, and the environment over the file', () => {
    const yaml = 'server: { hostname: file, port: 1 }\nlog: { level: warn }';
    const input = {
      env: { PYXIS_SERVER_HOSTNAME: 'environment', PYXIS_SERVER_PORT: '2' },
      flags: { 'server.port': '3' },
    };
    const { config, origins } = loadYaml(yaml, input);
    expect(config.server).toMatchObject({ hostname: 'environment', port: 3 });
    expect(config.log.level).toBe('warn');
    expect(origins.get('server.port')).toBe('flag --server-port');
    expect(origins.get('server.hostname')).toBe('environment variable PYXIS_SERVER_HOSTNAME');
    expect(origins.get('log.level')).toBe(`${file}:2:15`);
  });

  it('finds the file by variable and in the home folder, a flag first', () => {
    const folder = join(home, '.config/pyxis');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'config.yaml'), 'server: { port: 1 }');
    expect(load().config.server.port).toBe(1);
    writeFileSync(file, 'server: { port: 2 }');
    expect(load({ env: { PYXIS_CONFIG: file } }).config.server.port).toBe(2);
    const flagged = join(home, 'flagged.yaml');
    writeFileSync(flagged, 'server: { port: 3 }');
    expect(load({ env: { PYXIS_CONFIG: file }, configFile: flagged }).config.server.port).toBe(3);
  });

  it('refuses a named file that is not there', () => {
    const [problem] = problemsOf(() => load({ configFile: join(home, 'gone.yaml') }));
    expect(problem).toEqual({ origin: join(home, 'gone.yaml'), detail: 'The configuration file is not there.' });
  });

  it.each(['', '# nothing yet\n', 'server:\n', 'sources:\n  local:\n    paths:\n'])(
    'takes %j for no configuration',
    (yaml) => {
      expect(loadYaml(yaml).config.server.port).toBe(8765);
    },
  );

  it('tells all problems at once, each with its place', () => {
    const yaml = [
      'server:',
      '  port: many',
      '  hostnam: x',
      'streaming:',
      '  cache:',
      '    maxSize: huge',
      'log: loud',
    ].join('\n');
    expect(problemsOfYaml(yaml)).toEqual([
      {
        origin: `${file}:3:3`,
        key: 'server.hostnam',
        detail:
          'There is no such key. Did you mean server.hostname? Allowed here: hostname, port, publicUrl, allowedHosts, contact, basePath, trustedProxies.',
      },
      {
        origin: `${file}:7:6`,
        key: 'log',
        detail: 'This must be a group of keys, each on a line of its own: level, format.',
      },
      {
        origin: `${file}:2:9`,
        key: 'server.port',
        detail: 'Found "many", allowed is a whole number from 0 to 65535.',
      },
      {
        origin: `${file}:6:14`,
        key: 'streaming.cache.maxSize',
        detail: 'Found "huge", allowed is a size such as 500MiB, 10GiB or 2TB.',
      },
    ]);
  });

  it.each([
    ['bananas: 1', undefined],
    ['prot: 1', 'Did you mean server.port?'],
    ['server: { prot: 1 }', 'Did you mean server.port?'],
    ['port: 1', 'Did you mean server.port?'],
    ['sorces: {}', 'Did you mean sources?'],
    ['sources: { locl: {} }', 'Did you mean sources.local?'],
    ['sources: { local: { path: [] } }', 'Did you mean sources.local.paths?'],
    ['streaming: { transcode: { max-concurrent: 1 } }', 'Did you mean streaming.transcode.maxConcurrent?'],
  ])('guesses what was meant by %s', (yaml, guess) => {
    const [problem] = problemsOfYaml(yaml);
    if (guess === undefined) expect(problem?.detail).not.toContain('Did you mean');
    else expect(problem?.detail).toContain(guess);
  });

  it.each([
    ['server: { port: 65536 }', 'server.port'],
    ['server: { port: -1 }', 'server.port'],
    ['server: { port: 80.5 }', 'server.port'],
    ['server: { port: "80" }', 'server.port'],
    ['server: { hostname: 5 }', 'server.hostname'],
    ['server: { basePath: embed/ }', 'server.basePath'],
    ['server: { basePath: /a//b/ }', 'server.basePath'],
    ['server: { publicUrl: music.example }', 'server.publicUrl'],
    ['server: { allowedHosts: nas.example }', 'server.allowedHosts'],
    ['server: { allowedHosts: ["https://nas.example"] }', 'server.allowedHosts'],
    ['server: { allowedHosts: ["nas.example:8765"] }', 'server.allowedHosts'],
    ['server: { allowedHosts: ["*.example"] }', 'server.allowedHosts'],
    ['server: { allowedHosts: [""] }', 'server.allowedHosts'],
    ['server: { trustedProxies: one }', 'server.trustedProxies'],
    ['server: { trustedProxies: [proxy.local] }', 'server.trustedProxies'],
    ['server: { trustedProxies: [10.0.0.0/33] }', 'server.trustedProxies'],
    ['sources: { local: { enabled: maybe } }', 'sources.local.enabled'],
    ['sources: { local: { paths: Music } }', 'sources.local.paths'],
    ['sources: { local: { paths: [Music] } }', 'sources.local.paths'],
    ['sources: { local: { paths: [/a, /a] } }', 'sources.local.paths'],
    ['streaming: { transcode: { maxConcurrent: 0 } }', 'streaming.transcode.maxConcurrent'],
    ['streaming: { cache: { maxSize: 1KiB } }', 'streaming.cache.maxSize'],
    ['database: { type: mysql }', 'database.type'],
    ['database: { type: postgres }', 'database.type'],
    ['sources: { podcast: { feeds: [{ secret: Not Fit }] } }', 'sources.podcast.feeds'],
    ['sources: { podcast: { feeds: [{ secret: ada }, { secret: ada }] } }', 'sources.podcast.feeds'],
    ['sources: { podcast: { feeds: [{ address: "http://a" }] } }', 'sources.podcast.feeds'],
    ['sources: { podcast: { feeds: ["http://ada:secret@a"] } }', 'sources.podcast.feeds'],
    ['log: { level: loud }', 'log.level'],
  ])('refuses %s', (yaml, key) => {
    expect(problemsOfYaml(yaml).map((problem) => problem.key)).toEqual([key]);
  });

  it('names the line of broken YAML', () => {
    const [problem] = problemsOfYaml('server:\n  port: [1\nlog: {}\n');
    expect(problem?.origin).toMatch(/config\.yaml:\d+:\d+$/);
    expect(problem?.detail).toContain('This is not valid YAML');
  });

  it('refuses a file that is no group of keys, and doubled keys', () => {
    expect(problemsOfYaml('- 1\n')[0]?.detail).toContain('The file must be a group of keys');
    expect(problemsOfYaml('server: {}\nserver: {}\n')[0]?.origin).toBe(`${file}:2:1`);
  });

  it('refuses secrets in the file without repeating them', () => {
    const url = 'database: { type: postgres, url: "postgres://pyxis:hunter2@localhost/pyxis" }';
    const parameter = 'database: { type: postgres, url: "postgres://localhost/pyxis?host=/run&password=hunter2" }';
    const problems = ['database: { password: hunter2 }', url, parameter].flatMap(problemsOfYaml);
    expect(problems.map(({ key }) => key)).toEqual(['database.password', 'database.url', 'database.url']);
    expect(problems[0]?.detail).toBe(
      'Secrets do not belong in this file. Set PYXIS_DATABASE_PASSWORD, or PYXIS_DATABASE_PASSWORD_FILE to a file that holds it.',
    );
    expect(new ConfigFault(problems).message).not.toContain('hunter2');
  });

  it('never repeats a password of an address that is wrong in other ways', () => {
    const fault = new ConfigFault(problemsOfYaml('database: { url: "mysql://pyxis:hunter2@localhost/pyxis" }'));
    expect(fault.message).toContain('database.url');
    expect(fault.message).not.toContain('hunter2');
  });

  it('reads lists, sizes and truth from the environment', () => {
    const env = {
      PYXIS_SOURCES_LOCAL_PATHS: '/a:/b',
      PYXIS_SOURCES_LOCAL_ENABLED: 'false',
      PYXIS_STREAMING_CACHE_MAX_SIZE: '500MB',
      PYXIS_SERVER_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      PYXIS_SERVER_PUBLICURL: 'https://music.example',
      PYXIS_SERVER_ALLOWED_HOSTS: 'nas.example, müsik.example',
    };
    const { config } = load({ env });
    expect(config.sources.local).toMatchObject({ paths: ['/a', '/b'], enabled: false });
    expect(config.streaming.cache.maxSize).toBe(500e6);
    expect(config.server.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(config.server.publicUrl).toBe('https://music.example');
    expect(config.server.allowedHosts).toEqual(['nas.example', 'müsik.example']);
  });

  it('judges the environment and flags like the file', () => {
    const problems = problemsOf(() => load({ env: { PYXIS_SERVER_PORT: 'x' }, flags: { 'log.level': 'loud' } }));
    expect(problems.map(({ origin }) => origin)).toEqual([
      'environment variable PYXIS_SERVER_PORT',
      'flag --log-level',
    ]);
  });

  it('takes secrets by their names where values would be secrets', () => {
    const env = { PYXIS_PODCAST_FEED_ADA_FILE: '/dev/null' };
    const yaml = 'sources: { podcast: { feeds: ["https://example.org/feed", { secret: ada }] } }';
    const { config, warnings } = loadYaml(yaml, { env });
    expect(config.sources.podcast.feeds).toEqual(['https://example.org/feed', { secret: 'ada' }]);
    expect(warnings).toEqual([]);
  });

  it('warns of variables that look like ours', () => {
    expect(load({ env: { PYXIS_SERVER_PROT: '1' } }).warnings).toEqual([
      'The environment variable PYXIS_SERVER_PROT means nothing to Pyxis. Did you mean PYXIS_SERVER_PORT?',
    ]);
  });

  it('closes the base path with a slash', () => {
    expect(loadYaml('server: { basePath: /embed/pyxis }').config.server.basePath).toBe('/embed/pyxis/');
  });

  describe('music folder', () => {
    it('is the demo library when there is none', () => {
      const { config, installation } = load();
      expect(installation.isDemo).toBe(true);
      expect(config.sources.local.paths).toEqual([installation.demoFolder]);
    });

    it('is ~/Music when something is in it', () => {
      mkdirSync(join(home, 'Music'));
      expect(load().installation.isDemo).toBe(true);
      mkdirSync(join(home, 'Music/An Album'));
      const { config, installation } = load();
      expect(config.sources.local.paths).toEqual([join(home, 'Music')]);
      expect(installation.isDemo).toBe(false);
    });

    it("is the desktop's before that", () => {
      mkdirSync(join(home, 'Musik/Album'), { recursive: true });
      mkdirSync(join(home, 'Music/Album'), { recursive: true });
      mkdirSync(join(home, '.config'));
      writeFileSync(join(home, '.config/user-dirs.dirs'), '# desktop\nXDG_MUSIC_DIR="$HOME/Musik"\n');
      expect(load().config.sources.local.paths).toEqual([join(home, 'Musik')]);
    });

    it('is what is configured, there or not', () => {
      const { config, installation } = loadYaml('sources: { local: { paths: [/nowhere] } }');
      expect(config.sources.local.paths).toEqual(['/nowhere']);
      expect(installation.isDemo).toBe(false);
    });
  });

  it('keeps its folders where systemd or the desktop says', () => {
    const xdg = load({ env: { XDG_DATA_HOME: '/x/data', XDG_CACHE_HOME: 'relative' } }).directories;
    expect(xdg).toEqual({
      data: '/x/data/pyxis',
      cache: join(home, '.cache/pyxis'),
      state: join(home, '.local/state/pyxis'),
    });
    const env = { STATE_DIRECTORY: '/var/lib/pyxis', CACHE_DIRECTORY: '/var/cache/pyxis', XDG_DATA_HOME: '/x' };
    expect(load({ env }).directories).toMatchObject({ data: '/var/lib/pyxis', cache: '/var/cache/pyxis' });
  });
});
