import { fieldsOf, present, textOf } from '../../../common/index.js';
import { webAddressOf, type Addresses } from './addresses.js';
import type { Chapter } from './feed.js';
import { positionMsOf } from './spans.js';

/** More is no list that a person reads. */
const MAX_CHAPTERS = 2_000;
const MAX_TITLE = 1_000;
/** One or two times may be anything. */
const FEWEST_IN_NOTES = 3;
const LEADING_TIME = /^(?:\d{1,2}:)?\d{1,2}:\d{2}(?![\d:])/;

/**
 * Chapters of a file (JSON, https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md).
 * @returns undefined where it is no such file
 */
export function readChaptersFile(text: string, addresses: Addresses): Chapter[] | undefined {
  const { chapters } = fieldsOf(parseJson(text));
  if (!Array.isArray(chapters)) return undefined;
  return inOrder(
    chapters.map((value: unknown) => {
      const { startTime, endTime, title, url, img, toc } = fieldsOf(value);
      return chapterOf(
        { start: startTime, end: endTime, title, link: url, picture: img, isHidden: toc === false },
        addresses,
      );
    }),
  );
}

/** As a feed itself may hold them (https://podlove.org/simple-chapters/). */
export interface SimpleChapter {
  readonly start?: string;
  readonly title?: string;
  readonly href?: string;
  readonly image?: string;
}

export function readSimpleChapters(chapters: readonly SimpleChapter[], addresses: Addresses): Chapter[] {
  return inOrder(
    chapters.map(({ start, title, href, image }) => chapterOf({ start, title, link: href, picture: image }, addresses)),
  );
}

/** Chapters that are written as times at the beginnings of lines; none where these are no list of chapters. */
export function readChaptersOfNotes(lines: readonly string[]): Chapter[] {
  const found = lines.flatMap((line) => timedLine(line) ?? []);
  const isList = found.every(({ startMs }, i) => i === 0 || startMs > (found[i - 1]?.startMs ?? 0));
  return isList && found.length >= FEWEST_IN_NOTES ? found.slice(0, MAX_CHAPTERS) : [];
}

/** A line that begins with a time, or with two that say from when to when, whatever signs stand around them. */
function timedLine(line: string): { startMs: number; title: string } | undefined {
  const text = line.replace(/^[^\p{L}\p{N}]+/u, '');
  const time = LEADING_TIME.exec(text)?.[0];
  const startMs = positionMsOf(time);
  if (time === undefined || startMs === undefined) return undefined;
  const behind = withoutSigns(text.slice(time.length));
  const until = LEADING_TIME.exec(behind)?.[0] ?? '';
  const title = withoutSigns(behind.slice(until.length)).trim().slice(0, MAX_TITLE);
  return title === '' ? undefined : { startMs, title };
}

function withoutSigns(text: string): string {
  return text.replace(/^[^\p{L}\p{N}"“‘'«(#&@$]+/u, '');
}

interface WrittenChapter {
  readonly start: unknown;
  readonly end?: unknown;
  readonly title: unknown;
  readonly link: unknown;
  readonly picture: unknown;
  readonly isHidden?: boolean;
}

function chapterOf(written: WrittenChapter, addresses: Addresses): Chapter | undefined {
  const { start, end, title, link, picture, isHidden } = written;
  const startMs = positionMsOf(start);
  if (startMs === undefined) return undefined;
  const endMs = positionMsOf(end);
  return present({
    startMs,
    endMs: endMs !== undefined && endMs > startMs ? endMs : undefined,
    title: textOf(title)?.slice(0, MAX_TITLE),
    link: webAddressOf(textOf(link), addresses),
    picture: webAddressOf(textOf(picture), addresses),
    isHidden: isHidden ? true : undefined,
  });
}

/** By their times; what is there twice is there once. */
function inOrder(chapters: readonly (Chapter | undefined)[]): Chapter[] {
  return chapters
    .slice(0, MAX_CHAPTERS)
    .filter((chapter) => chapter !== undefined)
    .sort((a, b) => a.startMs - b.startMs)
    .filter(({ startMs, title }, i, all) => startMs !== all[i - 1]?.startMs || title !== all[i - 1]?.title);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
