import type { CoverProgress } from '../../core/events/event-topics';
import type { ScanView, SourceState, SourceView } from '../../core/api/types';

const STATE_WORDS: Record<SourceState, string> = {
  ok: 'Plays.',
  degraded: 'Plays, but not everything.',
  unavailable: 'Cannot be read.',
};

/** A state in words; the reason follows when there is one. */
export function stateInWords(state: SourceState, reason?: string): string {
  return reason ? `${STATE_WORDS[state]} ${reason}` : STATE_WORDS[state];
}

/** Whether a source is files of one's own, in folders. */
export function comesFromFiles({ capabilities }: SourceView): boolean {
  return capabilities.includes('collection');
}

/** How long, roughly: `3 min`, `45 s`. */
export function roughly(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** How far the covers are that are made before anybody asks; empty while none are. */
export function coverWords(progress: CoverProgress | undefined): string {
  if (!progress) return '';
  return `Preparing covers: ${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')}`;
}

/** What a scan has changed, most telling first; `nothing new` when it changed nothing. */
export function changesOf(scan: ScanView): string {
  const parts = [
    [scan.tracksAdded, 'added'],
    [scan.tracksUpdated, 'updated'],
    [scan.tracksMoved, 'moved'],
    [scan.tracksMissing, 'missing'],
    [scan.itemsBroken, 'broken'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString('en')} ${word}`);
  return told.length > 0 ? told.join(', ') : 'nothing new';
}

/** `4.2 MB`, in powers of ten as disks are sold. */
export function sizeInWords(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const format = new Intl.NumberFormat('en', { style: 'unit', unit: units[power] ?? 'byte', maximumFractionDigits: 1 });
  return format.format(bytes / 1000 ** power);
}
