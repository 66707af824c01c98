import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nixEnvironment } from '../../scripts/support/nix.mjs';
import { hasNix } from './support/nix.js';

const ROOT = resolve(import.meta.dirname, '../..');
/** All that evaluating reads. */
const READ = ['flake.nix', 'flake.lock', 'nix', 'package.json', 'package-lock.json'];

interface Shown {
  readonly type?: string;
  readonly name?: string;
}
type Outputs = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Shown>>>>>>;

describe.skipIf(!hasNix)('the flake', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyxis-flake-'));
    for (const name of READ) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Nix on the flake, with our stand-in for nixpkgs: there may be no network. */
  const nix = (...words: string[]): string => {
    const stub = `path:${join(folder, 'nix/tests/stub-nixpkgs')}`;
    return execFileSync('nix', [...words, '--override-input', 'nixpkgs', stub, '--no-write-lock-file'], {
      cwd: folder,
      env: nixEnvironment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };

  it('is made of files that parse', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.nix'));
    expect(files.length).toBeGreaterThan(10);
    const words = ['--parse', ...files];
    const { status, stderr } = spawnSync('nix-instantiate', words, {
      cwd: folder,
      env: nixEnvironment(),
      encoding: 'utf8',
    });
    expect(stderr.replaceAll(/^warning: .*$/gm, '').trim()).toBe('');
    expect(status).toBe(0);
  });

  it('passes its checks: every output evaluates, and an example system with both modules', () => {
    nix('flake', 'check', `path:${folder}`, '--no-build');
  });

  it('has what people look for, for each kind of machine', () => {
    const outputs = JSON.parse(nix('flake', 'show', `path:${folder}`, '--json')) as Outputs;
    const systems = ['aarch64-darwin', 'aarch64-linux', 'x86_64-linux'];
    for (const output of ['packages', 'apps', 'devShells']) expect(Object.keys(outputs[output] ?? {})).toEqual(systems);
    for (const system of systems) {
      expect(outputs.packages?.[system]).toMatchObject({
        default: { type: 'derivation', name: 'pyxis' },
        prebuilt: { name: 'pyxis-not-built' },
      });
    }
    expect(Object.keys(outputs.checks?.['x86_64-linux'] ?? {})).toEqual(['example', 'package', 'vm']);
    for (const output of ['formatter', 'overlays', 'nixosModules', 'homeModules', 'homeManagerModules']) {
      expect(outputs).toHaveProperty(output);
    }
  });

  it('is pinned to what it names', () => {
    const { nodes } = JSON.parse(readFileSync(join(ROOT, 'flake.lock'), 'utf8')) as {
      nodes: { nixpkgs: { original: Record<string, string>; locked: Record<string, string> } };
    };
    const { owner, repo, ref } = nodes.nixpkgs.original;
    expect(readFileSync(join(ROOT, 'flake.nix'), 'utf8')).toContain(`github:${owner}/${repo}/${ref}`);
    expect(nodes.nixpkgs.locked).toMatchObject({
      rev: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      narHash: expect.stringMatching(/^sha256-/) as string,
    });
  });

  it('wraps what is compiled already, and says what to do when nothing is', () => {
    expect(() => nix('build', `path:${folder}#prebuilt`, '--no-link', '--print-build-logs')).toThrow(
      /There is no dist to wrap\. Run npm ci/,
    );
    mkdirSync(join(folder, 'dist/backend'), { recursive: true });
    writeFileSync(join(folder, 'dist/backend/main.js'), '');
    expect(JSON.parse(nix('eval', `path:${folder}#prebuilt.name`, '--json'))).toBe('pyxis');
  });
});
