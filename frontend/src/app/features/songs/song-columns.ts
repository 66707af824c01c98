import { inject, Service } from '@angular/core';
import type { SongView } from '../../core/api/types';
import { dayInWords, numberInWords } from '../../core/locale/formats';
import { Preferences, someOf } from '../../core/preferences';
import { formatInWords } from '../../ui/format';
import type { Column } from '../../ui/list/list-look';
import { clockTime } from '../../core/locale/time';

/** What can be shown of a song beside its title. */
const COLUMNS = [
  { id: 'artist', get title() { return $localize`Artist`; }, width: 'minmax(0, 2fr)', text: (song) => song.artist, link: ({ artists: [first] }) => first && ['/artist', first.id] },
  { id: 'album', get title() { return $localize`Album`; }, width: 'minmax(0, 2fr)', text: (song) => song.album.title, link: ({ album }) => ['/album', album.id] },
  { id: 'year', get title() { return $localize`Year`; }, width: '4rem', text: ({ year }) => String(year ?? ''), isNumber: true },
  { id: 'plays', get title() { return $localize`Plays`; }, width: '4.25rem', text: ({ plays = 0 }) => (plays > 0 ? numberInWords(plays) : ''), isNumber: true, amount: ({ plays = 0 }) => plays },
  { id: 'heard', get title() { return $localize`Last heard`; }, width: '7rem', text: ({ lastHeardAtMs: at }) => (at === undefined ? '' : dayInWords(at)), isNumber: true },
  { id: 'added', get title() { return $localize`Added`; }, width: '7rem', text: ({ addedAtMs }) => dayInWords(addedAtMs), isNumber: true },
  { id: 'format', get title() { return $localize`Format`; }, width: '7.5rem', text: (song) => formatInWords([song]) ?? '' },
  { id: 'length', get title() { return $localize`Length`; }, width: '4.75rem', text: ({ durationMs }) => (durationMs === undefined ? '' : clockTime(durationMs)), isNumber: true },
] as const satisfies readonly Column<SongView>[]; // prettier-ignore

export type SongColumnId = (typeof COLUMNS)[number]['id'];
export const SONG_COLUMNS: readonly (Column<SongView> & { readonly id: SongColumnId })[] = COLUMNS;
/** By these nothing can be sorted. */
export const UNSORTED: readonly SongColumnId[] = ['format'];
/** Until a person chooses: what there is room for in a window as wide as when the app was loaded. */
const USUAL: readonly SongColumnId[] = matchMedia('(width >= 1800px)').matches
  ? ['artist', 'album', 'year', 'plays', 'heard', 'format', 'length']
  : ['artist', 'album', 'year', 'plays', 'length'];
const CHOSEN = someOf(
  'pyxis.songs.columns',
  SONG_COLUMNS.map(({ id }) => id),
  USUAL,
);

/** Which columns a person wants to see on this device. */
@Service()
export class ChosenColumns {
  private readonly kept = inject(Preferences).of(CHOSEN);

  readonly ids = this.kept.value;

  toggle(id: SongColumnId): void {
    const is = new Set(this.ids());
    if (!is.delete(id)) is.add(id);
    this.kept.choose(SONG_COLUMNS.map((column) => column.id).filter((column) => is.has(column)));
  }
}
