import type { AddedView, PlaylistView } from '../../core/api/playlist-types';
import { numberInWords, plural } from '../../core/locale/formats';
import { counted, lengthInWords } from '../../ui/format';

/** `24 tracks · 1 h 32 min`. */
export function contentInWords({ trackCount, durationMs }: Pick<PlaylistView, 'trackCount' | 'durationMs'>): string {
  if (trackCount === 0) return $localize`Empty`;
  return [counted(trackCount, 'track'), ...(durationMs > 0 ? [lengthInWords(durationMs)] : [])].join(' · ');
}

/** What became of it. What was in it already and was not to be added again is left out. */
export function addedInWords({ added, already, total, playlist: { name } }: AddedView): string {
  const words = $localize`Added ${counted(added, 'track')}:tracks: to “${name}:playlist:”.`;
  if (added >= total || already === 0) return words;
  const rest = plural(
    already,
    $localize`{COUNT, plural, one {# track was in it already.} other {# tracks were in it already.}}`,
  );
  return `${words} ${rest}`;
}

/** What is asked where some are in it already. */
export function alreadyInWords({ already, total, playlist: { name } }: AddedView): string {
  if (total === 1) return $localize`It is in “${name}:playlist:” already.`;
  if (total === 2 && already === 2) return $localize`Both are in “${name}:playlist:” already.`;
  const [part, whole] = [already, total].map((count) => numberInWords(count));
  if (already === total) return $localize`All ${whole}:count: are in “${name}:playlist:” already.`;
  if (already === 1) return $localize`1 of ${whole}:count: is in “${name}:playlist:” already.`;
  return $localize`${part}:part: of ${whole}:count: are in “${name}:playlist:” already.`;
}
