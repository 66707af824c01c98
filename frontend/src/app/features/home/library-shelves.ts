import { Component, computed, effect, input, untracked } from '@angular/core';
import { query } from '../../core/api/query';
import type { GenreView } from '../../core/api/types';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { Shelf } from '../../ui/shelf';

const SHELF_SIZE = 20;
const MOST_GENRES = 24;
/** A genre shelf of one or two albums says nothing. */
const LEAST_ALBUMS = 3;

/** Ways into the rest of the library, at the lower end of the page: asked for when somebody comes near. */
@Component({
  selector: 'px-library-shelves',
  imports: [AlbumCard, ArtistCard, Shelf],
  template: `
    @if (artists().length > 0) {
      <px-shelf i18n-heading heading="Artists" link="/artists">
        @for (artist of artists(); track artist.id) {
          <px-artist-card [artist]="artist" />
        }
      </px-shelf>
    }
    @if (albumsOfGenre().length > 0 && genre(); as genre) {
      <px-shelf [heading]="'Today: ' + genre.name" link="/albums" [query]="{ genre: genre.id }">
        @for (album of albumsOfGenre(); track album.id) {
          <px-album-card place="genre" [album]="album" />
        }
      </px-shelf>
    }
    @if (latestAlbums().length > 0) {
      <px-shelf i18n-heading heading="Newest releases" link="/albums" [query]="{ sort: 'year' }">
        @for (album of latestAlbums(); track album.id) {
          <px-album-card place="latest" [album]="album" />
        }
      </px-shelf>
    }
  `,
})
export class LibraryShelves {
  /** Changes when there is more to show. */
  readonly news = input.required<string>();
  private readonly latest = query('/api/v1/albums', () => ({ query: { sort: 'year', limit: SHELF_SIZE } }));
  private readonly artistPage = query('/api/v1/artists', () => ({ query: { sort: 'albums', limit: SHELF_SIZE } }));
  private readonly genrePage = query('/api/v1/genres', () => ({ query: { sort: 'albums', limit: MOST_GENRES } }));
  /** Another pick each day, the same all day long. */
  protected readonly genre = computed(() => {
    const genres = this.genrePage.latest()?.items ?? [];
    return ofTheDay(genres.filter((genre) => genre.albumCount >= LEAST_ALBUMS));
  });
  private readonly genreAlbums = query('/api/v1/albums', () => {
    const genre = this.genre();
    return genre && { query: { genreId: genre.id, sort: 'added', limit: SHELF_SIZE } };
  });
  protected readonly artists = computed(() => this.artistPage.latest()?.items ?? []);
  /** In a small library these two would be what stands above once more. */
  private readonly isLarge = computed(() => (this.latest.latest()?.items.length ?? 0) >= SHELF_SIZE);
  protected readonly albumsOfGenre = computed(() => (this.isLarge() ? (this.genreAlbums.latest()?.items ?? []) : []));
  protected readonly latestAlbums = computed(() => {
    const albums = this.latest.latest()?.items ?? [];
    return this.isLarge() ? albums.filter((album) => album.year !== undefined) : [];
  });

  constructor() {
    let seen: string | undefined;
    effect(() => {
      const news = this.news();
      if (seen !== undefined && news !== seen) untracked(() => this.reload());
      seen = news;
    });
  }

  private reload(): void {
    for (const loaded of [this.latest, this.artistPage, this.genrePage]) loaded.reload();
  }
}

function ofTheDay(genres: readonly GenreView[]): GenreView | undefined {
  const day = Math.floor(Date.now() / 86_400_000);
  return genres[day % Math.max(genres.length, 1)];
}
