import { expect, it } from 'vitest';
import { embeddedItemOf, performerPageOf } from './links.js';

const page = (address: string): unknown => {
  const found = performerPageOf(new URL(address));
  return found && [found.type, found.address.href, found.words, found.isOfBandcamp];
};

it.each([
  ['https://nightferry.bandcamp.com/album/harbour-lights?from=x#y', ['a', 'https://nightferry.bandcamp.com/album/harbour-lights', 'harbour lights', true]],
  ['http://NightFerry.bandcamp.com/track/weir/', ['t', 'https://nightferry.bandcamp.com/track/weir', 'weir', true]],
  ['https://nightferry.bandcamp.com', ['b', 'https://nightferry.bandcamp.com/', 'nightferry', true]],
  ['https://night-ferry.bandcamp.com/music/', ['b', 'https://night-ferry.bandcamp.com/music', 'night ferry', true]],
  ['https://music.harrowgate.example/releases', ['b', 'https://music.harrowgate.example/releases', 'harrowgate', false]],
  ['https://music.harrowgate.example/album/kissing-gate', ['a', 'https://music.harrowgate.example/album/kissing-gate', 'kissing gate', false]],
])('knows where a performer may be: %s', (address, expected) => {
  expect(page(address)).toEqual(expected);
}); // prettier-ignore

it.each([
  'https://bandcamp.com/',
  'https://bandcamp.com/ada-lamplight',
  'https://daily.bandcamp.com/album/x',
  'https://www.bandcamp.com/music',
  'https://nightferry.bandcamp.com/merch',
  'https://nightferry.bandcamp.com/album/a/b',
  'https://nightferry.example:8443/album/x',
  'https://video.example/watch?v=1',
  'ftp://nightferry.bandcamp.com/album/x',
])('asks nobody for %s', (address) => {
  expect(page(address)).toBeUndefined();
  expect(embeddedItemOf(new URL(address))).toBeUndefined();
});

it.each([
  ['https://bandcamp.com/EmbeddedPlayer/v=2/album=2833347880/size=large/tracklist=false/artwork=small/', { type: 'a', id: '2833347880' }],
  ['https://bandcamp.com/EmbeddedPlayer/album=1/size=small/track=3486455278/', { type: 't', id: '3486455278' }],
  ['https://bandcamp.com/EmbeddedPlayer/size=small/', undefined],
  ['https://bandcamp.com/EmbeddedPlayer/album=x/', undefined],
  ['https://nightferry.bandcamp.com/EmbeddedPlayer/album=1/', undefined],
])('reads the address of an embedded player: %s', (address, expected) => {
  expect(embeddedItemOf(new URL(address))).toEqual(expected);
}); // prettier-ignore
