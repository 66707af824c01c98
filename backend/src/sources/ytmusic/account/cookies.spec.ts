import { expect, it } from 'vitest';
import { cookieFile, readCookies } from './cookies.js';

const line = (domain: string, name: string, value: string): string =>
  [domain, 'TRUE', '/', 'TRUE', '1900000000', name, value].join('\t');

it.each([
  [
    'a file of a browser',
    `# Netscape HTTP Cookie File\n${line('.youtube.com', 'SID', 'a')}\n${line('.youtube.com', 'SAPISID', 'k/1')}\n`,
  ],
  [
    'a file with lines of Windows',
    `${line('.youtube.com', 'SID', 'a')}\r\n${line('.youtube.com', 'SAPISID', 'k/1')}\r\n`,
  ],
  [
    'cookies that scripts do not see',
    `#HttpOnly_${line('.youtube.com', 'SID', 'a')}\n${line('music.youtube.com', 'SAPISID', 'k/1')}`,
  ],
  ['a header', 'SID=a; SAPISID=k/1'],
  ['a header with its name', 'Cookie: SID=a; SAPISID=k/1'],
  ['a header over several lines', 'SID=a;\nSAPISID=k/1\n'],
])('reads %s', (_what, text) => {
  const cookies = readCookies(text);
  expect(cookies?.signingKey).toBe('k/1');
  expect([...(cookies?.values ?? [])]).toEqual([['SID', 'a'], ['SAPISID', 'k/1']]); // prettier-ignore
});

it.each([
  ['nothing', ''],
  ['words', 'I have no cookies'],
  ['cookies of a guest', 'VISITOR_INFO1_LIVE=x; SOCS=CAI'],
  ['cookies of another site', line('.example.org', 'SAPISID', 'k')],
  ['cookies of a site that only ends so', line('notyoutube.com', 'SAPISID', 'k')],
  ['an empty key', 'SAPISID='],
])('finds nobody who has signed in, in %s', (_what, text) => {
  expect(readCookies(text)).toBeUndefined();
});

it('takes the key of newer browsers', () => {
  expect(readCookies('__Secure-3PAPISID=k3; SID=a')?.signingKey).toBe('k3');
});

it('leaves out what could end a header', () => {
  const cookies = readCookies('SAPISID=k; bad name=x; other=a\u0000b');
  expect([...(cookies?.values.keys() ?? [])]).toEqual(['SAPISID']);
});

it('writes a file that it reads again', () => {
  const cookies = readCookies('SID=a; SAPISID=k/1')!;
  expect(readCookies(cookieFile(cookies))).toEqual(cookies);
});
