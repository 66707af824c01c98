import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chance } from '../../../../test/support/chance.js';
import { spoil, type Tree } from '../../../../test/support/spoilt-answers.js';
import { fieldsOf } from '../../../common/index.js';
import type { RemoteItem } from '../../remote-catalogue.js';
import { readBand } from './band.js';
import { readDetails, readLyrics } from './details.js';
import { readFan, readFoundFan, readShelf } from './fan.js';
import { addressOfRow, readFound, rowsOf } from './found.js';
import { readNativeId } from './native-id.js';
import { readPage, type ReadPage } from './page.js';
import { ownerOf, readTralbumPage } from './tralbum-page.js';
import type { ReadTralbum } from './tralbum.js';

/** In the gate; `PYXIS_MUTATIONS=10000` for the whole of it. */
const ROUNDS = Number(process.env.PYXIS_MUTATIONS ?? 400);
const folder = join(import.meta.dirname, '../../../../test/fixtures/bandcamp');
const recorded = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
/** What pages tell, as one tree each. */
const answers = recorded.flatMap(([name, text]): Tree[] => {
  if (name.endsWith('.html')) return [Object.fromEntries(readPage(text).data)];
  return name.endsWith('.json') && name !== 'index.json' ? [JSON.parse(text) as Tree] : [];
});
const shelf = { items: [{ tralbum_id: 5, tralbum_type: 'a', band_id: 6, item_title: 'One', band_name: 'A & B', item_art_id: 7, item_url: 'https://a.bandcamp.com/album/one' }], more_available: true, last_token: '1:5:a::' }; // prettier-ignore
answers.push(shelf, { fan_data: { fan_id: 8, name: 'Ada' } });

it('never fails on an answer that is spoilt, and tells nothing that is no text', { timeout: 600_000 }, () => {
  for (let round = 0; round < ROUNDS; round++) {
    const next = chance(round + 1);
    const answer = structuredClone(answers[round % answers.length] ?? {});
    for (let count = 1 + next(20); count > 0; count--) spoil(answer, next);
    const page: ReadPage = { data: new Map([...Object.entries(answer), ['blob', answer]]), title: '' };
    const tralbums = [readDetails(answer), readTralbumPage(page)].filter((read) => read !== undefined);
    const band = readBand(answer);
    const rows = [answer, ...rowsOf(answer)];
    const items: RemoteItem[] = [
      ...tralbums.flatMap(({ album, tracks }) => [album, ...tracks.map(({ track }) => track)]),
      ...(band ? [band.artist, ...band.albums, ...band.artists] : []),
      ...rows.flatMap((row) => readFound(row) ?? []),
      ...readShelf(answer).albums,
    ];
    rows.map(addressOfRow);
    rows.map((row) => readFoundFan(row, 'ada'));
    const told = [...readLyrics(answer).values(), ownerOf(page)?.name ?? 'x', readFan(page)?.name ?? 'x'];
    const names = items.flatMap((item) => [
      item.kind === 'artist' ? item.name : item.title,
      ...('artists' in item ? item.artists.map(({ name }) => name) : []),
      ...('label' in item && item.label ? [item.label.name] : []),
    ]);
    const isNone = (name: string): boolean => name.trim() !== name || name === '' || name.length > 1_000;
    expect([...names.filter(isNone), ...told.filter((text) => text === '')], `round ${round}`).toEqual([]);
    expect(
      items.filter(({ nativeId }) => readNativeId(nativeId) === undefined),
      `round ${round}`,
    ).toEqual([]);
    for (const read of tralbums) expectRisingNumbers(read, round);
    for (const row of rows) expectEveryArtist(readFound(row), fieldsOf(row).band_name);
    for (const read of tralbums) expectEveryArtist(read.album, fieldsOf(answer).tralbum_artist);
  }
});

it('never fails on a page that is cut or has something else in its attributes', () => {
  for (const [name, html] of recorded.filter(([name]) => name.endsWith('.html'))) {
    for (let part = 0; part < 20; part++) {
      const page = readPage(html.slice(0, (html.length * part) / 20));
      expect(() => [readTralbumPage(page), ownerOf(page), readFan(page)], name).not.toThrow();
    }
  }
});

function expectRisingNumbers({ album, tracks }: ReadTralbum, round: number): void {
  if (album.type === 'single') return;
  const numbers = tracks.map(({ track }) => track.trackNumber ?? 0);
  expect(
    [...numbers].sort((a, b) => a - b),
    `round ${round}`,
  ).toEqual(numbers);
  expect(new Set(numbers).size, `round ${round}`).toBe(tracks.length);
}

/** Whatever else is spoilt, who is named is told. */
function expectEveryArtist(item: RemoteItem | undefined, told: unknown): void {
  if (!item || !('artists' in item) || typeof told !== 'string' || told.length > 900) return;
  const names = item.artists.map(({ name }) => name).join(' ').toLowerCase(); // prettier-ignore
  for (const word of told.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) expect(names).toContain(word);
}
