import { at, findFirst, listOf, runsOf, wordsOf } from './walk.js';

export interface LyricsAnswer {
  /** As plain text, or as LRC where each line has its time. */
  readonly text: string;
  readonly isTimed: boolean;
  /** Who they are by. */
  readonly origin?: string;
}

const MAX_CHARS = 512 * 1024;

/** @returns undefined where there are none */
export function readLyrics(answer: unknown): LyricsAnswer | undefined {
  return readTimed(answer) ?? readPlain(answer);
}

function readPlain(answer: unknown): LyricsAnswer | undefined {
  const shelf = findFirst(answer, 'musicDescriptionShelfRenderer');
  const text = runsOf(shelf?.description)
    .map((run) => run.text)
    .join('')
    .replaceAll('\r\n', '\n')
    .trim();
  if (text === '') return undefined;
  return withOrigin({ text: text.slice(0, MAX_CHARS), isTimed: false }, wordsOf(shelf?.footer));
}

function readTimed(answer: unknown): LyricsAnswer | undefined {
  const data = findFirst(answer, 'lyricsData');
  const lines = listOf(data?.timedLyricsData).flatMap((line) => {
    const words = at(line, 'lyricLine');
    const startMs = Number(at(line, 'cueRange', 'startTimeMilliseconds'));
    return typeof words === 'string' && Number.isFinite(startMs) && startMs >= 0 ? [{ words, startMs }] : [];
  });
  if (lines.length === 0) return undefined;
  const text = lines
    .map(({ words, startMs }) => `[${stampOf(startMs)}]${words.replaceAll(/\s+/g, ' ').trim()}`)
    .join('\n');
  const origin = at(data, 'sourceMessage');
  return withOrigin({ text: text.slice(0, MAX_CHARS), isTimed: true }, typeof origin === 'string' ? origin : undefined);
}

function withOrigin(lyrics: LyricsAnswer, origin: string | undefined): LyricsAnswer {
  return origin === undefined ? lyrics : { ...lyrics, origin };
}

/** `mm:ss.xx` */
function stampOf(ms: number): string {
  const hundredths = Math.floor(ms / 10);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(hundredths / 6_000))}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}
