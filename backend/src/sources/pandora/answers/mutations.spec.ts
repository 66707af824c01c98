import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chance } from '../../../../test/support/chance.js';
import { spoil, type Tree } from '../../../../test/support/spoilt-answers.js';
import { fieldsOf } from '../../../common/index.js';
import { readBookmarkId, readBookmarks, readExplanation, readModes, readSettings } from './extras.js';
import { readGenres, readIdeas } from './ideas.js';
import { readPlaylist } from './playlist.js';
import { readPartner, readUser } from './sign-in.js';
import { readGivenThumb, readStation, readStationDetail, readStationList } from './stations.js';

/** In the gate; `PYXIS_MUTATIONS=10000` for the whole of it. */
const ROUNDS = Number(process.env.PYXIS_MUTATIONS ?? 400);
const folder = new URL('../../../../test/fixtures/pandora/', import.meta.url);
/** No recordings of these are known. */
const WRITTEN: readonly Tree[] = [
  { result: { isExplicitContentFilterEnabled: true, isProfilePrivate: true, zipCode: '94612' } },
  { result: { explanations: [{ focusTraitId: 'F1', focusTraitName: 'a' }, { focusTraitName: 'and others' }] } },
  { result: { currentModeId: 1, availableModes: [{ modeId: 1, modeName: 'A', modeDescription: 'b' }] } },
  {
    result: {
      items: [
        {
          ...{ trackToken: 't', songName: 'A', artistName: 'X & Y', albumName: 'B', trackLength: 214, songRating: '1' },
          ...{ audioUrl: 'http://a.example/1.mp4', additionalAudioUrl: 'http://a.example/1.mp3', trackGain: '-3.1' },
        },
      ],
    },
  },
];

it('never fails on an answer that is spoilt, and tells nothing that is no text', { timeout: 600_000 }, () => {
  const recorded = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Tree);
  const answers = [...recorded, ...WRITTEN];
  for (let round = 0; round < ROUNDS; round++) {
    const next = chance(round + 1);
    const envelope = structuredClone(answers[round % answers.length] ?? {});
    for (let count = 1 + next(10); count > 0; count--) spoil(envelope, next);
    const answer = fieldsOf(fieldsOf(envelope).result);
    const { songs, adverts } = readPlaylist(answer);
    const detail = readStationDetail(answer);
    const { stations } = readStationList(answer);
    const named = [
      ...songs.map(({ trackToken, track }) => ({ nativeId: trackToken, name: track.title })),
      ...songs.flatMap(({ trackToken, track }) => track.artists.map(({ name }) => ({ nativeId: trackToken, name }))),
      ...stations,
      ...(detail ? [detail.station, ...detail.seeds] : []),
      ...[...(detail?.up.items ?? []), ...(detail?.down.items ?? [])].map(({ nativeId, title }) => ({
        nativeId,
        name: title,
      })),
      ...readIdeas(answer),
      ...readGenres(answer).flatMap(({ items }) => items),
      ...readBookmarks(answer).map(({ nativeId, artist }) => ({ nativeId, name: artist })),
      ...readModes(answer).map(({ id, name }) => ({ nativeId: id, name })),
    ];
    for (const read of [readSettings, readExplanation, readStation, readGivenThumb, readBookmarkId]) read(answer);
    readUser(answer, readPartner(answer, 'R=U!LH$O2B#')?.skips ?? {});
    const wrong = named.filter(({ nativeId, name }) => typeof nativeId !== 'string' || !/^[!-~]+$/.test(nativeId) || typeof name !== 'string' || name.trim() !== name || name === '' || name.length > 1_000); // prettier-ignore
    expect(wrong, `round ${round}`).toEqual([]);
    expect(adverts).toBeGreaterThanOrEqual(0);
    for (const { track } of songs) {
      if (track.gainDb !== undefined) expect(Number.isFinite(track.gainDb)).toBe(true);
      if (track.durationMs !== undefined) expect(track.durationMs).toBeGreaterThan(0);
    }
  }
});
