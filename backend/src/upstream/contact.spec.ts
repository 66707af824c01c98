import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../config/index.js';
import { contactOf, userAgent } from './contact.js';

describe('the contact', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'pyxis-contact-'));
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const contact = (flags: Readonly<Record<string, string>>): string | undefined =>
    contactOf(loadConfig({ env: { HOME: home }, flags }).config.server);

  it('is what is set, else the public address without what is nobody else’s business', () => {
    expect(contact({})).toBeUndefined();
    expect(contact({ 'server.publicUrl': 'https://me:secret@music.example.org/pyxis?x=1' })).toBe(
      'https://music.example.org/pyxis',
    );
    const both = { 'server.publicUrl': 'https://music.example.org', 'server.contact': 'me@example.org' };
    expect(contact(both)).toBe('me@example.org');
    expect(contact({ 'server.contact': 'https://example.org/~me' })).toBe('https://example.org/~me');
  });

  it.each([
    'me',
    'me@',
    '@example.org',
    'me@example.org (home)',
    'me@exämple.org',
    'https://',
    'a b@c',
    'me@x\r\nX: y',
  ])('refuses %j, which is none or breaks the header', (wrong) =>
    expect(() => contact({ 'server.contact': wrong })).toThrow('server.contact'),
  );

  it('stands in the header as services want it', () => {
    expect(userAgent('1.2.3', 'me@example.org')).toBe('Pyxis/1.2.3 ( me@example.org )');
    expect(userAgent('1.2.3', undefined)).toBe('Pyxis/1.2.3');
  });
});
