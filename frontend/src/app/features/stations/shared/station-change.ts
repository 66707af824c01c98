import type { ChangeStation, StationView } from '../../../core/api/types';

/** What a person can say of a station, as the name of its field in a form. */
export type StationField = 'name' | 'group' | 'gainDb' | 'charset' | 'url';

export const STATION_FIELDS: readonly StationField[] = ['name', 'group', 'gainDb', 'url', 'charset'];

/** What a filled-in form changes about a station; fields that are not in it, or say what is so already, change nothing. */
export function changeIn(form: FormData, station: StationView): ChangeStation {
  const typed = (field: StationField): string | undefined => {
    const value = form.get(field);
    return typeof value === 'string' ? value.trim() : undefined;
  };
  const [name, url, group, charset] = [typed('name'), typed('url'), typed('group'), typed('charset')];
  const gainDb = gainIn(typed('gainDb'));
  return {
    // A station is never without these.
    ...(name && name !== station.name && { name }),
    ...(url && url !== station.urls[0] && { url }),
    ...(group !== undefined && group !== (station.group ?? '') && { group }),
    ...(charset !== undefined && charset !== (station.charset ?? '') && { charset }),
    ...(gainDb !== undefined && gainDb !== (station.gainDb ?? null) && { gainDb }),
  };
}

/** @returns null for an emptied field, undefined for one that is not there or holds no number */
function gainIn(typed: string | undefined): number | null | undefined {
  if (typed === undefined) return undefined;
  if (typed === '') return null;
  const gainDb = Number(typed.replace(',', '.').replace('−', '-'));
  return Number.isFinite(gainDb) ? gainDb : undefined;
}
