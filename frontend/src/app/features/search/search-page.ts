import { Component, computed, ElementRef, inject, input, linkedSignal } from '@angular/core';
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
import { settled } from '../../ui/settled';
import { TrackRow } from '../../media/track-row';
import { TopResultCard } from './top-result-card';
import { query } from '../../core/api/query';

const LIMIT = 12;
/** What the arrows go through, in the order of the page. */
const RESULTS = 'px-top-result-card a.name, px-album-card a.title, px-artist-card a.title, px-track-row button.play';

interface Answer {
  readonly asked: string;
  readonly found: SearchResponse;
}

/** What fits the words in the address, as they are typed: best first, grouped. */
@Component({
  selector: 'px-search-page',
  imports: [AlbumCard, ArtistCard, CardSkeletons, EmptyState, FailureNote, RouterLink, TopResultCard, TrackRow],
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
  private readonly asked = settled(this.q);
  protected readonly results = query(
    '/api/v1/search',
    () => (this.asked() ? { query: { q: this.asked(), limit: LIMIT } } : undefined),
    'the search',
  );
  /** What was found last, and for which words, stays until the next answer is there, so that nothing flickers while typing. */
  private readonly answer = linkedSignal<{ q: string; now?: Answer }, Answer | undefined>({
    source: () => {
      const found = this.results.value();
      return { q: this.q(), ...(found && { now: { asked: this.asked(), found } }) };
    },
    computation: ({ q, now }, previous) => (q === '' ? undefined : (now ?? previous?.value)),
  });
  protected readonly found = computed(() => this.answer()?.found);
  protected readonly isNothing = computed(() => {
    const found = this.found();
    return found !== undefined && found.albums.length + found.artists.length + found.tracks.length === 0;
  });
  protected readonly summary = computed(() => {
    const found = this.found();
    if (!found || this.results.isLoading()) return '';
    const { albums, artists, tracks } = found;
    return [counted(albums.length, 'album'), counted(artists.length, 'artist'), counted(tracks.length, 'track')].join(
      ', ',
    );
  });

  protected play(track: TrackView): void {
    const q = this.answer()?.asked ?? '';
    this.player.playFrom({ kind: 'search', query: { q, limit: LIMIT }, title: `Search for “${q}”` }, track);
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
