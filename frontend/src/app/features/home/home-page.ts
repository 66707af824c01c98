import { Component, computed, effect, inject, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Connection } from '../../core/api/connection';
import { ScanProgress } from '../../core/scan-progress';
import { AlbumCard } from '../../media/album-card';
import { ArtistCard } from '../../media/artist-card';
import { SavedStations } from '../../media/saved-stations';
import { ShowCard } from '../../media/show-card';
import { StationCard } from '../../media/station-card';
import { CardSkeletons } from '../../ui/card-skeletons';
import { EmptyState } from '../../ui/empty-state';
import { FailureNote } from '../../ui/failure';
import { Shelf } from '../../ui/shelf';
import { ContinueCard } from './continue-card';
import { DiscoveryShelf } from './discovery-shelf';
import { LibraryShelves } from './library-shelves';
import { query } from '../../core/api/query';
import { SavedShelves } from '../../media/saved-shelves';
import { SongShelf } from './song-shelf';
import { datesWith, plural } from '../../core/locale/formats';

const SHELF_SIZE = 20;

const MONTH = datesWith({ month: 'long', year: 'numeric' });

/** What to hear now: where it was left, what is new, and a few ways into the rest. */
@Component({
  selector: 'px-home-page',
  imports: [
    AlbumCard,
    ArtistCard,
    CardSkeletons,
    ContinueCard,
    DiscoveryShelf,
    EmptyState,
    FailureNote,
    LibraryShelves,
    RouterLink,
    Shelf,
    ShowCard,
    SongShelf,
    StationCard,
  ],
  templateUrl: './home-page.html',
  styleUrl: './home-page.css',
  host: { class: 'page' },
})
export class HomePage {
  private readonly system = query('/api/v1/system');
  protected readonly home = query('/api/v1/home', () => ({}), $localize`your shelves`);

  protected readonly isDemo = computed(() => this.system.value()?.isDemo ?? false);
  private readonly saved = inject(SavedStations);
  protected readonly stations = computed(() => this.saved.all()?.slice(0, SHELF_SIZE) ?? []);
  private readonly savedShelves = inject(SavedShelves);
  /** What was saved on the page of songs. */
  protected readonly songShelves = this.savedShelves.all;
  /** What was computed from listens; absent until it is there, and with it the stations that stand among it. */
  protected readonly shelves = computed(() => (this.saved.isSettled() ? this.home.value() : undefined));
  private readonly hearts = query('/api/v1/hearts', () => ({
    query: { kind: ['album', 'artist', 'show'], limit: SHELF_SIZE },
  }));
  protected readonly favourites = computed(() => this.hearts.value()?.items ?? []);
  protected readonly addedAlbums = computed(() => this.shelves()?.recentlyAdded.map(({ album }) => album));

  private readonly scans = inject(ScanProgress);
  private readonly connection = inject(Connection);
  /** Changes when there is more to show: each time a running scan has doubled what it found, at its end, and after an outage. */
  protected readonly news = computed(() => {
    const added = this.scans.isRunning() ? (this.scans.scan()?.tracksAdded ?? 0) : 0;
    return `${Math.floor(Math.log2(1 + added))} ${this.scans.ended()} ${this.connection.recovered()}`;
  });

  constructor() {
    void this.saved.load();
    void this.savedShelves.load();
    const first = this.news();
    effect(() => {
      if (this.news() !== first) untracked(() => this.retry());
    });
  }

  /** `12 listens lately`: why it is hot, and by what the shelf is ordered. */
  protected readonly lately = (count = 0): string =>
    plural(count, $localize`{COUNT, plural, one {# listen lately} other {# listens lately}}`);

  /** `Last heard in March 2025`: why it is neglected. */
  protected lastHeard(atMs: number | undefined): string {
    return atMs === undefined ? $localize`Never heard` : $localize`Last heard in ${MONTH(atMs)}:month:`;
  }

  protected retry(): void {
    void this.saved.load();
    for (const loaded of [this.system, this.home, this.hearts]) loaded.reload();
  }
}
