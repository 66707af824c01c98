import type { EpisodeListQuery } from '../../../core/api/podcast-types';

/** Which episodes are listed. Undefined: it makes no difference. */
export interface EpisodeFilter {
  readonly list: NonNullable<EpisodeListQuery['list']>;
  readonly groups: readonly string[];
  /** Ids. */
  readonly shows: readonly string[];
  readonly words: string;
  readonly atLeastMinutes: number | undefined;
  readonly atMostMinutes: number | undefined;
  readonly order: 'newest' | 'oldest' | undefined;
  /** Also of shows that are not followed any more. */
  readonly withUnfollowed: boolean;
}

/** What an address says of a filter, as the router hands it over. */
export type FilterParams = Readonly<
  Partial<Record<'group' | 'show' | 'q' | 'from' | 'to' | 'order' | 'former', string | readonly string[] | undefined>>
>;

/** A week: the server takes no longer ones. */
export const MAX_MINUTES = 10_080;

/** What is listed where the address says no more than which list it is. */
export function wholeOf(list: EpisodeFilter['list']): EpisodeFilter {
  return {
    list,
    groups: [],
    shows: [],
    words: '',
    atLeastMinutes: undefined,
    atMostMinutes: undefined,
    order: undefined,
    withUnfollowed: false,
  };
}

/** Reads an address. What makes no sense in it is as if it were not there. */
export function filterOf(list: EpisodeFilter['list'], params: FilterParams): EpisodeFilter {
  const order = one(params.order);
  return {
    list,
    groups: some(params.group),
    shows: some(params.show),
    words: one(params.q),
    atLeastMinutes: minutesIn(one(params.from)),
    atMostMinutes: minutesIn(one(params.to)),
    order: order === 'newest' || order === 'oldest' ? order : undefined,
    withUnfollowed: one(params.former) !== '',
  };
}

/** The address of a filter; null takes a word out of it. */
export function paramsOf(filter: EpisodeFilter): Record<string, string | string[] | null> {
  const { list, groups, shows, words, atLeastMinutes, atMostMinutes, order, withUnfollowed } = filter;
  return {
    list,
    group: groups.length > 0 ? [...groups] : null,
    show: shows.length > 0 ? [...shows] : null,
    q: words || null,
    from: atLeastMinutes === undefined ? null : String(atLeastMinutes),
    to: atMostMinutes === undefined ? null : String(atMostMinutes),
    order: order ?? null,
    former: withUnfollowed ? 'yes' : null,
  };
}

/** What the server is asked. */
export function queryOf(filter: EpisodeFilter): EpisodeListQuery {
  const { list, groups, shows, words, atLeastMinutes, atMostMinutes, order, withUnfollowed } = filter;
  return {
    list,
    ...(groups.length > 0 && { group: [...groups] }),
    ...(shows.length > 0 && { showId: [...shows] }),
    ...(words && { q: words }),
    ...(atLeastMinutes !== undefined && { atLeastMinutes }),
    ...(atMostMinutes !== undefined && { atMostMinutes }),
    ...(order && { order }),
    ...(withUnfollowed && { withUnfollowed }),
  };
}

/** A list that was saved, as a filter. */
export function filterFrom(query: EpisodeListQuery): EpisodeFilter {
  const { list = 'all', group = [], showId = [], q = '', atLeastMinutes, atMostMinutes, order, withUnfollowed } = query;
  return {
    list,
    groups: group,
    shows: showId,
    words: q,
    atLeastMinutes,
    atMostMinutes,
    order,
    withUnfollowed: withUnfollowed ?? false,
  };
}

/** Whether two lists have the same, however their shows and groups are ordered. */
export function isSame(one: EpisodeFilter, other: EpisodeFilter): boolean {
  return keyOf(one) === keyOf(other);
}

/** Whether it leaves out any of its list. */
export function isFiltered(filter: EpisodeFilter): boolean {
  return !isSame({ ...filter, withUnfollowed: false, order: undefined }, wholeOf(filter.list));
}

/** With this one, or without it where it is there. */
export function toggled(names: readonly string[], name: string): string[] {
  return names.includes(name) ? names.filter((each) => each !== name) : [...names, name];
}

/** What was typed as a length; undefined where it is none. */
export function minutesIn(typed: string): number | undefined {
  const minutes = Math.round(Number(typed));
  return typed.trim() !== '' && minutes >= 1 ? Math.min(minutes, MAX_MINUTES) : undefined;
}

function keyOf(filter: EpisodeFilter): string {
  const { groups, shows } = filter;
  return JSON.stringify(queryOf({ ...filter, groups: [...groups].sort(), shows: [...shows].sort() }));
}

function one(value: string | readonly string[] | undefined): string {
  return some(value)[0]?.trim() ?? '';
}

function some(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return (typeof value === 'string' ? [value] : value).filter((each) => each !== '');
}
