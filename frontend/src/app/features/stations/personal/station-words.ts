import type { PersonalStationView, StationSettingsView, StationThumbsView } from '../../../core/api/types';
import { skipsInWords } from '../../../player/on-personal-station';

/** A line below the name of a station. */
export function stationInWords(station: PersonalStationView): string {
  const { isMix, mixed, isShared, isListed, seenAtMs } = station;
  const day = new Date(seenAtMs).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
  const parts = [
    isMix ? `Mix of ${mixed.length} ${mixed.length === 1 ? 'station' : 'stations'}` : undefined,
    isShared ? 'Shared with you' : undefined,
    isListed ? undefined : `Not in the list now; last seen there ${day}`,
    skipsInWords(station),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Such as “100 of 169”, or “12” where all are there. */
export function countInWords({ items, total }: StationThumbsView): string {
  return items.length < total ? `${items.length} of ${total}` : String(total);
}

/** How many songs an account may pass over. */
export function allowanceInWords({
  skipsAnHour,
  skipsADay,
}: Pick<StationSettingsView, 'skipsAnHour' | 'skipsADay'>): string {
  const parts = [
    skipsAnHour === undefined ? undefined : `${skipsAnHour} an hour on each station`,
    skipsADay === undefined ? undefined : `${skipsADay} a day on all of them together`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'No limit.' : `${parts.join(', and ')}.`;
}
