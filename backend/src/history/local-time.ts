/** An instant as clocks on the wall show it somewhere. */
export interface LocalTime {
  /** YYYYMMDD */
  readonly day: number;
  readonly hour: number;
  /** Monday is 1. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * @param atMs epoch milliseconds
 * @param timeZone such as `Europe/Berlin`; absent: the server's
 */
export function localTime(atMs: number, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): LocalTime {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year, month, day, hour] = [parts.get('year'), parts.get('month'), parts.get('day'), parts.get('hour')];
  if (year === undefined || month === undefined || day === undefined || hour === undefined) {
    throw new Error(`The calendar of ${timeZone} cannot be read.`);
  }
  return { day: year * 10_000 + month * 100 + day, hour, weekday: weekdayOf(year * 10_000 + month * 100 + day) };
}

/** @param day YYYYMMDD */
export function weekdayOf(day: number): number {
  return new Date(startOfDayUtc(day)).getUTCDay() || 7;
}

/** The day's midnight as if it were one of UTC, for counting days. @param day YYYYMMDD */
export function startOfDayUtc(day: number): number {
  return Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100);
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
