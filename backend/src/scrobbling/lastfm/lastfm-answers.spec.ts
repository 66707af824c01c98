import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AccessRefused, ListensRefused, TryLater } from '../service.js';
import { ApprovalExpired, errorOf, NotApproved, outcomesOf } from './lastfm-answers.js';

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../test/fixtures/scrobbling/${name}`, import.meta.url), 'utf8'));

describe('outcomesOf', () => {
  it('reads recorded answers, where one is an object and two are a list', () => {
    expect(outcomesOf(recorded('lastfm-scrobble-one.json'), 1)).toEqual([{ kind: 'accepted' }]);
    expect(outcomesOf(recorded('lastfm-scrobble-two.json'), 2)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }]);
  });

  it.each([
    ['1', 'refused'],
    ['2', 'refused'],
    ['3', 'refused'],
    ['4', 'refused'],
    ['5', 'later'],
    [5, 'later'],
    [0, 'accepted'],
  ])('takes the ignored code %j for %s', (code, kind) => {
    const scrobble = { ignoredMessage: { code, '#text': '' } };
    expect(outcomesOf({ scrobbles: { scrobble } }, 1)).toEqual([expect.objectContaining({ kind })]);
  });

  it('makes nothing of answers that do not tell of all', () => {
    for (const body of [undefined, {}, { scrobbles: {} }, recorded('lastfm-scrobble-one.json')]) {
      expect(outcomesOf(body, 2)).toBeUndefined();
    }
    expect(outcomesOf({ scrobbles: {} }, 1)).toBeUndefined();
  });
});

describe('errorOf', () => {
  it.each([
    [TryLater, [2, 3, 5, 7, 8, 11, 16, 29, 99]],
    [ListensRefused, [6]],
    [AccessRefused, [4, 9, 10, 13, 17, 26]],
    [NotApproved, [14]],
    [ApprovalExpired, [15]],
  ])('is %o for %j', (kind, codes) => {
    for (const code of codes) expect(errorOf(code, 'said')).toBeInstanceOf(kind);
  });
});
