import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configExample } from './example.js';
import { loadConfig } from './load-config.js';
import { KEYS } from './schema.js';

describe('the example of a configuration', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyxis-example-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const load = (text: string): ReturnType<typeof loadConfig> => {
    const configFile = join(folder, 'config.yaml');
    writeFileSync(configFile, text);
    return loadConfig({ env: { HOME: folder }, configFile });
  };
  const defaults = (): unknown => loadConfig({ env: { HOME: folder } }).config;

  it('sets nothing as it is', () => {
    const { config, origins } = load(configExample());
    expect(config).toEqual(defaults());
    expect([...origins.keys()]).toEqual([]);
  });

  it('has every key at its place, with the default', () => {
    const { config, origins } = load(configExample().replaceAll(/#(?=\w+:)/g, ''));
    expect(config).toEqual(defaults());
    // A key without a default is empty there, which is as good as absent.
    expect([...origins.keys()]).toEqual(KEYS.filter((key) => key.default !== undefined).map(({ path }) => path));
  });
});
