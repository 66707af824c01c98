import type { DirectoryStationView } from '../../../core/api/types';
import { namesOf } from '../../../core/locale/formats';

const nameOfCountry = namesOf('region');
const MOST_TAGS = 3;

/** `Germany` for `DE`; the code as it stands where nobody knows it. */
export function countryInWords(code: string): string {
  try {
    return nameOfCountry(code.toUpperCase());
  } catch {
    // Not the shape of a code.
    return code;
  }
}

/** `Germany · MP3 128 kbps · jazz, soul`: what is known of a station before it is heard. */
export function factsInWords({ countryCode, codec, bitrateKbps, tags }: DirectoryStationView): string {
  const sound = [codec?.toUpperCase(), bitrateKbps ? `${bitrateKbps} kbps` : undefined].filter(Boolean).join(' ');
  const country = countryCode && countryInWords(countryCode);
  return [country, sound, tags.slice(0, MOST_TAGS).join(', ')].filter(Boolean).join(' · ');
}
