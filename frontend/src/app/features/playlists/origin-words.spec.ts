import type { PlaylistView } from '../../core/api/playlist-types';
import { importedInWords, newsInWords, unresolvedInWords } from './origin-words';

describe('words about lists of other programs', () => {
  it('tell what was not found', () => {
    expect(unresolvedInWords({ kind: 'file', unresolved: 0 })).toBe('');
    expect(unresolvedInWords({ kind: 'file', unresolved: 1 })).toBe('1 song was not found.');
    expect(unresolvedInWords({ kind: 'import', unresolved: 3 })).toBe('3 songs were not found for certain.');
  });

  it('tell what came and went at a source', () => {
    const atMs = new Date(2026, 10, 3, 12).getTime();
    expect(newsInWords({ atMs, added: ['a', 'b'], removed: ['c'] })).toBe('On 3 Nov 2 songs came and 1 went.');
    expect(newsInWords({ atMs, added: [], removed: ['c'] })).toBe('On 3 Nov 1 song went.');
  });

  it('tell what came of an import', () => {
    const playlist = { name: 'Road', trackCount: 9 } as PlaylistView;
    expect(importedInWords(playlist)).toBe('“Road” is imported: 9 tracks.');
    const origin = { kind: 'import' as const, ref: 'road.m3u', checkedAtMs: 0, unresolved: 2 };
    expect(importedInWords({ ...playlist, origin })).toBe('“Road” is imported: 9 tracks of 11 found.');
  });
});
