import { present, sortKey, type Cause } from '../common/index.js';
import type { DecidedPairs, TrackView } from '../catalogue/index.js';
import type { Found } from '../library/index.js';
import { best, extend, foremost, rank, type Match, type RankedPart } from './ranking.js';
import { isSameAlbum, isSameArtist, isSameTrack } from './same-things.js';
import type { FoundKind } from './found-kinds.js';
import type { FoundViews, SearchAnswer, Section } from './search-answer.js';
import type { AskingState, ElsewhereView, SearchedSource, SearchResponse, TopResult } from './search.dto.js';
import type { Searchable } from './search-registry.js';

/** From which closeness on nobody is waited for who may know better: the name begins so, or is it. */
const CLEARLY_MEANT = 2;

/** What one searchable found. */
export interface PartAnswer {
  readonly from: Searchable;
  readonly answer: Partial<SearchAnswer>;
}

type Shown = { readonly [S in Section]: readonly Match<FoundViews[S]>[] };

/**
 * What of one search is shown so far. What comes together is ranked together; what comes later goes behind what is shown, so
 * that nothing moves under the eyes, or under the finger, of who reads it.
 */
export class AnswerBoard {
  private shown: Shown = {
    albums: [],
    artists: [],
    shows: [],
    stations: [],
    tracks: [],
    playlists: [],
    episodes: [],
  };
  private readonly elsewhere: ElsewhereView[] = [];
  private readonly states: Map<Searchable, { state: AskingState; reason?: string; cause?: Cause }>;
  private readonly asked: string;
  private top?: TopResult;

  /**
   * @param searchables all there are
   * @param asks whether one of them is asked
   */
  constructor(query: string, searchables: readonly Searchable[], asks: (searchable: Searchable) => boolean) {
    this.asked = sortKey(query);
    this.states = new Map(searchables.map((each) => [each, { state: asks(each) ? 'asking' : 'off' }]));
  }

  /** The tracks that are shown, of the library. */
  get ownTrackIds(): string[] {
    return this.shown.tracks.flatMap(({ view }) => (view.sourceId === undefined ? [view.id] : []));
  }

  fail(searchable: Searchable, { reason, cause }: { reason: string; cause?: Cause }): void {
    this.states.set(searchable, { state: 'failed', reason, ...(cause && { cause }) });
    this.chooseTop();
  }

  /** @param decided what persons said of tracks of the library and those that were found */
  add(parts: readonly PartAnswer[], decided: DecidedPairs): void {
    for (const { from } of parts) this.states.set(from, { state: 'answered' });
    const found = <View>(
      of: (answer: Partial<SearchAnswer>) => readonly Found<View>[] | undefined,
    ): RankedPart<View>[] => parts.map(({ from: { isLocal }, answer }) => ({ isLocal, found: of(answer) ?? [] }));
    const { shown } = this;
    const isSame = (own: TrackView, other: TrackView): boolean => isSameTrack(own, other, decided.of(own.id, other.id));
    this.shown = {
      albums: this.merge(
        'album',
        shown.albums,
        found((answer) => answer.albums),
        isSameAlbum,
      ),
      artists: this.merge(
        'artist',
        shown.artists,
        found((answer) => answer.artists),
        isSameArtist,
      ),
      tracks: this.merge(
        'track',
        shown.tracks,
        found((answer) => answer.tracks),
        isSame,
      ),
      playlists: this.merge(
        'playlist',
        shown.playlists,
        found((answer) => answer.playlists),
      ),
      shows: this.merge(
        'show',
        shown.shows,
        found((answer) => answer.shows),
      ),
      stations: this.merge(
        'station',
        shown.stations,
        found((answer) => answer.stations),
      ),
      episodes: this.merge(
        'episode',
        shown.episodes,
        found((answer) => answer.episodes),
      ),
    };
    this.chooseTop();
  }

  view(): SearchResponse {
    const { albums, artists, tracks, playlists, shows, episodes, stations } = this.shown;
    const sources = this.sources();
    return {
      ...(this.top && { top: this.top }),
      albums: viewsOf(albums),
      artists: viewsOf(artists),
      tracks: viewsOf(tracks),
      playlists: viewsOf(playlists),
      shows: viewsOf(shows),
      episodes: viewsOf(episodes),
      stations: viewsOf(stations),
      elsewhere: [...this.elsewhere],
      sources,
      missing: sources.flatMap(({ id, reason }) => (reason === undefined ? [] : [{ sourceId: id, reason }])),
    };
  }

  private merge<View extends { readonly id: string }>(
    kind: FoundKind,
    shown: readonly Match<View>[],
    parts: readonly RankedPart<View>[],
    isSame?: (own: View, found: View) => boolean,
  ): Match<View>[] {
    const later = rank(parts, this.asked);
    if (!isSame) return extend(shown, later);
    const own = [...shown, ...later].filter(({ view }) => sourceOf(view) === undefined);
    return extend(
      shown,
      later.filter(({ view }) => {
        const sourceId = sourceOf(view);
        const same = sourceId === undefined ? undefined : own.find((match) => isSame(match.view, view));
        // It is shown in the place of the library's, which says where else it is.
        if (same && sourceId !== undefined) this.tellElsewhere(kind, same.view.id, sourceId, view.id);
        return !same;
      }),
    );
  }

  private tellElsewhere(kind: FoundKind, id: string, sourceId: string, elsewhereId: string): void {
    const isKnown = this.elsewhere.some((each) => each.kind === kind && each.elsewhereId === elsewhereId);
    if (!isKnown) this.elsewhere.push({ kind, id, sourceId, elsewhereId });
  }

  /** Once told it stays: a card that turns into another one is what nobody meant to press. */
  private chooseTop(): void {
    if (this.top) return;
    const { albums, artists, shows, stations, tracks, playlists, episodes } = this.shown;
    const firsts = present({
      album: foremost(albums),
      artist: foremost(artists),
      show: foremost(shows),
      station: foremost(stations),
      track: foremost(tracks),
      playlist: foremost(playlists),
      episode: foremost(episodes),
    });
    const kind = best(firsts);
    const match = kind && firsts[kind];
    if (!kind || !match || (match.closeness < CLEARLY_MEANT && this.isAsking)) return;
    this.top = { kind, id: match.view.id };
  }

  private get isAsking(): boolean {
    return [...this.states.values()].some(({ state }) => state === 'asking');
  }

  /** One for each id, however many questions it was asked. */
  private sources(): SearchedSource[] {
    const byId = new Map<string, SearchedSource>();
    for (const [{ id, name, kinds, onlyReadsAddresses }, { state, reason }] of this.states) {
      const known = byId.get(id);
      const all: SearchedSource = known ?? { id, name, state, kinds: [] };
      if (!onlyReadsAddresses) all.kinds = [...new Set([...all.kinds, ...kinds])];
      if (known) all.state = combined(known.state, state);
      if (reason !== undefined) all.reason ??= reason;
      byId.set(id, all);
    }
    return [...byId.values()];
  }
}

const WEIGHT: Readonly<Record<AskingState, number>> = { off: 0, answered: 1, failed: 2, asking: 3 };

function combined(a: AskingState, b: AskingState): AskingState {
  return WEIGHT[a] > WEIGHT[b] ? a : b;
}

function viewsOf<View>(matches: readonly Match<View>[]): View[] {
  return matches.map(({ view }) => view);
}

function sourceOf(view: object): string | undefined {
  return 'sourceId' in view && typeof view.sourceId === 'string' ? view.sourceId : undefined;
}
