import type { FilePart } from '../../source.js';

/** A stretch of the sound of a file. What sheets say in 75ths of a second and chapters in milliseconds becomes samples once. */
export type PartSpan = FilePart;

/** A file, or a part of one. */
export interface PlaceInFile {
  /** Locator of the file. */
  readonly file: string;
  readonly part?: PartSpan;
}

/** No path that was put together here has two slashes in a row, so nothing that a file is called can be taken for it. */
const SEPARATOR = '//';
const SPAN = /^(\d{1,12})-(\d{0,12})@(\d{1,8})$/;

/** The locator of a part: `/music/a.flac//0-8820000@44100`. */
export function partLocator(file: string, span: PartSpan): string {
  return file + SEPARATOR + spanText(span);
}

/** What tells the parts of one sound apart. */
export function spanText({ startSample, endSample, samplesPerSecond }: PartSpan): string {
  return `${startSample}-${endSample ?? ''}@${samplesPerSecond}`;
}

/** @returns undefined where it names a part that cannot be */
export function placeOf(locator: string): PlaceInFile | undefined {
  const at = locator.lastIndexOf(SEPARATOR);
  if (at < 0) return { file: locator };
  const [, start, end, rate] = SPAN.exec(locator.slice(at + SEPARATOR.length)) ?? [];
  const part: PartSpan = {
    startSample: Number(start),
    ...(end !== undefined && end !== '' && { endSample: Number(end) }),
    samplesPerSecond: Number(rate),
  };
  if (!(part.samplesPerSecond > 0 && (part.endSample ?? Infinity) > part.startSample)) return undefined;
  return { file: locator.slice(0, at), part };
}

/** The locator of the file that a locator leads to. */
export function fileOf(locator: string): string {
  const at = locator.lastIndexOf(SEPARATOR);
  return at < 0 ? locator : locator.slice(0, at);
}

/**
 * How much two parts of a file have in common: 1 for the same, 0 for nothing. Where the file ends is not known to them, so
 * two that go on to it are taken to be an hour longer than the later begins.
 */
export function likeness(a: PartSpan, b: PartSpan): number {
  const openEnd = Math.max(a.startSample / a.samplesPerSecond, b.startSample / b.samplesPerSecond) + 3_600;
  const [from, to] = [secondsOf(a, openEnd), secondsOf(b, openEnd)];
  const common = Math.min(from.end, to.end) - Math.max(from.start, to.start);
  return common <= 0 ? 0 : common / (Math.max(from.end, to.end) - Math.min(from.start, to.start));
}

function secondsOf(
  { startSample, endSample, samplesPerSecond }: PartSpan,
  openEnd: number,
): { start: number; end: number } {
  return {
    start: startSample / samplesPerSecond,
    end: endSample === undefined ? openEnd : endSample / samplesPerSecond,
  };
}
