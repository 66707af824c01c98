import type { TrackView } from '../core/api/types';

/** Parts in music, beside those who are printed as its artists, in the order in which they are told. */
export const ROLES = [
  { role: 'composer', title: () => $localize`Composer` },
  { role: 'lyricist', title: () => $localize`Lyrics` },
  { role: 'arranger', title: () => $localize`Arranger` },
  { role: 'conductor', title: () => $localize`Conductor` },
  { role: 'performer', title: () => $localize`Performer` },
  { role: 'producer', title: () => $localize`Producer` },
  { role: 'engineer', title: () => $localize`Engineer` },
  { role: 'mixer', title: () => $localize`Mix` },
  { role: 'remixer', title: () => $localize`Remixer` },
] as const;
export type Role = (typeof ROLES)[number]['role'];

/** Somebody, and where they have that part. */
export interface Credit {
  readonly id: string;
  readonly name: string;
  /** What they play, where that is told: `violin, viola`. */
  readonly instrument: string;
  /** `1, 3–5`: numbers of tracks; empty where it is all of them, or where they have none. */
  readonly where: string;
}

export interface RoleCredits {
  readonly role: Role;
  readonly title: string;
  /** Those of most tracks first. */
  readonly people: readonly Credit[];
}

/** Who did what on these tracks. @param discCount of an album; with several, numbers tell the disc too */
export function creditsByRole(tracks: readonly TrackView[], discCount = 1): RoleCredits[] {
  return ROLES.flatMap(({ role, title }) => {
    const people = new Map<string, { name: string; instruments: Set<string>; tracks: TrackView[] }>();
    for (const track of tracks) {
      for (const { id, name, role: own, instrument } of track.artists) {
        if (own !== role) continue;
        const person = people.get(id) ?? { name, instruments: new Set<string>(), tracks: [] };
        for (const played of instrument?.split(', ') ?? []) person.instruments.add(played);
        if (!person.tracks.includes(track)) person.tracks.push(track);
        people.set(id, person);
      }
    }
    const credits = [...people]
      .sort(([, a], [, b]) => b.tracks.length - a.tracks.length)
      .map(([id, { name, instruments, tracks: own }]) => ({
        id,
        name,
        instrument: [...instruments].join(', '),
        where: own.length === tracks.length ? '' : placesOf(own, discCount),
      }));
    return credits.length === 0 ? [] : [{ role, title: title(), people: credits }];
  });
}

/** `1, 3–5`, or with discs `1.1, 2.3–5`. */
function placesOf(tracks: readonly TrackView[], discCount: number): string {
  const numbered = tracks.flatMap(({ discNumber = 1, trackNumber }) =>
    trackNumber === undefined ? [] : [{ disc: discNumber, number: trackNumber }],
  );
  if (numbered.length < tracks.length) return '';
  const runs: { disc: number; from: number; to: number }[] = [];
  for (const { disc, number } of numbered) {
    const last = runs.at(-1);
    if (last?.disc === disc && last.to === number - 1) last.to = number;
    else runs.push({ disc, from: number, to: number });
  }
  return runs
    .map(({ disc, from, to }) => `${discCount > 1 ? `${disc}.` : ''}${from}${to > from ? `–${to}` : ''}`)
    .join(', ');
}
