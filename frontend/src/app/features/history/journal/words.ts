import type { ListenContext, ListenView } from '../../../core/api/history-types';
import { clockTime } from '../../../core/locale/time';

const CONTEXTS = {
  album: () => $localize`Album`,
  artist: () => $localize`Artist`,
  playlist: () => $localize`Playlist`,
  station: () => $localize`Station`,
  search: () => $localize`Search`,
  queue: () => $localize`Queue`,
  mix: () => $localize`Mix`,
  history: () => $localize`History`,
  library: () => $localize`Library`,
  podcast: () => $localize`Podcast`,
} as const satisfies Record<ListenContext, () => string>;

/** What music is played from, as the journal can be narrowed to it. */
export function contextChoices(): { id: string; name: string }[] {
  return Object.entries(CONTEXTS).map(([id, name]) => ({ id, name: name() }));
}

/** Whether the word of an address names one of them. */
export function isContext(word: string): word is ListenContext {
  return Object.hasOwn(CONTEXTS, word);
}

const ORIGINS: Readonly<Record<string, string>> = {
  pyxis: 'Pyxis',
  listenbrainz: 'ListenBrainz',
  lastfm: 'Last.fm',
  spotify: 'Spotify',
};

/** The name of the service that first wrote it down; its id where it is one that this page does not know. */
function originInWords(origin: string): string {
  return ORIGINS[origin] ?? origin;
}

/**
 * Where it sounded: `SoundCloud · Kitchen`; of what another service remembers, that service, once.
 * @param nameOf what people call a source
 */
export function whereInWords(
  { source, origin, output }: Pick<ListenView, 'source' | 'origin' | 'output'>,
  nameOf: (source: string) => string,
): string {
  const isElsewhere = source !== 'local' && source !== origin;
  const on = output?.name ?? (origin === 'pyxis' ? undefined : $localize`from ${originInWords(origin)}:service:`);
  return [...(isElsewhere ? [nameOf(source)] : []), ...(on === undefined ? [] : [on])].join(' · ');
}

/** How a play ended: `finished`, `skipped at 0:45`, `stopped at 2:10`, `playing now`. */
export function outcomeInWords(listen: Pick<ListenView, 'outcome' | 'heardMs' | 'stoppedAtPositionMs'>): string {
  if (listen.outcome === 'finished') return $localize`finished`;
  if (listen.outcome === 'playing') return $localize`playing now`;
  const at = clockTime(listen.stoppedAtPositionMs ?? listen.heardMs);
  return listen.outcome === 'skipped' ? $localize`skipped at ${at}:time:` : $localize`stopped at ${at}:time:`;
}

/** What it was played from: `Album`, `Station: Late night`. Absent when that is not known. */
export function contextInWords(listen: Pick<ListenView, 'context' | 'album' | 'artist'>): string | undefined {
  const { context } = listen;
  if (!context) return undefined;
  const name = isContext(context.kind) ? CONTEXTS[context.kind]() : context.kind;
  // The album and the artist stand beside it anyway. There is one history, which another language may have named.
  const isSaid = !context.title || context.kind === 'history' || [listen.album, listen.artist].includes(context.title);
  return isSaid || context.title === name ? name : `${name}: ${context.title}`;
}
