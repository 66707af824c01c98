import { plural } from './formats';

/** `4:05`, or `1:02:03` from an hour on; nothing where there is no length. */
export function clockTime(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '';
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = String(s).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`;
}

/** As a screen reader should say it: `4 minutes 5 seconds`. */
export function spokenTime(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '';
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const words = [
    h > 0 && plural(h, $localize`{COUNT, plural, one {# hour} other {# hours}}`),
    m > 0 && plural(m, $localize`{COUNT, plural, one {# minute} other {# minutes}}`),
    (s > 0 || seconds === 0) && plural(s, $localize`{COUNT, plural, one {# second} other {# seconds}}`),
  ];
  return words.filter((each) => each !== false).join(' ');
}
