import { expect, it } from 'vitest';
import { dispositionOf, extensionOf, stemOf } from './download-name.js';

const named = (words: string[], type = 'audio/mpeg'): string => {
  const disposition = dispositionOf(`${stemOf(words)}${extensionOf(type)}`);
  const [, name = ''] = /filename\*=UTF-8''(.*)$/.exec(disposition) ?? [];
  return decodeURIComponent(name);
};

it.each([
  [['Bearings', 'Number 6'], 'audio/mpeg', 'Bearings - Number 6.mp3'],
  [['AC/DC', 'What? "Now": <1>'], 'audio/flac', 'AC DC - What Now 1.flac'],
  [['', ' ..\u202e\u0000 '], 'audio/mpeg; charset=x', 'audio.mp3'],
  [['.hidden', 'ends.. '], 'audio/x-m4a', 'hidden - ends.m4a'],
  [['Größe', '東京 (live)'], 'audio/ogg; codecs=opus', 'Größe - 東京 (live).opus'],
  [['A'], 'application/octet-stream', 'A'],
  [['', 'Con'], 'audio/mpeg', 'Con_.mp3'],
  [['', 'aux.1'], 'audio/mpeg', 'aux_.1.mp3'],
  [['Com1', 'Contact'], 'audio/mpeg', 'Com1 - Contact.mp3'],
])('calls %j of %s “%s”', (words, type, expected) => {
  expect(named(words, type)).toBe(expected);
});

it('keeps long names within what file systems take, between two characters', () => {
  const name = named(['😀'.repeat(300)]);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(204);
  expect(name.isWellFormed()).toBe(true);
});

it('has a plain name for programs that know no other', () => {
  expect(dispositionOf('Größe - 東.mp3')).toMatch(/^attachment; filename="Gro_e - _\.mp3"; /);
});
