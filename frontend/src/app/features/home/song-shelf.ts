import { Component, computed, inject, input } from '@angular/core';
import { query } from '../../core/api/query';
import type { ShelfView, SongView } from '../../core/api/types';
import { addressOf } from '../../media/song-filters';
import { SongCard } from '../../media/song-card';
import { Player } from '../../player/player';
import { CardSkeletons } from '../../ui/card-skeletons';
import { Shelf } from '../../ui/shelf';

const SHELF_SIZE = 20;

/** The first songs of a list that a person saved. */
@Component({
  selector: 'px-song-shelf',
  imports: [CardSkeletons, Shelf, SongCard],
  template: `
    <px-shelf [heading]="shelf().name" link="/songs" [query]="address()">
      @for (song of songs.value()?.items; track song.id) {
        <px-song-card [song]="song" (played)="play(song)" />
      } @empty {
        @if (songs.isLoading()) {
          <px-card-skeletons [count]="10" />
        } @else {
          <p class="none">{{ songs.failure()?.message ?? noneNow }}</p>
        }
      }
    </px-shelf>
  `,
  styles: `
    .none {
      color: var(--text-dim);
    }
  `,
})
export class SongShelf {
  readonly shelf = input.required<ShelfView>();
  private readonly player = inject(Player);
  protected readonly address = computed(() => addressOf(this.shelf().query));
  protected readonly songs = query('/api/v1/tracks', () => ({ query: { ...this.shelf().query, limit: SHELF_SIZE } }));

  protected readonly noneNow = $localize`No songs match at the moment.`;

  protected play(song: SongView): void {
    const { name, query } = this.shelf();
    this.player.playFrom({ kind: 'tracks', query, title: name }, song);
  }
}
