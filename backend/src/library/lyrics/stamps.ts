/**
 * What stands between the brackets of a stamp: `mm:ss`, `mm:ss.xx`, `mm:ss:xx`, `hh:mm:ss` or `hh:mm:ss.xx`. Minutes
 * may pass 59; a comma is as good as a point.
 */
const TIME = String.raw`(\d{1,3}):(\d{2})(?::(\d{1,3}))?(?:[.,:](\d{0,3}))?`;
const LINE_STAMP = new RegExp(String.raw`\[${TIME}\]\s*`, 'y');
/** Before a word: `<mm:ss.xx>` as A2 has it, or in the brackets of a line. */
const WORD_STAMP = new RegExp(String.raw`[<[]${TIME}[>\]]`, 'g');

/** A time as it is written. */
export interface Stamp {
  readonly ms: number;
  /** `either`: `01:02:03` is an hour or a minute, which only the stamps around it tell; `ms` takes it for an hour. */
  readonly form: 'minutes' | 'hours' | 'colons' | 'either';
  /** `either` taken for minutes, seconds and hundredths. */
  readonly asColonsMs?: number;
}

/** Takes the stamps off the beginning of a line. */
export function leadingStamps(line: string): { stamps: Stamp[]; rest: string } {
  const stamps: Stamp[] = [];
  let at = 0;
  LINE_STAMP.lastIndex = 0;
  for (let match = LINE_STAMP.exec(line); match; match = LINE_STAMP.exec(line)) {
    stamps.push(stampOf(match));
    at = LINE_STAMP.lastIndex;
  }
  return { stamps, rest: line.slice(at) };
}

/** A stretch of a line, and the stamp before it. */
export interface StampedText {
  readonly stamp?: Stamp;
  readonly text: string;
}

/** Cuts a line at the stamps in it. The first stretch may have none, the last may be empty. */
export function cutAtStamps(line: string): StampedText[] {
  const matches = [...line.matchAll(WORD_STAMP)];
  const stretches = matches.map((match, index) => ({
    stamp: stampOf(match),
    text: line.slice(match.index + match[0].length, matches[index + 1]?.index),
  }));
  const before = line.slice(0, matches[0]?.index);
  return before === '' && stretches.length > 0 ? stretches : [{ text: before }, ...stretches];
}

/** The times of stamps in the order of the file. */
export function timesOf(stamps: readonly Stamp[]): number[] {
  const following: (Stamp | undefined)[] = [];
  for (let i = stamps.length - 1, certain: Stamp | undefined; i >= 0; i--) {
    following[i] = certain;
    if (stamps[i]?.form !== 'either') certain = stamps[i];
  }
  let before: Stamp | undefined;
  return stamps.map((stamp, index) => {
    before = settleForm(stamp, before, following[index]);
    return before.ms;
  });
}

/** The time of a stamp within a line, which is not before `earliestMs` and hardly an hour after it. */
export function wordTime({ ms, asColonsMs }: Stamp, earliestMs: number): number {
  const isColons = asColonsMs !== undefined && Math.abs(asColonsMs - earliestMs) < Math.abs(ms - earliestMs);
  return Math.max(earliestMs, isColons ? asColonsMs : ms);
}

function stampOf(match: RegExpExecArray): Stamp {
  const [, first = '', second = '', third, fraction] = match;
  const ms = (hours: number, minutes: number, seconds: number, decimals: string): number =>
    (hours * 3600 + minutes * 60 + seconds) * 1000 + Math.round(Number(`0.${decimals || '0'}`) * 1000);
  const [a, b] = [Number(first), Number(second)];
  if (third === undefined) return { ms: ms(0, a, b, fraction ?? ''), form: 'minutes' };
  const asHours = ms(a, b, Number(third), fraction ?? '');
  if (fraction !== undefined) return { ms: asHours, form: 'hours' };
  const asColonsMs = ms(0, a, b, third);
  const mayBeHours = first.length < 3 && third.length === 2 && Number(third) < 60;
  return mayBeHours ? { ms: asHours, form: 'either', asColonsMs } : { ms: asColonsMs, form: 'colons' };
}

/** @param before the one before, settled; @param after the next that is certain by itself */
function settleForm(stamp: Stamp, before: Stamp | undefined, after: Stamp | undefined): Stamp {
  if (stamp.asColonsMs === undefined) return stamp;
  const asColons: Stamp = { ms: stamp.asColonsMs, form: 'colons' };
  const asHours: Stamp = { ms: stamp.ms, form: 'hours' };
  const around = [before?.form, after?.form];
  if (around.includes('colons')) return asColons;
  if (around.includes('hours') || (!before && !after)) return asHours;
  // Among stamps of minutes and seconds, it is what fits between them.
  const fits = asColons.ms >= (before?.ms ?? 0) && asColons.ms <= (after?.ms ?? Infinity);
  return fits ? asColons : asHours;
}
