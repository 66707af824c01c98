import type { CoverProgress } from '../../core/events/event-topics';
import { numberInWords, plural } from '../../core/locale/formats';
import { said } from '../../core/locale/server/server-words';
import type { ScanFaultView, ScanView, SourceState, SourceView } from '../../core/api/types';

const STATE_WORDS: Record<SourceState, () => string> = {
  ok: () => $localize`Plays.`,
  degraded: () => $localize`Plays, but not everything.`,
  unavailable: () => $localize`Cannot be read.`,
};

/** How a source or a folder is; the reason follows when there is one. */
export function stateInWords(told: Pick<SourceView, 'state' | 'code' | 'reason' | 'name'>): string {
  const words = STATE_WORDS[told.state]();
  const reason = said(told, told.reason);
  return reason ? `${words} ${reason}` : words;
}

/** What is wrong with a file. */
export function faultInWords({ code, detail }: ScanFaultView): string {
  return said({ code: `file-${code}` }, detail);
}

/** Whether a source is files of one's own, in folders. */
export function comesFromFiles({ capabilities }: SourceView): boolean {
  return capabilities.includes('collection');
}

/** How long, roughly: `3 min`, `45 s`. */
export function roughly(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return $localize`${seconds}:seconds: s`;
  if (seconds < 5_400) return $localize`${Math.round(seconds / 60)}:minutes: min`;
  return $localize`${numberInWords(seconds / 3600, 1)}:hours: h`;
}

/** How far the covers are that are made before anybody asks; empty while none are. */
export function coverWords(progress: CoverProgress | undefined): string {
  if (!progress) return '';
  return $localize`Preparing covers: ${numberInWords(progress.done)}:done: of ${numberInWords(progress.total)}:total:`;
}

/** What a scan has changed, most telling first; `nothing new` when it changed nothing. */
export function changesOf(scan: ScanView): string {
  const parts = [
    [scan.tracksAdded, $localize`{COUNT, plural, other {# added}}`],
    [scan.tracksUpdated, $localize`{COUNT, plural, other {# updated}}`],
    [scan.tracksMoved, $localize`{COUNT, plural, other {# moved}}`],
    [scan.tracksMissing, $localize`{COUNT, plural, other {# missing}}`],
    [scan.itemsBroken, $localize`{COUNT, plural, other {# broken}}`],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, message]) => plural(count, message));
  return told.length > 0 ? told.join(', ') : $localize`nothing new`;
}
