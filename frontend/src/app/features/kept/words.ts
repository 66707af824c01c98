import type { KeepingState, KeptEntry, MonthCostView, OfflineView } from '../../core/api/types';
import { allOf, datesWith, plural } from '../../core/locale/formats';
import { said } from '../../core/locale/server/server-words';
import { counted, sizeInWords } from '../../ui/format';

const DAY = datesWith({ day: 'numeric', month: 'long' });

/** What plays when the internet dies now, in one sentence. */
export function offlineInWords({
  ownTracks,
  wholeAlbums,
  partAlbums,
  queueTracks,
  queueTracksHere,
}: OfflineView): string {
  const there = [
    ownTracks > 0 &&
      plural(ownTracks, $localize`{COUNT, plural, one {# track of your own} other {# tracks of your own}}`),
    wholeAlbums > 0 && plural(wholeAlbums, $localize`{COUNT, plural, one {# whole album} other {# whole albums}}`),
    partAlbums > 0 && plural(partAlbums, $localize`{COUNT, plural, one {parts of # album} other {parts of # albums}}`),
  ].filter((words) => words !== false);
  const queue = { tracks: queueTracks, here: queueTracksHere };
  return there.length === 0 ? onlyOfQueue(queue) : withQueue(allOf(there), queue);
}

interface Queue {
  readonly tracks: number;
  readonly here: number;
}

function onlyOfQueue({ tracks, here }: Queue): string {
  if (tracks === 0) return $localize`If the internet went down now, nothing would play.`;
  if (here === tracks) {
    return $localize`If the internet went down now, nothing would play, and all of the queue from here on.`;
  }
  return here === 0
    ? $localize`If the internet went down now, nothing would play, and nothing of the queue.`
    : $localize`If the internet went down now, nothing would play, and ${here}:here: of the next ${tracks}:tracks: tracks of the queue.`;
}

function withQueue(library: string, { tracks, here }: Queue): string {
  if (tracks === 0) return $localize`If the internet went down now, ${library}:things: would play.`;
  if (here === tracks) {
    return $localize`If the internet went down now, ${library}:things: would play, and all of the queue from here on.`;
  }
  return here === 0
    ? $localize`If the internet went down now, ${library}:things: would play, and nothing of the queue.`
    : $localize`If the internet went down now, ${library}:things: would play, and ${here}:here: of the next ${tracks}:tracks: tracks of the queue.`;
}

/** Why it is here. */
export function whyInWords({ why, untilMs }: KeptEntry): string {
  switch (why) {
    case 'pinned':
      return $localize`You keep it`;
    case 'collection':
      return $localize`In your collection`;
    case 'discovery':
      return untilMs === undefined ? $localize`In discovery` : $localize`In discovery, until ${DAY(untilMs)}:day:`;
    case 'show':
      return $localize`Newest of its podcast`;
    case 'played':
      return $localize`Recently played`;
  }
}

/** How much of it is here. */
export function partInWords({ kind, trackCount, tracksHere, isWhole }: KeptEntry): string {
  if (isWhole) return kind === 'track' ? $localize`whole` : counted(trackCount, 'track');
  if (kind === 'track') return $localize`a part`;
  return plural(
    trackCount,
    $localize`{COUNT, plural, one {${tracksHere}:here: of # track} other {${tracksHere}:here: of # tracks}}`,
  );
}

/** What a source has cost this month. */
export function costInWords({ name, bytes, limitBytes, state }: MonthCostView): string {
  const amount = bytes === 0 ? $localize`nothing` : sizeInWords(bytes);
  const sentence =
    limitBytes === undefined
      ? $localize`${name}:source:: ${amount}:amount: this month.`
      : $localize`${name}:source:: ${amount}:amount: of ${sizeInWords(limitBytes)}:limit: this month.`;
  if (state === 'within') return sentence;
  const note =
    state === 'near' ? $localize`Nothing is fetched ahead any more.` : $localize`What you play now goes beyond.`;
  return `${sentence} ${note}`;
}

/** What is being fetched, or why nothing is; nothing where there is nothing to come. */
export function fetchingInWords(state: KeepingState): string | undefined {
  const { fetching, missingCount, isPaused } = state;
  const trouble = said(state.troubleCause, state.trouble);
  if (missingCount === 0) return undefined;
  const toCome = plural(
    missingCount,
    $localize`{COUNT, plural, one {# track is still to come.} other {# tracks are still to come.}}`,
  );
  if (isPaused) return $localize`Fetching is paused; ${toCome}:rest:`;
  if (!fetching) return trouble === undefined ? toCome : `${trouble} ${toCome}`;
  const { title, storedBytes, sizeBytes } = fetching;
  const size =
    sizeBytes === undefined
      ? sizeInWords(storedBytes)
      : $localize`${sizeInWords(storedBytes)}:part: of ${sizeInWords(sizeBytes)}:whole:`;
  const track = title === '' ? $localize`A track` : $localize`“${title}:title:”`;
  return $localize`${track}:track: comes home, ${size}:size:; ${toCome}:rest:`;
}
