import { expect, it } from 'vitest';
import { readLink, secretOfLink, shortLinkOf, sitePageOf } from './links.js';

it.each([
  ['https://soundcloud.com/night-ferry', { path: 'night-ferry' }],
  ['https://soundcloud.com/night-ferry/', { path: 'night-ferry' }],
  ['http://www.soundcloud.com/night-ferry/tracks', { path: 'night-ferry' }],
  ['https://soundcloud.com/night-ferry/popular-tracks', { path: 'night-ferry' }],
  ['https://soundcloud.com/night-ferry/sets', { path: 'night-ferry' }],
  ['https://soundcloud.com/ada/likes', { path: 'ada', isLikes: true }],
  ['https://soundcloud.com/night-ferry/weir?si=9f1c3a&utm_source=clipboard', { path: 'night-ferry/weir' }],
  ['https://m.soundcloud.com/night-ferry/weir?in=ada/sets/on-the-water', { path: 'night-ferry/weir' }],
  ['https://soundcloud.com/night-ferry/weir#t=1:23', { path: 'night-ferry/weir', startMs: 83_000 }],
  ['https://soundcloud.com/night-ferry/weir#t=1%3A02%3A03', { path: 'night-ferry/weir', startMs: 3_723_000 }],
  ['https://soundcloud.com/night-ferry/weir#t=1m23s', { path: 'night-ferry/weir', startMs: 83_000 }],
  ['https://soundcloud.com/night-ferry/weir#t=83', { path: 'night-ferry/weir', startMs: 83_000 }],
  ['https://soundcloud.com/night-ferry/weir#comments', { path: 'night-ferry/weir' }],
  ['https://soundcloud.com/ada/own/s-Kx3Lq9vTb2A', { path: 'ada/own/s-Kx3Lq9vTb2A', secret: 's-Kx3Lq9vTb2A' }],
  ['https://soundcloud.com/night-ferry/sets/weir', { path: 'night-ferry/sets/weir' }],
  ['https://soundcloud.com/ada/sets/own/s-9fWbQ2m?si=1', { path: 'ada/sets/own/s-9fWbQ2m', secret: 's-9fWbQ2m' }],
  ['https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/ada/wick&auto_play=true', { path: 'ada/wick' }],
])('%s is a page of the site', (address, page) => {
  expect(sitePageOf(new URL(address))).toEqual({ isLikes: false, ...page });
  expect(readLink(new URL(address))).toBeUndefined();
});

it.each([
  ['https://api.soundcloud.com/tracks/135535700', { kind: 'track', nativeId: '135535700' }],
  ['https://api.soundcloud.com/playlists/246349810?secret_token=s-abc', { kind: 'playlist', nativeId: '246349810' }],
  ['https://api.soundcloud.com/users/soundcloud%3Ausers%3A542134', { kind: 'artist', nativeId: '542134' }],
  ['https://api-v2.soundcloud.com/tracks/soundcloud:tracks:7', { kind: 'track', nativeId: '7' }],
  [
    'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293&color=%23ff5500',
    { kind: 'track', nativeId: '293' },
  ],
])('%s says itself what it is', (address, link) => {
  expect(readLink(new URL(address))).toEqual(link);
  expect(sitePageOf(new URL(address))).toBeUndefined();
});

it('has the secret of an embedded player', () => {
  const inner = encodeURIComponent('https://api.soundcloud.com/playlists/1?secret_token=s-abc');
  expect(secretOfLink(new URL(`https://w.soundcloud.com/player/?url=${inner}`))).toBe('s-abc');
  expect(secretOfLink(new URL('https://api.soundcloud.com/playlists/1?secret_token=../x'))).toBeUndefined();
});

it('knows short links, and leaves out what stands behind them', () => {
  expect(shortLinkOf(new URL('https://on.soundcloud.com/aB3dE5?utm=1#x'))?.href).toBe(
    'https://on.soundcloud.com/aB3dE5',
  );
  expect(shortLinkOf(new URL('https://on.soundcloud.com/'))).toBeUndefined();
  expect(shortLinkOf(new URL('https://soundcloud.com/aB3dE5'))).toBeUndefined();
});

it.each([
  'https://soundcloud.com/',
  'https://soundcloud.com/discover',
  'https://soundcloud.com/discover/sets/charts-top:all-music',
  'https://soundcloud.com/search?q=x',
  'https://soundcloud.com/you/likes',
  'https://soundcloud.com/a%2Fb',
  'https://soundcloud.example/night-ferry/weir',
  'https://w.soundcloud.com/player/?url=javascript:alert(1)',
  'https://w.soundcloud.com/player/?url=https%3A//evil.example/a/b',
  'ftp://soundcloud.com/night-ferry/weir',
])('%s is nothing that can be opened', (address) => {
  const url = new URL(address);
  expect([readLink(url), sitePageOf(url), shortLinkOf(url)]).toEqual([undefined, undefined, undefined]);
});
