import { expect, it } from 'vitest';
import { foldPath, readLocation, relativePath } from './locations.js';

const ROOTS = ['/music/'];
const paths = (location: string, folder?: string): readonly string[] => {
  const meant = readLocation(location, folder, ROOTS);
  return meant.kind === 'file' ? meant.paths : [];
};

it('reads paths that begin where the list lies, and at the top', () => {
  expect(paths('one.mp3', '/music/Lists/')[0]).toBe('/music/Lists/one.mp3');
  expect(paths('../A/one.mp3', '/music/Lists/')[0]).toBe('/music/A/one.mp3');
  expect(paths('./A/../B/one.mp3', '/music/')[0]).toBe('/music/B/one.mp3');
  expect(paths('/music/A/one.mp3', '/music/Lists/')[0]).toBe('/music/A/one.mp3');
});

it('finds paths of other machines below the music folder', () => {
  for (const path of [
    'D:\\Tunes\\A\\one.mp3',
    '\\\\nas\\share\\A\\one.mp3',
    '/home/ada/Music/A/one.mp3',
    'file:///C:/Users/Ada/Music/A/one.mp3',
    'file:///home/ada/Music/A/one.mp3',
    '..\\..\\A\\one.mp3',
  ]) {
    expect(paths(path, '/music/Lists/'), path).toContain('/music/A/one.mp3');
    expect(paths(path), path).toContain('/music/A/one.mp3');
  }
});

it('reads what is written as an address, and what only looks so', () => {
  expect(paths('file:///music/A/Sch%C3%B6n%20%231.mp3')).toContain('/music/A/Schön #1.mp3');
  expect(paths('A/Sch%C3%B6n.mp3', '/music/')).toEqual(
    expect.arrayContaining(['/music/A/Sch%C3%B6n.mp3', '/music/A/Schön.mp3']),
  );
  expect(paths('A/100%.mp3', '/music/')[0]).toBe('/music/A/100%.mp3');
  expect(paths('A/back\\slash.mp3', '/music/')[0]).toBe('/music/A/back\\slash.mp3');
});

it('tells tracks and addresses of sources from files', () => {
  expect(readLocation('pyxis:ytmusic:abc', undefined, ROOTS)).toEqual({ kind: 'track', id: 'ytmusic:abc' });
  expect(readLocation('https://music.example/1', undefined, ROOTS)).toMatchObject({ kind: 'address' });
});

it('compares paths as file systems do', () => {
  expect(foldPath('/Music/CAFE\u0301.mp3')).toBe(foldPath('/music/caf\u00e9.MP3'));
  expect(relativePath('/music/Lists/', '/music/A/one.mp3')).toBe('../A/one.mp3');
});
