import { fuzzyFit } from './fuzzy';

const fuzzyScore = (...told: Parameters<typeof fuzzyFit>): number | undefined => fuzzyFit(...told)?.score;

const order = (query: string, labels: readonly string[]): string[] =>
  labels
    .map((label) => ({ label, score: fuzzyScore(query, label) }))
    .filter((entry): entry is { label: string; score: number } => entry.score !== undefined)
    .sort((a, b) => b.score - a.score)
    .map(({ label }) => label);

describe('fuzzyScore', () => {
  it('puts beginnings before middles, and middles before scattered letters', () => {
    expect(order('art', ['Start', 'Go to artists', 'Artists', 'A ragged tune', 'Queue'])).toEqual([
      'Artists',
      'Go to artists',
      'Start',
      'A ragged tune',
    ]);
  });

  it('wants every word, in any order, whatever its case and accents', () => {
    expect(fuzzyScore('ALBUMS go', 'Go to álbums')).toBeDefined();
    expect(fuzzyScore('go nowhere', 'Go to albums')).toBeUndefined();
  });

  it('takes letters in order, from the beginning of a word', () => {
    expect(fuzzyScore('plps', 'Play or pause')).toBeDefined();
    expect(fuzzyScore('lyps', 'Play or pause')).toBeUndefined();
    // Trying every way to spread the letters would not end.
    expect(fuzzyScore('aaaaaaaaaaab', 'a c '.repeat(10_000))).toBeUndefined();
  });

  it('prefers the label to the further words', () => {
    expect(fuzzyScore('dark', 'Theme: dark')).toBeGreaterThan(fuzzyScore('dark', 'Theme: night', 'dark') ?? Infinity);
    expect(fuzzyScore('night', 'Theme: dark', 'night')).toBeDefined();
  });

  it('takes what has a meaning in patterns for what it is, and nothing for everything', () => {
    for (const query of ['(', '[a-', '\\', '.*', '$', '-']) expect(fuzzyScore(query, 'Play')).toBeUndefined();
    expect(fuzzyScore(' ', 'Play')).toBe(0);
  });

  it('tells what is called so from what is like it and from a guess', () => {
    const kinds = ['clear', 'queue cl', 'lear', 'empty', 'cq', 'clear uue'].map(
      (query) => fuzzyFit(query, 'Clear queue', 'empty')?.kind,
    );
    expect(kinds).toEqual(['called', 'called', 'like', 'like', 'guess', undefined]);
  });
});
