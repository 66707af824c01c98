import type { ListQuery } from '../core/api/contract';
import { PLACEMENTS } from './placements';

/** Of which songs, in which order. */
export type SongQuery = ListQuery<'/api/v1/tracks'>;

/** One thing by which songs are left out, as the address holds it, and the words for it. */
export interface FilterChoice {
  /** Its name in the address. */
  readonly param: FilterParam;
  readonly label: string;
  /** What stands for no filter comes first, with an empty value. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const FILTER_PARAMS = ['q', 'genre', 'decade', 'format', 'place', 'heart', 'heard', 'added', 'artist'] as const;
export type FilterParam = (typeof FILTER_PARAMS)[number];
/** As the address holds them; what is absent filters nothing. */
export type SongFilter = Readonly<Partial<Record<FilterParam, string>>>;

const FIRST_DECADE = 1900;
const DECADES = Array.from(
  { length: Math.floor((new Date().getFullYear() - FIRST_DECADE) / 10) + 1 },
  (_, at) => FIRST_DECADE + at * 10,
).reverse();

/** All but the genre, which the library tells, and words and artist, which are no choice of a few. */
export function filterChoices(): readonly FilterChoice[] {
  return [
    {
      param: 'decade',
      label: $localize`Decade`,
      options: [
        { value: '', label: $localize`Any year` },
        ...DECADES.map((year) => ({ value: String(year), label: $localize`${year}:year:s` })),
      ],
    },
    {
      param: 'format',
      label: $localize`Format`,
      options: [
        { value: '', label: $localize`Any format` },
        { value: 'lossless', label: $localize`Lossless` },
        { value: 'lossy', label: $localize`Lossy` },
        { value: 'flac', label: 'FLAC' },
        { value: 'alac', label: 'ALAC' },
        { value: 'pcm', label: 'PCM' },
        { value: 'mp3', label: 'MP3' },
        { value: 'aac', label: 'AAC' },
        { value: 'opus', label: 'Opus' },
        { value: 'vorbis', label: 'Ogg Vorbis' },
        { value: 'wma', label: 'WMA' },
      ],
    },
    {
      param: 'place',
      label: $localize`Place`,
      options: [
        { value: '', label: $localize`Any place` },
        ...PLACEMENTS.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      param: 'heart',
      label: $localize`Favourites`,
      options: [
        { value: '', label: $localize`Favourite or not` },
        { value: 'yes', label: $localize`Favourites` },
        { value: 'no', label: $localize`Not favourites` },
      ],
    },
    {
      param: 'heard',
      label: $localize`Heard`,
      options: [
        { value: '', label: $localize`Heard or not` },
        { value: 'yes', label: $localize`Heard` },
        { value: 'no', label: $localize`Never heard` },
      ],
    },
    {
      param: 'added',
      label: $localize`:when|:Added`,
      options: [
        { value: '', label: $localize`Added any time` },
        { value: '7', label: $localize`Added this week` },
        { value: '31', label: $localize`Added this month` },
        { value: '92', label: $localize`Added in three months` },
        { value: '366', label: $localize`Added this year` },
      ],
    },
  ];
}

/** What of an address filters; what it made up is left out. */
export function readFilter(params: Readonly<Record<string, string | undefined>>): SongFilter {
  const choices = filterChoices();
  const known = FILTER_PARAMS.flatMap((param): [FilterParam, string][] => {
    const value = params[param]?.trim() ?? '';
    const options = choices.find((choice) => choice.param === param)?.options;
    return value === '' || (options && !options.some((option) => option.value === value)) ? [] : [[param, value]];
  });
  return Object.fromEntries(known);
}

/** The filter as the server takes it. */
export function queryOf({ q, genre, decade, format, place, heart, heard, added, artist }: SongFilter): SongQuery {
  return {
    ...(q !== undefined && { q: q.slice(0, 200) }),
    ...(genre !== undefined && { genreId: genre }),
    ...(artist !== undefined && { artistId: artist }),
    ...(decade !== undefined && { fromYear: Number(decade), toYear: Number(decade) + 9 }),
    ...(format !== undefined && { format: format as NonNullable<SongQuery['format']> }),
    ...(place !== undefined && { placement: place as NonNullable<SongQuery['placement']> }),
    ...(heart !== undefined && { isHearted: heart === 'yes' }),
    ...(heard !== undefined && { heard: heard as NonNullable<SongQuery['heard']> }),
    ...(added !== undefined && { addedWithinDays: Number(added) }),
  };
}

export type SongSort = NonNullable<SongQuery['sort']>;

/** Those of which the newest, or the most, comes first. */
const DESCENDING_FIRST: readonly SongSort[] = ['year', 'added', 'plays', 'heard'];

export function isDescendingFirst(sort: SongSort): boolean {
  return DESCENDING_FIRST.includes(sort);
}

/** The address of the page that lists them, and of no others: what is absent is as usual. */
export function addressOf(query: SongQuery): Record<string, string> {
  const {
    q,
    genreId,
    artistId,
    fromYear,
    format,
    placement,
    isHearted,
    heard,
    addedWithinDays,
    sort = 'title',
    order,
  } = query;
  const isUsual = order === undefined || (order === 'desc') === isDescendingFirst(sort);
  return Object.fromEntries(
    Object.entries({
      q,
      genre: genreId,
      artist: artistId,
      decade: fromYear === undefined ? undefined : String(fromYear),
      format,
      place: placement,
      heart: isHearted === undefined ? undefined : isHearted ? 'yes' : 'no',
      heard,
      added: addedWithinDays === undefined ? undefined : String(addedWithinDays),
      sort: sort === 'title' ? undefined : sort,
      order: isUsual ? undefined : order,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
