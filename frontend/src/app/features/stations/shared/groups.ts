import type { StationView } from '../../../core/api/types';

/** Stations that stand together. */
export interface StationGroup {
  /** Empty: those that are in none. */
  readonly name: string;
  readonly stations: readonly StationView[];
}

/** Stations by their groups, both in the order of the stations; those in no group come first. */
export function groupsOf(stations: readonly StationView[]): readonly StationGroup[] {
  const groups = new Map<string, StationView[]>([['', []]]);
  for (const station of stations) {
    const group = groups.get(station.group ?? '');
    if (group) group.push(station);
    else groups.set(station.group ?? '', [station]);
  }
  return [...groups].map(([name, members]) => ({ name, stations: members })).filter(({ stations: s }) => s.length > 0);
}

/**
 * Ids of all stations once one of them stands at another place of its group.
 * @param to place in its group, from 0
 */
export function movedTo(stations: readonly StationView[], id: string, to: number): readonly string[] {
  return groupsOf(stations).flatMap(({ stations: members }) => {
    const moved = members.find((station) => station.id === id);
    if (!moved) return members.map((station) => station.id);
    return members
      .filter((station) => station.id !== id)
      .toSpliced(to, 0, moved)
      .map((station) => station.id);
  });
}

/**
 * Ids of all stations once a group stands at another place among the groups.
 * @param to place, from 0; those in no group stay before all groups
 */
export function groupMovedTo(stations: readonly StationView[], name: string, to: number): readonly string[] {
  const groups = groupsOf(stations);
  const named = groups.filter((group) => group.name !== '' && group.name !== name);
  const moved = groups.filter((group) => group.name !== '' && group.name === name);
  const loose = groups.filter((group) => group.name === '');
  return [...loose, ...named.toSpliced(to, 0, ...moved)].flatMap((group) => group.stations.map(({ id }) => id));
}

/** Where in its group a station is, and how many are there; absent for one that is not there. */
export function placeIn(stations: readonly StationView[], id: string): { at: number; of: number } | undefined {
  for (const { stations: members } of groupsOf(stations)) {
    const at = members.findIndex((station) => station.id === id);
    if (at >= 0) return { at, of: members.length };
  }
  return undefined;
}

/** Names of the groups there are. */
export function groupNames(stations: readonly StationView[]): readonly string[] {
  return groupsOf(stations)
    .map(({ name }) => name)
    .filter((name) => name !== '');
}
