import { httpResource } from '@angular/common/http';
import { Component, computed, ElementRef, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { explain } from '../../core/api/api-error';
import type { SearchResponse, TrackView } from '../../core/api/types';
import { searchUrl } from '../../core/api/urls';
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

const LIMIT = 12;
/** What the arrows go through, in the order of the page. */
const RESULTS = 'px-top-result-card a.name, px-album-card a.title, px-artist-card a.title, px-track-row button.play';

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
  private readonly asked = settled(this.q);
  protected readonly resource = httpResource<SearchResponse>(() =>
    this.asked() ? { url: searchUrl, params: { q: this.asked(), limit: LIMIT } } : undefined,
  );
  /** What was found last stays until the next answer is there, so that the page does not flicker while typing. */
  protected readonly found = linkedSignal<{ q: string; now?: SearchResponse }, SearchResponse | undefined>({
    source: () => ({ q: this.q(), ...(this.resource.hasValue() && { now: this.resource.value() }) }),
    computation: ({ q, now }, previous) => (q === '' ? undefined : (now ?? previous?.value)),
  });
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error && explain(error);
  });
  protected readonly isNothing = computed(() => {
    const found = this.found();
    return found !== undefined && found.albums.length + found.artists.length + found.tracks.length === 0;
  });
  protected readonly summary = computed(() => {
    const found = this.found();
    if (!found || this.resource.isLoading()) return '';
    const { albums, artists, tracks } = found;
    return [counted(albums.length, 'album'), counted(artists.length, 'artist'), counted(tracks.length, 'track')].join(
      ', ',
    );
  });

  protected play(tracks: readonly TrackView[], index: number): void {
    this.player.play(tracks, index, { kind: 'search', title: `Search for “${this.q()}”` });
  }

  /** From the search field or a result: arrows go through the results; Enter in the field takes the best. */
  protected move(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const isField = target.id === 'px-search-field';
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
    const element = results[next] ?? (next < 0 ? document.getElementById('px-search-field') : undefined);
    element?.focus();
  }
}
