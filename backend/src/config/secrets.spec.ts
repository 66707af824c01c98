import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secrets } from './secrets.js';

describe('Secrets', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyxis-secrets-'));
    writeFileSync(join(folder, 'database-password'), 'from a file\n');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const find = (env: Record<string, string>): unknown => new Secrets(env).find('database-password');

  it('come from the environment, from a file, or from credentials, in this order', () => {
    const credentials = { CREDENTIALS_DIRECTORY: folder };
    const file = { PYXIS_DATABASE_PASSWORD_FILE: join(folder, 'database-password') };
    expect(find({ PYXIS_DATABASE_PASSWORD: 'direct', ...file, ...credentials })).toEqual({ value: 'direct' });
    expect(find(file)).toEqual({ value: 'from a file' });
    expect(find(credentials)).toEqual({ value: 'from a file' });
    expect(find({})).toEqual({});
  });

  it('lose one line break at their end, and no other space', () => {
    writeFileSync(join(folder, 'database-password'), ' a b \n\n');
    expect(find({ CREDENTIALS_DIRECTORY: folder })).toEqual({ value: ' a b \n' });
  });

  it('that are not where they should be only warn', () => {
    const missing = join(folder, 'missing');
    expect(find({ PYXIS_DATABASE_PASSWORD_FILE: missing })).toEqual({
      warning: `The secret file ${missing} (PYXIS_DATABASE_PASSWORD_FILE) is not there.`,
    });
    expect(find({ CREDENTIALS_DIRECTORY: missing })).toEqual({});
    expect(new Secrets({ PYXIS_LASTFM_API_KEY_FILE: missing }).warnings()).toEqual([
      `The secret file ${missing} (PYXIS_LASTFM_API_KEY_FILE) is not there.`,
    ]);
  });

  it('that are empty are missing: systemd loads nothing where the file of a credential is not there', () => {
    const file = join(folder, 'database-password');
    writeFileSync(file, '\n');
    expect(find({ PYXIS_DATABASE_PASSWORD_FILE: file })).toEqual({
      warning: `The secret file ${file} (PYXIS_DATABASE_PASSWORD_FILE) is empty, or what the service loads it from is missing.`,
    });
    expect(find({ CREDENTIALS_DIRECTORY: folder })).toEqual({});
  });

  it('are taken out of what child processes inherit', () => {
    const env: NodeJS.ProcessEnv = { PYXIS_DATABASE_PASSWORD: 'direct', PYXIS_PODCAST_FEED_ADA: 'x', PATH: '/bin' };
    const secrets = new Secrets(env);
    secrets.hideFrom(env);
    expect(env).toEqual({ PATH: '/bin' });
    expect(secrets.find('database-password')).toEqual({ value: 'direct' });
    expect(secrets.find('podcast-feed-ada')).toEqual({ value: 'x' });
  });

  it.each(['podcast-feed', 'podcast-feed-', 'podcast-feed-../x', 'podcast-feed-A', 'other'])(
    'are not called %s',
    (name) => {
      expect(() => new Secrets({}).find(name)).toThrow('No section declares');
    },
  );
});
