import { datesWith } from '../../../core/locale/formats';
import { said } from '../../../core/locale/server/server-words';
import type { EpisodeSummary, EpisodeView, ShowView } from '../../../core/api/podcast-types';
import { lengthInWords } from '../../../ui/format';
import type { Progress } from './heard';

const DAY_MS = 86_400_000;
const DAY = datesWith({ day: 'numeric', month: 'short' });
const DAY_OF_YEAR = datesWith({ day: 'numeric', month: 'short', year: 'numeric' });

/** `Today`, `Yesterday`, `3 Jun`, or `3 Jun 2024` of another year, in the zone of the browser. */
export function dayInWords(atMs: number, nowMs = Date.now()): string {
  const at = new Date(atMs);
  const daysAgo = Math.round((midnight(nowMs) - midnight(atMs)) / DAY_MS);
  if (daysAgo === 0) return $localize`Today`;
  if (daysAgo === 1) return $localize`Yesterday`;
  const isThisYear = at.getFullYear() === new Date(nowMs).getFullYear();
  return isThisYear ? DAY(at) : DAY_OF_YEAR(at);
}

/** The part of an episode that was heard, 0 to 1; absent where it is not left in the middle. */
export function partHeard({ durationMs }: Pick<EpisodeSummary, 'durationMs'>, progress: Progress): number | undefined {
  const { state, positionMs = 0 } = progress;
  if (state === 'done' || positionMs === 0 || !durationMs) return undefined;
  return Math.min(1, positionMs / durationMs);
}

/** `48 min`, `12 min left`, `Played`; empty where its length is not told. */
export function lengthOf({ durationMs }: Pick<EpisodeSummary, 'durationMs'>, progress: Progress): string {
  if (progress.state === 'done') return $localize`Played`;
  if (durationMs === undefined) return progress.state === 'in-progress' ? $localize`In progress` : '';
  const leftMs = durationMs - (progress.positionMs ?? 0);
  // What a feed tells of a length may be nonsense: who is beyond it has no time left that is known.
  if (progress.state === 'in-progress')
    return leftMs > 0 ? $localize`${lengthInWords(leftMs)}:time: left` : $localize`In progress`;
  return lengthInWords(durationMs);
}

/** `Season 2, episode 5`, or how the show counts itself; empty where it does not. */
export function numberOf(episode: Pick<EpisodeView, 'season' | 'number' | 'seasonName' | 'display'>): string {
  const { season, number, seasonName, display } = episode;
  const parts = [
    seasonName ?? (season === undefined ? '' : $localize`Season ${season}:number:`),
    display ?? (number === undefined ? '' : $localize`Episode ${number}:number:`),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function midnight(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

/** Why the feed of a show is not read, and what can be done; empty where all is well. */
export function showStateInWords(show: ShowView): string {
  const { state, reason, nextStep } = show;
  if (state === 'ok' || reason === undefined) return '';
  return said(show, [reason, nextStep].filter((part) => part !== undefined).join(' '));
}
