import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, ElementRef, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FoundKind, SearchedSource, SearchResponse, TrackView } from '../../core/api/types';
import { SearchBox } from '../../core/search-box';
import { Player } from '../../player/player';
import { counted } from '../../ui/format';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { CardSkeletons } from '../../ui/card-skeletons';
import { EmptyState } from '../../ui/empty-state';
import { type Found, playFound, searchEverything } from '../../media/everything-search';
import { FailureNote } from '../../ui/failure';
import { TRACK_ROWS } from '../../media/looks';
import { Density } from '../../ui/list/density';
import { PickMark } from '../../ui/list/pick-mark';
import { type Pickable, Picks } from '../../ui/list/picks';
import { Roving } from '../../ui/list/roving';
import type { Selectable } from '../../ui/list/selection';
import { PlaylistCard } from '../../media/playlist-card';
import { Shelf } from '../../ui/shelf';
import { ShowCard } from '../../media/show-card';
import { albumSubject, artistSubject, playlistSubject, showSubject, trackSubject } from '../../media/subjects/subject';
import { TrackRow } from '../../media/track-row';
import { RecentSearches } from './recent-searches';
import { readFilter, SearchFilterBar } from './search-filter';
import { SearchStanding } from './search-standing';
import { LIBRARY, sourceName } from './source-name';
import { orderSections, type SectionOrder } from './section-order';
import { SuggestionRow } from './suggestion-row';
import { TopResultCard } from './top-result-card';

/** Of each kind, of each source. */
const LIMIT = 12;
/** They have a page of their own, with a search of its own. */
const OWN_PLAYLISTS = 'playlists';
/** Tracks that are shown at once: as many as stand beside the top result. */
const FEW = 5;
const ITEMS = 'px-top-result-card, px-album-card, px-artist-card, px-playlist-card, px-show-card, px-track-row';
/** What the arrows go through, in the order of the page. */
const RESULTS =
  'px-top-result-card a.name, px-album-card a.title, px-artist-card a.title, px-playlist-card a.title, px-show-card a.title, px-track-row button.play';

/** What room is kept for what may still come, from when something is first shown of a search. */
interface Room {
  readonly number: number;
  readonly isForTracks: boolean;
}

/**
 * What fits the words in the address, as they are typed, from everywhere as it comes. Nothing moves that is shown: what comes
 * later stands behind it or below, or takes the room that was kept for it.
 */
@Component({
  selector: 'px-search-page',
  imports: [
    AlbumCard,
    ArtistCard,
    CardSkeletons,
    EmptyState,
    FailureNote,
    NgTemplateOutlet,
    PickMark,
    Picks,
    PlaylistCard,
    RecentSearches,
    RouterLink,
    Roving,
    SearchFilterBar,
    SearchStanding,
    Shelf,
    ShowCard,
    SuggestionRow,
    TopResultCard,
    TrackRow,
  ],
  templateUrl: './search-page.html',
  styleUrl: './search-page.css',
  host: { class: 'page', '(document:keydown)': 'move($event)', '(click)': 'rememberFor($event)' },
})
export class SearchPage {
  /** `?q=` of the address, which is the state, like the others. */
  readonly q = input('', { transform: (value: string | undefined) => value?.trim() ?? '' });
  /** What is looked for only, separated by commas. */
  readonly kinds = input('', { transform: (value: string | undefined) => value ?? '' });
  /** Where only, separated by commas. */
  readonly in = input('', { transform: (value: string | undefined) => value ?? '' });

  private readonly player = inject(Player);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly searchBox = inject(SearchBox);
  protected readonly library = LIBRARY;
  /** As they stand in the middle of a sentence. */
  protected readonly sectionNames: Readonly<Record<string, string>> = {
    albums: $localize`albums`,
    artists: $localize`artists`,
    tracks: $localize`tracks`,
    playlists: $localize`playlists`,
  };
  protected readonly filter = computed(() => readFilter(this.kinds(), this.in()));
  protected readonly search = searchEverything(this.q, LIMIT, this.filter);
  protected readonly found = computed(() => this.search.found()?.response);
  private readonly density = inject(Density);
  protected readonly trackPx = computed(() => this.density.rowPx(TRACK_ROWS));

