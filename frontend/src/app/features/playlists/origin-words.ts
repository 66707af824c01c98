import type { PlaylistOriginView, PlaylistView } from '../../core/api/playlist-types';
import { datesWith, numberInWords, plural } from '../../core/locale/formats';
import { counted } from '../../ui/format';

const DAY = datesWith({ day: 'numeric', month: 'short' });

/** `3 songs were not found.`; empty where all were. */
export function unresolvedInWords({ unresolved, kind }: Pick<PlaylistOriginView, 'unresolved' | 'kind'>): string {
  if (unresolved === 0) return '';
  return plural(
    unresolved,
    kind === 'import'
      ? $localize`{COUNT, plural, one {# song was not found for certain.} other {# songs were not found for certain.}}`
      : $localize`{COUNT, plural, one {# song was not found.} other {# songs were not found.}}`,
  );
}

/** `On 3 Nov 2 songs came and 1 went.` */
export function newsInWords({ atMs, added, removed }: NonNullable<PlaylistOriginView['news']>): string {
  const day = DAY(atMs);
  const [came, went] = [added, removed].map(({ length }) => counted(length, 'song'));
  if (removed.length === 0) return $localize`On ${day}:day: ${came}:songs: came.`;
  if (added.length === 0) return $localize`On ${day}:day: ${went}:songs: went.`;
  return $localize`On ${day}:day: ${came}:songs: came and ${numberInWords(removed.length)}:count: went.`;
}

/** What came of a list that was handed over. */
export function importedInWords({ name, trackCount, origin }: PlaylistView): string {
  const [left, tracks] = [origin?.unresolved ?? 0, counted(trackCount, 'track')];
  if (left === 0) return $localize`“${name}:name:” is imported: ${tracks}:tracks:.`;
  return $localize`“${name}:name:” is imported: ${tracks}:tracks: of ${numberInWords(trackCount + left)}:all: found.`;
}
