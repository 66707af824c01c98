import { fieldsOf, present, type Fields } from '../../../common/index.js';
import type { SeedKind, StationIdea, StationIdeas } from '../../personal-stations.js';
import { idOf, listOf, numberOf, titleOf } from './reading.js';

/** What is less alike than that is not what was meant. */
const LOWEST_SCORE = 80;
const OTHERS = 'Other genres';

/** What words may mean, the most alike first. Composers are performers here. */
export function readIdeas(answer: Fields): StationIdea[] {
  const { artists, songs, genreStations } = answer;
  const found = [
    ...listOf(artists).flatMap((hit) => scored(fieldsOf(hit), 'artist', fieldsOf(hit).artistName)),
    ...listOf(songs).flatMap((hit) => scored(fieldsOf(hit), 'track', fieldsOf(hit).songName)),
    ...listOf(genreStations).flatMap((hit) => scored(fieldsOf(hit), 'genre', fieldsOf(hit).stationName)),
  ];
  return found.sort((a, b) => b.score - a.score).map(({ idea }) => idea);
}

function scored(hit: Fields, kind: SeedKind, name: unknown): { readonly idea: StationIdea; readonly score: number }[] {
  const score = numberOf(hit.score) ?? 0;
  const idea = score < LOWEST_SCORE ? undefined : ideaOf(hit.musicToken, kind, name, hit.artistName);
  return idea ? [{ idea, score }] : [];
}

function ideaOf(token: unknown, kind: SeedKind, called: unknown, performer?: unknown): StationIdea | undefined {
  const nativeId = idOf(token);
  const name = titleOf(called);
  if (nativeId === undefined || name === undefined) return undefined;
  return present({ nativeId, kind, name, artist: kind === 'track' ? titleOf(performer) : undefined });
}

/** Genres by category, none without a genre in it. */
export function readGenres(answer: Fields): StationIdeas[] {
  return listOf(answer.categories).flatMap((listed) => {
    const { categoryName, stations } = fieldsOf(listed);
    const items = listOf(stations).flatMap((station) => {
      const { stationToken, stationName } = fieldsOf(station);
      return ideaOf(stationToken, 'genre', stationName) ?? [];
    });
    return items.length === 0 ? [] : [{ category: titleOf(categoryName) ?? OTHERS, items }];
  });
}
