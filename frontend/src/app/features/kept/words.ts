import type { KeepingState, KeptEntry, MonthCostView, OfflineView } from '../../core/api/types';
import { datesWith, plural } from '../../core/locale/formats';
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
    ownTracks > 0 ? `${counted(ownTracks, 'track')} of your own` : '',
    wholeAlbums > 0 ? plural(wholeAlbums, $localize`{COUNT, plural, one {# whole album} other {# whole albums}}`) : '',
    partAlbums > 0 ? `parts of ${counted(partAlbums, 'album')}` : '',
  ].filter((words) => words !== '');
  const library = there.length === 0 ? 'nothing would play' : `${listed(there)} would play`;
  return `If the internet went down now, ${library}${queueInWords(queueTracks, queueTracksHere)}.`;
}

function queueInWords(tracks: number, here: number): string {
  if (tracks === 0) return '';
  if (here === tracks) return ', and all of the queue from here on';
  return here === 0 ? ', and nothing of the queue' : `, and ${here} of the next ${tracks} tracks of the queue`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Why it is here. */
export function whyInWords({ why, untilMs }: KeptEntry): string {
  switch (why) {
    case 'pinned':
      return 'You keep it';
    case 'collection':
      return 'In your collection';
    case 'discovery':
      return untilMs === undefined ? 'In discovery' : `In discovery, until ${DAY(untilMs)}`;
    case 'show':
      return 'Newest of its podcast';
    case 'played':
      return 'Recently played';
  }
}

/** How much of it is here. */
export function partInWords({ kind, trackCount, tracksHere, isWhole }: KeptEntry): string {
  if (isWhole) return kind === 'track' ? 'whole' : counted(trackCount, 'track');
  return kind === 'track' ? 'a part' : `${tracksHere} of ${counted(trackCount, 'track')}`;
}

/** What a source has cost this month. */
export function costInWords({ name, bytes, limitBytes, state }: MonthCostView): string {
  const most = limitBytes === undefined ? '' : ` of ${sizeInWords(limitBytes)}`;
  const note = {
    within: '',
    near: ' Nothing is fetched ahead any more.',
    over: ' What you play now goes beyond.',
  }[state];
  return `${name}: ${bytes === 0 ? 'nothing' : sizeInWords(bytes)}${most} this month.${note}`;
}

/** What is being fetched, or why nothing is; nothing where there is nothing to come. */
export function fetchingInWords({ fetching, missingCount, isPaused, trouble }: KeepingState): string | undefined {
  if (missingCount === 0) return undefined;
  const toCome = plural(
    missingCount,
    $localize`{COUNT, plural, one {# track is still to come.} other {# tracks are still to come.}}`,
  );
  if (isPaused) return `Fetching is paused; ${toCome}`;
  if (!fetching) return trouble === undefined ? toCome : `${trouble} ${toCome}`;
  const { title, storedBytes, sizeBytes } = fetching;
  const size =
    sizeBytes === undefined ? sizeInWords(storedBytes) : `${sizeInWords(storedBytes)} of ${sizeInWords(sizeBytes)}`;
  return `${title === '' ? 'A track' : `“${title}”`} comes home, ${size}; ${toCome}`;
}
