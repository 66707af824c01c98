import { describe, expect, it } from 'vitest';
import { best, extend, rank, type Match, type RankedPart } from './ranking.js';
import type { FoundKind } from './found-kinds.js';

type View = { readonly id: string };

function part(isLocal: boolean, ...names: readonly string[]): RankedPart<View> {
  return { isLocal, found: names.map((name) => ({ name, view: { id: `${isLocal ? 'own' : 'far'} ${name}` } })) };
}

const here = (...names: readonly string[]): RankedPart<View> => part(true, ...names);
const far = (...names: readonly string[]): RankedPart<View> => part(false, ...names);

function match(closeness: Match<View>['closeness'], isLocal: boolean, id = ''): Match<View> {
  return { view: { id }, closeness, isLocal, place: 0 };
}

describe('asked for “kite”', () => {
  it.each<[string, RankedPart<View>[], string[]]>([
    ['exact before near, within one source', [far('kite song', 'kite')], ['far kite', 'far kite song']],
    ['exact elsewhere before near here', [here('kite song'), far('kite')], ['far kite', 'own kite song']],
    ['what begins so before what has the word', [far('red kite', 'kites')], ['far kites', 'far red kite']],
    ['here before elsewhere', [far('kite'), here('kite')], ['own kite', 'far kite']],
    [
      'what has nothing of it last, in the order of its source',
      [far('b', 'a', 'kite')],
      ['far kite', 'far b', 'far a'],
    ],
    ['an order of the library as it is', [here('milan', 'kite')], ['own milan', 'own kite']],
    [
      'in turns from several sources',
      [far('kite a', 'kite b'), far('kite c')],
      ['far kite a', 'far kite c', 'far kite b'],
    ],
    ['nothing of nobody', [here(), far()], []],
  ])('%s', (_name, parts, ids) => {
    expect(rank(parts, 'kite').map(({ view }) => view.id)).toEqual(ids);
  });
});

describe('the one that is meant', () => {
  it.each<[string, Partial<Record<FoundKind, Match<View>>>, FoundKind | undefined]>([
    ['nothing of nothing', {}, undefined],
    ['the only one', { episode: match(0, true) }, 'episode'],
    ['albums first', { track: match(3, true), artist: match(3, true), album: match(3, true) }, 'album'],
    ['exact before an album that is near', { track: match(3, false), album: match(2, true) }, 'track'],
    ['here before an album elsewhere', { track: match(3, true), album: match(3, false) }, 'track'],
    ['what is followed before what there is much of', { track: match(2, true), show: match(2, true) }, 'show'],
  ])('%s', (_name, firsts, kind) => {
    expect(best(firsts)).toBe(kind);
  });
});

it('puts what comes later behind what is shown, and nothing twice', () => {
  const shown = [match(1, true, 'a'), match(0, true, 'b')];
  const later = [match(3, false, 'c'), match(3, false, 'b'), match(3, false, 'c')];
  expect(extend(shown, later).map(({ view }) => view.id)).toEqual(['a', 'b', 'c']);
});
