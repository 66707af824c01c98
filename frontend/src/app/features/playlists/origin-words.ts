import type { PlaylistOriginView, PlaylistView } from '../../core/api/playlist-types';
import { counted } from '../../ui/format';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `3 songs were not found`; empty where all were. */
export function unresolvedInWords({ unresolved, kind }: Pick<PlaylistOriginView, 'unresolved' | 'kind'>): string {
  if (unresolved === 0) return '';
  const were = unresolved === 1 ? 'was' : 'were';
  return `${counted(unresolved, 'song')} ${were} not found${kind === 'import' ? ' for certain' : ''}.`;
}

/** `On 3 Nov 2 songs came and 1 went.` */
export function newsInWords({ atMs, added, removed }: NonNullable<PlaylistOriginView['news']>): string {
  const came = added.length === 0 ? '' : `${counted(added.length, 'song')} came`;
  const went = removed.length === 0 ? '' : `${came === '' ? counted(removed.length, 'song') : removed.length} went`;
  return `On ${DAY.format(atMs)} ${[came, went].filter((part) => part !== '').join(' and ')}.`;
}

/** What came of a list that was handed over. */
export function importedInWords({ name, trackCount, origin }: PlaylistView): string {
  const left = origin?.unresolved ?? 0;
  if (left === 0) return `“${name}” is imported: ${counted(trackCount, 'track')}.`;
  return `“${name}” is imported: ${counted(trackCount, 'track')} of ${(trackCount + left).toLocaleString('en')} found.`;
}
