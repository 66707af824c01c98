import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chance } from '../../../../test/support/chance.js';
import { spoil, type Tree } from '../../../../test/support/spoilt-answers.js';
import { readLyrics } from './lyrics-answer.js';
import { readNext } from './next-answer.js';
import { readAlbum, readArtist, readGrid, readMoreTracks, readPlaylist } from './pages.js';
import { readSearch, readSuggestions } from './search-answer.js';
import type { Row } from './rows.js';

/** In the gate; `PYXIS_MUTATIONS=10000` for the whole of it. */
const ROUNDS = Number(process.env.PYXIS_MUTATIONS ?? 400);
const folder = join(import.meta.dirname, '../../../../test/fixtures/ytmusic');
const FOLDERS = ['search', 'album', 'artist', 'playlist', 'next', 'lyrics'];

it('never fails on an answer that is spoilt, and tells nothing that is no text', { timeout: 600_000 }, () => {
  const answers = FOLDERS.flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
    .filter((file) => statSync(file).size < 200_000)
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Tree);
  for (let round = 0; round < ROUNDS; round++) {
    const next = chance(round + 1);
    const answer = structuredClone(answers[round % answers.length] ?? {});
    for (let count = 1 + next(20); count > 0; count--) spoil(answer, next);
    const rows: readonly Row[] = [
      ...readSearch(answer).rows,
      ...(readAlbum(answer)?.tracks ?? []),
      ...(readArtist(answer)?.rows ?? []),
      ...readPlaylist(answer).tracks,
      ...readMoreTracks(answer).tracks,
      ...readGrid(answer).rows,
      ...readNext(answer).tracks,
    ];
    readSuggestions(answer);
    readLyrics(answer);
    const nameless = rows.filter((row) => (row.kind === 'artist' ? row.name : row.title).trim() === '');
    const strange = rows.filter(({ nativeId }) => !/^[\w.@-]+$/.test(nativeId));
    expect([...nameless, ...strange], `round ${round}`).toEqual([]);
  }
});
