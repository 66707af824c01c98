import type { LiveTitleView } from '../../../core/api/types';
import { momentInWords, timeInWords } from '../../../core/locale/formats';

/** One thing that a station announced. */
export interface TitleRow {
  readonly key: string;
  /** `14:05`, or `3 Mar, 14:05` of another day; absent where only the station's clock is known. */
  readonly time?: string;
  /** For machines. */
  readonly iso?: string;
  readonly title: string;
  readonly artist?: string;
  /** What is searched for by whoever wants to hear it again. */
  readonly words: string;
}

/**
 * Announcements as they are listed; what was no title is left out.
 * @param nowMs the present day; absent: their times are not of the clock on the wall
 */
export function titleRows(titles: readonly LiveTitleView[], nowMs?: number): readonly TitleRow[] {
  return titles.flatMap(({ atMs, text, artist, title }, at) => {
    if (text === undefined || text === '') return [];
    return {
      key: `${atMs} ${at}`,
      ...(nowMs !== undefined && { time: timeOf(atMs, nowMs), iso: new Date(atMs).toISOString() }),
      ...(title !== undefined && artist !== undefined ? { title, artist, words: `${artist} ${title}` } : { title: text, words: text }), // prettier-ignore
    };
  });
}

function timeOf(atMs: number, nowMs: number): string {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return isToday ? timeInWords(atMs) : momentInWords(atMs);
}
