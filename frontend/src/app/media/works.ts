import type { ArtistRef, TrackView } from '../core/api/types';

/** Tracks that follow each other and are of one work, or of none that has several of them. */
export interface WorkRun {
  readonly work?: string;
  /** Who composed all of it. */
  readonly composers: readonly ArtistRef[];
  readonly tracks: readonly TrackView[];
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
/** “II. Adagio”, “2. Adagio”: it tells its number itself. */
const NUMBERED = /^(?:[IVXLC]+|\d+)[.:)\s]/;

const nameOf = ({ work }: TrackView): string | undefined => work?.title.toLowerCase();

/** Works with a heading of their own are those of which several tracks follow each other. */
export function inWorks(tracks: readonly TrackView[]): WorkRun[] {
  const runs: TrackView[][] = [];
  for (const track of tracks) {
    const last = runs.at(-1);
    if (last?.[0] && nameOf(track) !== undefined && nameOf(last[0]) === nameOf(track)) last.push(track);
    else runs.push([track]);
  }
  const found: { work?: string; composers: readonly ArtistRef[]; tracks: TrackView[] }[] = [];
  for (const run of runs) {
    const work = run.length > 1 ? run[0]?.work?.title : undefined;
    const last = found.at(-1);
    if (work !== undefined) found.push({ work, composers: composersOf(run), tracks: run });
    else if (last && last.work === undefined) last.tracks.push(...run);
    else found.push({ composers: [], tracks: run });
  }
  return found;
}

/** What a track is called below the heading of its work. @param title as shown: what a person called it stays */
export function titleInWork({ title: own, sourceTitle, work }: TrackView, title = own): string {
  if (!work || sourceTitle !== undefined || title !== own) return title;
  const { movement, movementNumber } = work;
  if (movement === undefined) return withoutWork(title, work.title);
  const numeral = movementNumber === undefined ? undefined : (ROMAN[movementNumber - 1] ?? String(movementNumber));
  return numeral === undefined || NUMBERED.test(movement) ? movement : `${numeral}. ${movement}`;
}

function withoutWork(title: string, work: string): string {
  if (!title.toLowerCase().startsWith(work.toLowerCase())) return title;
  return title.slice(work.length).replace(/^[\s:;,.–—-]+/, '') || title;
}

function composersOf(tracks: readonly TrackView[]): ArtistRef[] {
  const [first, ...others] = tracks.map(({ artists }) => artists.filter(({ role }) => role === 'composer'));
  return (first ?? []).filter(({ id }) => others.every((composers) => composers.some((each) => each.id === id)));
}
