import { expect, it } from 'vitest';
import { webAddressOf } from './addresses.js';

const addresses = { base: 'https://feeds.example/shows/one.xml', privateOrigins: ['http://nas.local:8080'] };

it.each([
  [' http://example.com/a.mp3', 'http://example.com/a.mp3'],
  ['a.mp3', 'https://feeds.example/shows/a.mp3'],
  ['/a.mp3', 'https://feeds.example/a.mp3'],
  ['//cdn.example/a.mp3?x=1', 'https://cdn.example/a.mp3?x=1'],
  ['http://nas.local:8080/a.mp3', 'http://nas.local:8080/a.mp3'],
  ['https://example.com/grüße.mp3', 'https://example.com/gr%C3%BC%C3%9Fe.mp3'],
  ['http://93.184.216.34/a.mp3', 'http://93.184.216.34/a.mp3'],
])('takes %j', (text, address) => {
  expect(webAddressOf(text, addresses)).toBe(address);
});

it.each([
  ...[
    undefined,
    '',
    '  ',
    'file:///etc/passwd',
    'ipfs://Qm',
    'javascript:alert(1)',
    'data:audio/mpeg;base64,AA',
    'http://',
  ],
  ...[
    'http://127.0.0.1:6379/INFO',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://10.0.0.1/admin',
    'http://192.168.1.1/',
  ],
  ...[
    'http://169.254.169.254/latest/',
    'http://172.20.0.1/',
    'http://[::1]/',
    'http://[fe80::1]/',
    'http://[::ffff:127.0.0.1]/',
  ],
  ...['http://localhost/', 'http://nas/a.mp3', 'http://nas.local/a.mp3', `http://example.com/${'a'.repeat(5_000)}`],
])('refuses %j', (text) => {
  expect(webAddressOf(text, addresses)).toBeUndefined();
});
