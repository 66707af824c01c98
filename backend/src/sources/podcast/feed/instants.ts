/** How the names of months begin, from January on: in English, and in other languages where that differs. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'janv', 'ene', 'gen', 'jän'],
  ['feb', 'fév', 'fev'],
  ['mar', 'mär', 'mrz', 'maer', 'mrt', 'maa'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mei', 'maj', 'mag'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aoû', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'déc', 'dic'],
];
/** The longest first: “juin” is not “juil”. */
const MONTH_NAMES = MONTHS.flat().sort((a, b) => b.length - a.length);
/** Hours east of Greenwich (RFC 822 §5.1, and what else is found in feeds). */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, west: 1, bst: 1, cet: 1, cest: 2, mez: 1, mesz: 2, eet: 2, eest: 3, msk: 3, ist: 5.5, jst: 9,
  kst: 9, aest: 10, aedt: 11, nzst: 12, nzdt: 13, nst: -3.5, ast: -4, adt: -3, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6,
  pst: -8, pdt: -7, akst: -9, hst: -10,
}; // prettier-ignore
/** There were no feeds before; what is older stands for “none”. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);
const HOUR_MS = 3_600_000;
const MAX_LENGTH = 80;

const MONTH = `(${MONTH_NAMES.join('|')})\\p{L}{0,6}`;
const ISO = /(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/;
/** RFC 822 with its day of the week left out: it is wrong as often as it is right, and says nothing. */
const DAY_FIRST = new RegExp(`(?<!\\d)(\\d{1,2})[ .-]{1,2}${MONTH}[ .-]{1,2}(\\d{4}|\\d{2})(?!\\d)`, 'iu');
const MONTH_FIRST = new RegExp(`${MONTH}[ .]{1,2}(\\d{1,2})(?:st|nd|rd|th)? (\\d{4})(?!\\d)`, 'iu');
/** As it is written with dots: the day comes first. */
const DOTTED = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;
const CLOCK = /(?<![\d+-])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d{1,9})? ?(?:([ap])\.?m\b)?/i;

interface Day {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  /** Where it ends in the text. */
  readonly end: number;
}

/**
 * The instant that a date of a feed means: RFC 822, ISO 8601 and what people take for them.
 * @returns epoch milliseconds; undefined where it is none that can be
 */
export function instantOf(text: string | undefined): number | undefined {
  if (text === undefined || text.length > MAX_LENGTH) return undefined;
  const plain = text.replaceAll(/[\s,]+/g, ' ').replace(/(?<=\d)T(?=\d)/i, ' ');
  const day = dayOf(plain);
  return day && toInstant(day, plain.slice(day.end));
}

function dayOf(text: string): Day | undefined {
  const iso = ISO.exec(text);
  if (iso) return { year: iso[1], month: iso[2], day: iso[3], end: iso.index + iso[0].length };
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) {
    const [found, day, month, year] = dayFirst;
    return { year, month: numberOf(month), day, end: dayFirst.index + found.length };
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [found, month, day, year] = monthFirst;
    return { year, month: numberOf(month), day, end: monthFirst.index + found.length };
  }
  const dotted = DOTTED.exec(text);
  return dotted
    ? { year: dotted[3], month: dotted[2], day: dotted[1], end: dotted.index + dotted[0].length }
    : undefined;
}

function numberOf(month = ''): string {
  return String(MONTHS.findIndex((names) => names.includes(month.toLowerCase())) + 1);
}

/** @param rest what stands behind the day: time and zone */
function toInstant(
  { year: writtenYear = '', month: writtenMonth, day: writtenDay }: Day,
  rest: string,
): number | undefined {
  const clock = CLOCK.exec(rest);
  const [, hours = '0', minutes = '0', seconds = '0', half] = clock ?? [];
  const [month, day] = [Number(writtenMonth) - 1, Number(writtenDay)];
  const year =
    writtenYear.length === 4 ? Number(writtenYear) : Number(writtenYear) + (Number(writtenYear) < 70 ? 2000 : 1900);
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const midnight = new Date(Date.UTC(year, month, day));
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return undefined;
  const localMs = Date.UTC(year, month, day, hour, Number(minutes), Number(seconds));
  const zone = clock ? rest.slice(clock.index + clock[0].length) : '';
  const instant = localMs - eastOfGreenwich(zone) * HOUR_MS;
  return instant >= EARLIEST_MS && instant < LATEST_MS ? instant : undefined;
}

/** @returns hours; 0 for what nobody knows */
function eastOfGreenwich(zone: string): number {
  const [, sign, hours, minutes = '0'] = /([+-]) ?(\d{1,2}):?(\d{2})?/.exec(zone) ?? [];
  if (hours !== undefined) {
    const total = Number(hours) + Number(minutes) / 60;
    return total > 14 ? 0 : sign === '-' ? -total : total;
  }
  return ZONES[/[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? ''] ?? 0;
}
