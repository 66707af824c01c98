import { hostname as machineName } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ServerConfig } from '../config/index.js';
import { hostNameOf, OwnNames } from './host-names.js';

describe('a Host header', () => {
  it.each([
    ['localhost', 'localhost'],
    ['LocalHost:8765', 'localhost'],
    ['music.example.', 'music.example'],
    ['music.example.:443', 'music.example'],
    ['MUSIC.example', 'music.example'],
    ['my_pyxis:80', 'my_pyxis'],
    ['music.example:', 'music.example'],
    ['192.168.1.5:8765', '192.168.1.5'],
    ['[::1]', '::1'],
    ['[FE80::1]:8765', 'fe80::1'],
    ['[fe80::1%25eth0]:8765', 'fe80::1'],
    ['[fe80::1%wlan-0.1]', 'fe80::1'],
    ['[::ffff:127.0.0.1]', '::ffff:127.0.0.1'],
    ['xn--msik-0ra.example', 'xn--msik-0ra.example'],
  ])('%s names %s', (host, name) => {
    expect(hostNameOf(host)).toBe(name);
  });

  it.each([
    '',
    '.',
    ':8765',
    'a b',
    'localhost/evil',
    'evil.example@localhost',
    'localhost#.evil.example',
    'localhost,evil.example',
    'localhost\t.evil.example',
    'mÃ¼sik.example',
    'localhost:80:80',
    'localhost:port',
    '::1',
    '[::1',
    '[evil.example]',
    '[1.2.3.4]',
    '[::1]evil.example',
    'a'.repeat(100_000),
    `${'a.'.repeat(100_000)}!`,
    `[${':'.repeat(100_000)}`,
  ])('%.40s names nothing', (host) => {
    expect(hostNameOf(host)).toBeUndefined();
  });
});

describe('this server', () => {
  const own = (server: Partial<ServerConfig> = {}, more?: string[]): OwnNames =>
    new OwnNames(Object.assign(new ServerConfig(), server), more);

  it.each([
    'localhost',
    'app.localhost',
    '127.0.0.1',
    '8.8.8.8',
    '::1',
    'fe80::1',
    'nas',
    'pyxis',
    'nas.local',
    machineName().toLowerCase(),
  ])('is always %s', (name) => {
    expect(own().has(name)).toBe(true);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    'local.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    'evillocal.example',
    '1.2.3',
  ])('is not %s', (name) => {
    expect(own({ publicUrl: 'https://music.example' }).has(name)).toBe(false);
  });

  it('is what the configuration calls it, however that is written', () => {
    const names = own({
      hostname: 'Music.Lan',
      publicUrl: 'https://music.example:8443/pyxis/',
      allowedHosts: ['NAS.Example.', 'müsik.example'],
    });
    for (const name of ['music.lan', 'music.example', 'nas.example', 'xn--msik-0ra.example']) {
      expect(names.has(name), name).toBe(true);
    }
    expect(names.has('sub.nas.example')).toBe(false);
    expect(own({}, ['dev.example']).has('dev.example')).toBe(true);
  });
});
