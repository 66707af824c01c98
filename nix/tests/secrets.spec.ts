import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateNix, nixEnvironment } from '../../scripts/support/nix.mjs';
import { hasNix, toNix } from './support/nix.js';

interface Secret {
  readonly name: string;
  readonly key: string;
}

const { secrets } = JSON.parse(readFileSync(join(import.meta.dirname, '../lib/settings.json'), 'utf8')) as {
  secrets: readonly Secret[];
};
const VALUE = 'only-the-service-may-see-this';

describe.skipIf(!hasNix)('secrets', () => {
  let scratch: string;
  let settings: string;

  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'pyxis-secrets-'));
    const options = secrets.map(({ name, key }) => {
      const file = join(scratch, name);
      writeFileSync(file, `${VALUE}-${name}`);
      return `${key}File = ${toNix(file)};`;
    });
    settings = `enable = true; ${options.join(' ')}`;
  });

  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it('have an option each', () => {
    const { environment, count } = evaluateNix(`
      let system = (import ./nix/tests/evaluate.nix { }).nixos { services.pyxis = { ${settings} }; };
      in { inherit (system) environment; count = builtins.length system.serviceConfig.LoadCredential; }
    `) as { environment: Record<string, string>; count: number };
    expect(count).toBe(secrets.length);
    for (const { name } of secrets) {
      expect(environment[`PYXIS_${name.replaceAll('-', '_').toUpperCase()}_FILE`]).toBe(`%d/${name}`);
    }
  });

  it('reach nothing that is built, neither their value nor their file', () => {
    const derivation = evaluateNix(`
      let
        harness = import ./nix/tests/evaluate.nix { };
        pkgs = import ./nix/tests/stub-nixpkgs { };
        system = harness.nixos { services.pyxis = { ${settings} }; };
        home = harness.home { programs.pyxis = { ${settings} }; };
        built = pkgs.writeText "everything" "\${system.unit}\${system.yaml}\${home.unit}\${home.yaml}";
      in built.drvPath
    `) as string;
    const needed = execFileSync('nix-store', ['--query', '--requisites', derivation], {
      env: nixEnvironment(),
      encoding: 'utf8',
    });
    const paths = needed.trim().split('\n');
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      // A file of a secret in the store would be named after it.
      expect(path).not.toMatch(new RegExp(`-(?:${secrets.map(({ name }) => name).join('|')})$`));
      if (path.endsWith('.drv')) expect(readFileSync(path, 'utf8')).not.toContain(VALUE);
    }
  });
});
