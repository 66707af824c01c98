import type { AddedView, PlaylistView } from '../../core/api/playlist-types';
import { counted, lengthInWords } from '../../ui/format';

/** `24 tracks · 1 h 32 min`. */
export function contentInWords({ trackCount, durationMs }: Pick<PlaylistView, 'trackCount' | 'durationMs'>): string {
  if (trackCount === 0) return 'Empty';
  return [counted(trackCount, 'track'), ...(durationMs > 0 ? [lengthInWords(durationMs)] : [])].join(' · ');
}

/** What became of it. What was in it already and was not to be added again is left out. */
export function addedInWords({ added, already, total, playlist: { name } }: AddedView): string {
  const rest =
    added < total && already > 0
      ? ` ${counted(already, 'track')} ${already === 1 ? 'was' : 'were'} in it already.`
      : '';
  return `Added ${counted(added, 'track')} to “${name}”.${rest}`;
}

/** What is asked where some are in it already. */
export function alreadyInWords({ already, total, playlist: { name } }: AddedView): string {
  if (total === 1) return `It is in “${name}” already.`;
  const all = total === 2 ? 'Both' : `All ${total.toLocaleString('en')}`;
  if (already === total) return `${all} are in “${name}” already.`;
  const [part, whole] = [already, total].map((count) => count.toLocaleString('en'));
  return `${part} of ${whole} ${already === 1 ? 'is' : 'are'} in “${name}” already.`;
}
