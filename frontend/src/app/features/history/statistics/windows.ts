import { addDays, type Day, dayFrom, isDay, shortDay, yearOf } from '../shared/days';
import { counted } from '../../../ui/format';

/** The stretch of time that statistics are about, both days inclusive; absent where it is open. */
export interface Window {
  from?: Day;
  to?: Day;
}

/** The windows one can choose by name, as the address writes them. */
export const WINDOW_CHOICES = [
  { id: '7d', label: () => counted(7, 'day') },
  { id: '30d', label: () => counted(30, 'day') },
  { id: '90d', label: () => counted(90, 'day') },
  { id: 'year', label: () => $localize`This year` },
  { id: 'last-year', label: () => $localize`Last year` },
  { id: 'all', label: () => $localize`All time` },
] as const;

export type WindowId = (typeof WINDOW_CHOICES)[number]['id'];

/** What the page opens with: long enough to say something, short enough to change. */
export const USUAL_WINDOW: WindowId = '90d';

const DAYS: Partial<Record<WindowId, number>> = { '7d': 7, '30d': 30, '90d': 90 };

/** The days of a named window as of today. */
export function windowOf(id: WindowId, today: Day): Window {
  const days = DAYS[id];
  if (days !== undefined) return { from: addDays(today, 1 - days), to: today };
  const year = yearOf(today);
  if (id === 'year') return { from: dayFrom(year, 1, 1), to: today };
  if (id === 'last-year') return { from: dayFrom(year - 1, 1, 1), to: dayFrom(year - 1, 12, 31) };
  return {};
}

/** A range as somebody typed it, its ends in order; absent when neither end is a day. */
export function customWindow(from: string, to: string): Window | undefined {
  const [first, last] = isDay(from) && isDay(to) && from > to ? [to, from] : [from, to];
  const window = { ...(isDay(first) && { from: first }), ...(isDay(last) && { to: last }) };
  return window.from === undefined && window.to === undefined ? undefined : window;
}

/** `24 Aug 2026 to 21 Nov 2026`, `since …`, `until …`, `from the first listen on`. */
export function windowInWords({ from, to }: Window): string {
  if (from !== undefined && to !== undefined) return $localize`${shortDay(from)}:from: to ${shortDay(to)}:to:`;
  if (from !== undefined) return $localize`since ${shortDay(from)}:day:`;
  return to === undefined ? $localize`from the first listen on` : $localize`until ${shortDay(to)}:day:`;
}
