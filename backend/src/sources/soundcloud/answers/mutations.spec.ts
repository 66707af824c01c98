import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chance } from '../../../../test/support/chance.js';
import { spoil, type Tree } from '../../../../test/support/spoilt-answers.js';
import { fieldsOf } from '../../../common/index.js';
import type { RemoteItem } from '../../remote-catalogue.js';
import { itemOf, readPage, readSuggestions } from './lists.js';
import { listOf } from './reading.js';
import { readSet } from './sets.js';
import { readTrack } from './tracks.js';
import { descriptionOf, readUser } from './users.js';

/** In the gate; `PYXIS_MUTATIONS=10000` for the whole of it. */
const ROUNDS = Number(process.env.PYXIS_MUTATIONS ?? 400);
const folder = join(import.meta.dirname, '../../../../test/fixtures/soundcloud');
const answers = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'index.json')
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Tree);

it('never fails on an answer that is spoilt, and tells nothing that is no text', { timeout: 600_000 }, () => {
  for (let round = 0; round < ROUNDS; round++) {
    const next = chance(round + 1);
    const answer = structuredClone(answers[round % answers.length] ?? {});
    for (let count = 1 + next(20); count > 0; count--) spoil(answer, next);
    const { rows } = readPage(answer);
    const all = [answer, ...rows, ...listOf(answer)];
    const sets = all.flatMap((value) => readSet(value) ?? []);
    const items: RemoteItem[] = [
      ...all.flatMap((value) => itemOf(value) ?? []),
      ...all.flatMap((value) => readUser(value) ?? []),
      ...sets.flatMap(({ item, entries }) => [item, ...entries.flatMap(({ track }) => track ?? [])]),
    ];
    all.forEach(descriptionOf);
    readSuggestions(answer);
    const names = items.flatMap((item) => [
      item.kind === 'artist' ? item.name : item.title,
      ...('artists' in item ? item.artists.map(({ name }) => name) : []),
    ]);
    expect(names.filter((name) => name.trim() !== name || name === '' || name.length > 1_000), `round ${round}`).toEqual([]); // prettier-ignore
    expect(
      items.filter(({ nativeId }) => !/^\d+$/.test(nativeId)),
      `round ${round}`,
    ).toEqual([]);
    expectEveryArtist(all);
  }
});

/** Whatever else is spoilt, who is named is told. */
function expectEveryArtist(values: readonly unknown[]): void {
  for (const value of values) {
    const track = readTrack(value);
    const { publisher_metadata: published } = fieldsOf(value);
    const { artist } = fieldsOf(published);
    if (!track || typeof artist !== 'string' || artist.length > 900) continue;
    const told = track.artists.map(({ name }) => name).join(' ').toLowerCase(); // prettier-ignore
    for (const word of artist.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) expect(told).toContain(word);
  }
}