  protected readonly isNothing = computed(() => {
    const found = this.found();
    return found !== undefined && countsOf(found).length === 0;
  });
  protected readonly summary = computed(() => {
    const found = this.found();
    if (!found || this.search.isAsking()) return '';
    return countsOf(found).join(', ') || $localize`Nothing found`;
  });
  private readonly order = linkedSignal<Found | undefined, SectionOrder | undefined>({
    source: this.search.found,
    computation: (found, before) => found && orderSections(before?.value, found.number, found.response),
  });
  protected readonly sections = computed(() => this.order()?.names ?? []);
  private readonly room = linkedSignal<Found | undefined, Room | undefined>({
    source: this.search.found,
    computation: (found, before) => {
      if (!found) return undefined;
      const known = before?.value;
      if (known && known.number === found.number) return known;
      const canFindTracks = ({ state, kinds }: SearchedSource): boolean =>
        state === 'asking' && kinds.includes('track');
      return { number: found.number, isForTracks: found.response.sources.some(canFindTracks) };
    },
  });
  protected readonly hasTracks = computed(
    () => (this.found()?.tracks.length ?? 0) > 0 || this.room()?.isForTracks === true,
  );
  /** Somebody wants to see all tracks of this search. */
  protected readonly isWhole = linkedSignal({ source: this.q, computation: () => false });
  protected readonly tracks = computed(() => {
    const tracks = this.found()?.tracks ?? [];
    return this.isWhole() ? tracks : tracks.slice(0, FEW);
  });
  /** What is selected in one section stays so while more is selected in others. */
  protected readonly page = this;
  protected readonly subjects = {
    tracks: (track: TrackView): Selectable => trackSubject(track),
    albums: albumSubject,
    artists: artistSubject,
    playlists: playlistSubject,
    shows: showSubject,
  };
  protected readonly picks = computed(() => {
    const { albums = [], artists = [], playlists = [], shows = [], stations = [], episodes = [] } = this.found() ?? {};
    return {
      tracks: pickable(this.tracks(), this.subjects.tracks),
      albums: pickable(albums, albumSubject),
      artists: pickable(artists, artistSubject),
      playlists: pickable(playlists, playlistSubject),
      shows: pickable(shows, showSubject),
      stations: pickable(stations, this.subjects.tracks),
      episodes: pickable(episodes, this.subjects.tracks),
    };
  });
  /** Rows that are not there yet, or did not come: what stands below them does not move for that. */
  protected readonly emptyRows = computed(() =>
    this.room()?.isForTracks ? Array.from({ length: Math.max(0, FEW - this.tracks().length) }, (_, at) => at) : [],
  );
  /** Albums and artists that are shown once, and are at a source as well. */
  protected readonly elsewhere = computed(() => {
    const { albums = [], artists = [], elsewhere = [], sources = [] } = this.found() ?? {};
    const names = new Map(sources.map((source) => [source.id, sourceName(source)]));
    const titles = new Map<string, string>([
      ...albums.map(({ id, title }) => [`album ${id}`, title] as const),
      ...artists.map(({ id, name }) => [`artist ${id}`, name] as const),
    ]);
    return elsewhere.flatMap(({ kind, id, sourceId, elsewhereId }) => {
      const title = titles.get(`${kind} ${id}`);
      return title === undefined
        ? []
        : [{ title, link: [`/${kind}`, elsewhereId], source: names.get(sourceId) ?? sourceId }];
    });
  });

  protected play(track: TrackView): void {
    const found = this.search.found();
    if (found) playFound(this.player, found, track);
  }

  /** Where all of a kind can be seen. */
  protected wholes(kind: FoundKind): readonly SearchedSource[] {
    return this.search.sources().filter(({ id, state, kinds }) => state !== 'off' && kinds.includes(kind) && id !== OWN_PLAYLISTS); // prettier-ignore
  }

  /** Whatever was found is opened, or played: that is what was searched for. */
  protected rememberFor(event: Event): void {
    const control = (event.target as Element).closest('a, button');
    if (control?.closest(ITEMS)) this.search.remember();
  }

  /** From the search field or a result: arrows go through the results; Enter in the field takes the best. */
  protected move(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const isField = this.searchBox.has(target);
    if (!isField && !this.host.contains(target)) return;
    const results = [...this.host.querySelectorAll<HTMLElement>(RESULTS)];
    if (isField && event.key === 'Enter') {
      results[0]?.click();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    const at = results.indexOf(target);
    const next = at < 0 ? (event.key === 'ArrowDown' ? 0 : -1) : at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0 && !isField) this.searchBox.focus();
    else results[next]?.focus();
  }
}

function pickable<Item>(items: readonly Item[], subjectOf: (item: Item) => Selectable): Pickable {
  return { count: items.length, at: (index) => items[index] && subjectOf(items[index]) };
}

/** How many of each kind there are, of those that there are. */
function countsOf({ albums, artists, tracks, playlists, shows, episodes, stations }: SearchResponse): string[] {
  const kinds = [
    [albums, 'album'],
    [artists, 'artist'],
    [tracks, 'track'],
    [playlists, 'playlist'],
    [shows, 'podcast'],
    [stations, 'station'],
    [episodes, 'episode'],
  ] as const;
  return kinds.flatMap(([{ length }, name]) => (length > 0 ? [counted(length, name)] : []));
}
