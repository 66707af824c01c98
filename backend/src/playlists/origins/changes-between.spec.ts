import { expect, it } from 'vitest';
import { changesBetween } from './changes-between.js';

const tracks = (ids: string): { id: string; title: string; artist: string; album: { title: string } }[] =>
  ids.split('').map((id) => ({ id, title: id, artist: id === 'x' ? '' : 'Ada', album: { title: '' } }));

it('names what came and went, each as often as it did', () => {
  expect(changesBetween(tracks('abc'), tracks('cab'))).toEqual({ added: [], removed: [] });
  expect(changesBetween(tracks('aab'), tracks('abx'))).toEqual({ added: ['x'], removed: ['Ada - a'] });
});
