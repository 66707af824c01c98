import type { PersonalStationView, StationSettingsView, StationThumbsView } from '../../../core/api/types';
import { datesWith } from '../../../core/locale/formats';
import { skipsInWords } from '../../../player/on-personal-station';
import { counted } from '../../../ui/format';

const DAY = datesWith({ day: 'numeric', month: 'short' });

/** A line below the name of a station. */
export function stationInWords(station: PersonalStationView): string {
  const { isMix, mixed, isShared, isListed, seenAtMs } = station;
  const day = DAY(seenAtMs);
  const parts = [
    isMix ? $localize`Mix of ${counted(mixed.length, 'station')}:stations:` : undefined,
    isShared ? $localize`Shared with you` : undefined,
    isListed ? undefined : $localize`Not in the list now; last seen there ${day}:day:`,
    skipsInWords(station),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Such as “100 of 169”, or “12” where all are there. */
export function countInWords({ items, total }: StationThumbsView): string {
  return items.length < total ? $localize`${items.length}:here: of ${total}:all:` : String(total);
}

/** How many songs an account may pass over. */
export function allowanceInWords({
  skipsAnHour,
  skipsADay,
}: Pick<StationSettingsView, 'skipsAnHour' | 'skipsADay'>): string {
  const hourly = skipsAnHour === undefined ? '' : $localize`${skipsAnHour}:count: an hour on each station`;
  const daily = skipsADay === undefined ? '' : $localize`${skipsADay}:count: a day on all of them together`;
  if (hourly !== '' && daily !== '') return $localize`${hourly}:hourly:, and ${daily}:daily:.`;
  return hourly + daily === '' ? $localize`No limit.` : `${hourly}${daily}.`;
}
