import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateAll, hasNix, toNix, type Home, type System } from './support/nix.js';

const SERVER = resolve(import.meta.dirname, '../../dist/backend/main.js');

const folders = (...paths: string[]): object => ({ sources: { local: { paths } } });

/** What could go wrong between Nix, YAML and the server: quotes, escapes, scripts, numbers that look like text. */
const SETTINGS: Readonly<Record<string, object>> = {
  nothing: {},
  'a port': { server: { port: 9000 } },
  'no folder': folders(),
  spaces: folders('/srv/my music', '/srv/ leading', '/srv/trailing '),
  'single quotes': folders("/srv/Rock 'n' Roll"),
  'double quotes': folders('/srv/the "best" of'),
  'a backslash': folders('/srv/AC\\DC'),
  'a tab and a line break': folders('/srv/tab\there', '/srv/line\nbreak'),
  'signs of YAML': folders('/srv/#1: hits', '/srv/- list', '/srv/{a: b}', '/srv/*anchor', '/srv/!tag', '/srv/%YAML'),
  'signs of Nix': folders('/srv/${pkgs}', "/srv/''${x}", '/srv/$HOME'),
  'signs of systemd': folders('/srv/100%', '/srv/%h'),
  umlauts: folders('/srv/Röyksopp/Größe – „zitiert“'),
  'other scripts': folders('/srv/東京事変', '/srv/Кино', '/srv/فيروز', '/srv/🎵'),
  'a combining letter': folders('/srv/Ro\u0308yksopp'),
  'words that YAML takes for values': folders('/srv/yes', '/srv/null', '/srv/1e3'),
  'flags and numbers': {
    sources: { local: { enabled: false } },
    scrobbling: { lastfm: { enabled: false } },
    history: { minimumListenSeconds: 240 },
    streaming: { transcode: { maxConcurrent: 1 } },
  },
  'sizes in words and in bytes': { streaming: { cache: { maxSize: '1.5 GiB' } } },
  'a size in bytes': { streaming: { cache: { maxSize: 1_000_000_000 } } },
  'an address with everything': { server: { publicUrl: 'https://example.org:8443/a%20b/', basePath: '/a/b/' } },
  'names in all letters': { server: { allowedHosts: ['nas.example.org', 'müsik.example'] } },
  'networks of both kinds': { server: { trustedProxies: ['10.0.0.0/8', 'fd00::/8', '::1'] } },
  'a database elsewhere': { database: { type: 'postgres', url: 'postgres://pyxis@db.example.org:5432/pyxis' } },
  'free keys over options': { log: { level: 'warn' }, settings: { log: { level: 'debug', format: 'json' } } },
};

describe.skipIf(!hasNix)('config.yaml', () => {
  let yamls: Record<string, unknown>;
  let scratch: string;

  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'pyxis-settings-'));
    yamls = evaluateAll(
      Object.fromEntries(
        Object.entries(SETTINGS).map(([name, settings]) => {
          const of = (place: string): string => `{ ${place}.pyxis = ${toNix({ enable: true, ...settings })}; }`;
          return [name, `{ system = (nixos ${of('services')}).yaml; home = (home ${of('programs')}).yaml; }`];
        }),
      ),
    );
  });

  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it.each(Object.keys(SETTINGS))('is the same of both modules, and the server takes it: %s', (name) => {
    const { system, home } = yamls[name] as { system: System['yaml']; home: Home['yaml'] };
    expect(home).toBe(system);

    const file = join(scratch, 'config.yaml');
    writeFileSync(file, system);
    const pyxis = (...words: string[]): string =>
      execFileSync(process.execPath, [SERVER, ...words, '--config', file], {
        env: { HOME: scratch, PATH: process.env.PATH },
        encoding: 'utf8',
      });
    expect(pyxis('config', 'check')).toContain('The configuration is fine');
    // What was said in Nix is what the server knows.
    const printed = JSON.parse(pyxis('config', 'print', '--json')) as Record<string, unknown>;
    const { sources } = SETTINGS[name] as { sources?: { local: { paths?: string[] } } };
    if (sources?.local.paths) expect(printed['sources.local.paths']).toEqual(sources.local.paths);
  });
});
