import type { AddedView, PlaylistView } from '../../core/api/playlist-types';
import { alreadyInWords, contentInWords } from './playlist-words';

describe('words about playlists', () => {
  it('tell how much is in one', () => {
    expect(contentInWords({ trackCount: 0, durationMs: 0 })).toBe('Empty');
    expect(contentInWords({ trackCount: 1, durationMs: 0 })).toBe('1 track');
    expect(contentInWords({ trackCount: 1_204, durationMs: 5_400_000 })).toBe('1,204 tracks · 1 h 30 min');
  });

  it('tell how many are in it already', () => {
    const playlist = { name: 'Walk' } as PlaylistView;
    const words = (already: number, total: number): string =>
      alreadyInWords({ already, total, added: 0, playlist } satisfies AddedView);
    expect(words(1, 1)).toBe('It is in “Walk” already.');
    expect(words(2, 2)).toBe('Both are in “Walk” already.');
    expect(words(5, 5)).toBe('All 5 are in “Walk” already.');
    expect(words(1, 5)).toBe('1 of 5 is in “Walk” already.');
    expect(words(3, 5)).toBe('3 of 5 are in “Walk” already.');
  });
});
