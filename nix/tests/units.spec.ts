import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasNix, home, nixos } from './support/nix.js';

const UNITS = resolve(import.meta.dirname, '../units');
const hasSystemd = existsSync('/usr/bin/systemd-analyze');
/** Tenths, as systemd-analyze takes them; ours has 1.1 with systemd 252, which counts what a service of the internet needs. */
const MOST_EXPOSED = 12;

const MANY_OPTIONS = `
  enable = true;
  sources.local.paths = [ "/srv/music" "/home/ada/My Music: \\"best\\" 100%" ];
  scrobbling.listenbrainz.tokenFile = "/run/secrets/token";
  database.createLocally = true;
`;

describe.skipIf(!hasSystemd)('units', () => {
  let scratch: string;

  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'pyxis-units-'));
  });

  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  /** The unit as a file, with a program in it that is there. */
  const write = (unit: string): string => {
    const file = join(scratch, 'pyxis.service');
    writeFileSync(file, unit.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'));
    return file;
  };

  /** What systemd does not understand; it ends with 0 all the same. */
  const verify = (unit: string, ...words: string[]): string => {
    const flags = ['verify', '--recursive-errors=no', '--man=no', ...words, write(unit)];
    const { stdout, stderr } = spawnSync('systemd-analyze', flags, {
      encoding: 'utf8',
      env: { ...process.env, XDG_RUNTIME_DIR: scratch },
    });
    const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('pyxis'));
    // Nix' own system has no such target here, and neither has a Debian without PostgreSQL.
    return lines.filter((line) => !/postgresql\.target.*not found|Unit postgresql/.test(line)).join('\n');
  };

  const security = (unit: string): string =>
    execFileSync('systemd-analyze', ['security', '--offline=true', `--threshold=${MOST_EXPOSED}`, write(unit)], {
      encoding: 'utf8',
    });

  it('are understood by systemd to the last line', () => {
    expect(verify('[Service]\nExecStart=/bin/true\nNoSuchKey=yes\n')).toContain('NoSuchKey');
    expect(verify(readFileSync(join(UNITS, 'pyxis.service'), 'utf8'))).toBe('');
    expect(verify(readFileSync(join(UNITS, 'pyxis-user.service'), 'utf8'), '--user')).toBe('');
  });

  it('of the release expose as little as systemd can count', () => {
    expect(security(readFileSync(join(UNITS, 'pyxis.service'), 'utf8'))).toMatch(/Overall exposure level/);
  });

  describe.skipIf(!hasNix)('of the modules', () => {
    it.each([
      ['with nothing set', 'enable = true;'],
      ['with music, secrets and a database', MANY_OPTIONS],
    ])('are understood and expose as little, %s', (_name, settings) => {
      const { unit } = nixos(settings);
      expect(verify(unit)).toBe('');
      expect(security(unit)).toMatch(/Overall exposure level/);
    });

    it('are understood by a person’s manager', () => {
      const settings = 'enable = true; scrobbling.listenbrainz.tokenFile = "/home/ada/my token";';
      expect(verify(home(settings).unit, '--user')).toBe('');
      expect(verify(home(`${settings} sandbox.namespaces = true;`).unit, '--user')).toBe('');
    });

    it('have the same settings as those of the release', () => {
      // Programs, environment and links aside: these depend on where things are installed.
      const settingsOf = (unit: string): string[] =>
        unit
          .split('\n')
          .filter((line) => /^[A-Z]\w+=/.test(line) && !/^(?:ExecStart|Environment|Requires|Description)=/.test(line))
          .map((line) => line.replace(/=true$/, '=yes').replace(/=false$/, '=no'))
          .sort();
      expect(settingsOf(nixos('enable = true;').unit)).toEqual(
        settingsOf(readFileSync(join(UNITS, 'pyxis.service'), 'utf8')),
      );
    });
  });
});
