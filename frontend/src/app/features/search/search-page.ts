import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SearchResponse, TrackView } from '../../core/api/types';
import { SearchBox } from '../../core/search-box';
import { Player } from '../../player/player';
import { counted } from '../../ui/format';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { CardSkeletons } from '../../ui/card-skeletons';
import { EmptyState } from '../../ui/empty-state';
import { FailureNote } from '../../ui/failure';
import { playFound, searchLibrary } from '../../media/library-search';
import { ShowCard } from '../../media/show-card';
import { TrackRow } from '../../media/track-row';
import { TopResultCard } from './top-result-card';

const LIMIT = 12;
/** What the arrows go through, in the order of the page. */
const RESULTS =
  'px-top-result-card a.name, px-album-card a.title, px-artist-card a.title, px-show-card a.title, px-track-row button.play';

/** What fits the words in the address, as they are typed: best first, grouped. */
@Component({
  selector: 'px-search-page',
  imports: [
    AlbumCard,
    ArtistCard,
    CardSkeletons,
    EmptyState,
    FailureNote,
    RouterLink,
    ShowCard,
    TopResultCard,
    TrackRow,
  ],
  templateUrl: './search-page.html',
  styleUrl: './search-page.css',
  host: { class: 'page', '(document:keydown)': 'move($event)' },
})
export class SearchPage {
  /** `?q=` of the address, which is the state. */
  readonly q = input('', { transform: (value: string | undefined) => value?.trim() ?? '' });

  private readonly player = inject(Player);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly searchBox = inject(SearchBox);
  private readonly search = searchLibrary(this.q, LIMIT);
  protected readonly results = this.search.results;
  protected readonly found = computed(() => this.search.found()?.response);
  protected readonly isNothing = computed(() => {
    const found = this.found();
    return found !== undefined && countsOf(found).length === 0;
  });
  protected readonly summary = computed(() => {
    const found = this.found();
    if (!found || this.results.isLoading()) return '';
    return countsOf(found).join(', ') || 'Nothing found';
  });
  /** Rows of what is played and is no piece of music. */
  protected readonly rows = computed(() => {
    const found = this.found();
    const sections = [
      { id: 'px-stations', name: 'Stations', tracks: found?.stations ?? [] },
      { id: 'px-episodes', name: 'Episodes', tracks: found?.episodes ?? [] },
    ];
    return sections.filter(({ tracks }) => tracks.length > 0);
  });

  protected play(track: TrackView): void {
    const found = this.search.found();
    if (found) playFound(this.player, found, track);
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

/** How many of each kind there are, of those that there are. */
function countsOf({ albums, artists, tracks, shows, episodes, stations }: SearchResponse): string[] {
  const kinds = [
    [albums, 'album'],
    [artists, 'artist'],
    [tracks, 'track'],
    [shows, 'podcast'],
    [stations, 'station'],
    [episodes, 'episode'],
  ] as const;
  return kinds.flatMap(([{ length }, name]) => (length > 0 ? [counted(length, name)] : []));
}
