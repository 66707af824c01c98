import { recordOf, textOf } from '../../../common/index.js';
import type { Chapter } from './resolved-audio.js';

/** More are no chapters of music. */
const MOST = 500;
/** Shorter ones are marks, not chapters. */
const SHORTEST_MS = 1_000;
const UNTITLED = 'Untitled';

/**
 * Chapters as yt-dlp tells them: seconds, with or without an end. What overlaps is cut where the next begins.
 * @param durationMs of all of it; absent: nobody told, and the last one without an end is left out
 * @returns in their order; none where there are fewer than two
 */
export function readChapters(value: unknown, durationMs: number | undefined): readonly Chapter[] {
  const told = (Array.isArray(value) ? (value as readonly unknown[]) : [])
    .flatMap((each) => {
      const { title, start_time: start, end_time: end } = recordOf(each) ?? {};
      const startMs = millisecondsOf(start);
      return startMs === undefined ? [] : [{ title: titleOf(title), startMs, endMs: millisecondsOf(end) }];
    })
    .sort((a, b) => a.startMs - b.startMs);
  const chapters = told.flatMap(({ title, startMs, endMs }, i) => {
    const last = Math.min(told[i + 1]?.startMs ?? Infinity, endMs ?? Infinity, durationMs ?? Infinity);
    return last - startMs >= SHORTEST_MS && last < Infinity ? [{ title, startMs, endMs: last }] : [];
  });
  return chapters.length < 2 || chapters.length > MOST ? [] : withoutNumbers(chapters);
}

/** Lists of tracks often number them: “1. Harbour Lights”. Only where all are, and in step, that is no part of their titles. */
function withoutNumbers(chapters: readonly Chapter[]): readonly Chapter[] {
  const numbered = chapters.map(({ title }) => /^0{0,2}(\d{1,3})\s?[.):-]\s?(\S.*)$/.exec(title));
  const isInStep = numbered.every((match, i) => Number(match?.[1]) === i + 1);
  return isInStep ? chapters.map((chapter, i) => ({ ...chapter, title: numbered[i]?.[2] ?? chapter.title })) : chapters;
}

/** yt-dlp calls those without a title `<Untitled Chapter 3>`. */
function titleOf(value: unknown): string {
  const title = textOf(value);
  return title === undefined || /^<Untitled Chapter \d+>$/.test(title) ? UNTITLED : title;
}

function millisecondsOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? Math.round(value * 1_000) : undefined;
}
