import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Directories, Secrets } from '../../config/index.js';
import { LastFmSession } from './lastfm-session.js';

describe('LastFmSession', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyxis-session-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (env: Readonly<Record<string, string>> = {}): LastFmSession =>
    new LastFmSession(Object.assign(new Directories(), { data: folder }), new Secrets(env));

  it('is there again after a restart', () => {
    const session = { key: 'k', userName: 'listener' };
    expect(open().find()).toBeUndefined();
    open().keep({ key: 'older' });
    open().keep(session);
    expect(open().find()).toEqual(session);
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['lastfm-session']);
  });

  it('is the one from outside, where there is one', () => {
    open().keep({ key: 'kept' });
    const given = open({ PYXIS_LASTFM_SESSION_KEY: 'given' });
    expect([given.find(), given.isGiven]).toEqual([{ key: 'given' }, true]);
  });

  it('is not there where its file is broken', () => {
    open().keep({ key: 'kept' });
    writeFileSync(join(folder, 'secrets/lastfm-session'), '{"key":');
    expect(open().find()).toBeUndefined();
  });
});
