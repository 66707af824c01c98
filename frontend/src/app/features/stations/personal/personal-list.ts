import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Bookmark, Pause, Play, Plus } from 'lucide';
import type { PersonalStationView } from '../../../core/api/types';
import { OnPersonalStation } from '../../../player/on-personal-station';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import { STATION_ROW_PX } from '../shared/look';
import { PersonalStations } from './personal-stations';
import { stationInWords } from './station-words';
import { Icon } from '../../../ui/icon';

const ICONS = {
  bookmark: Bookmark,
  pause: Pause,
  play: Play,
  plus: Plus,
};

/** The stations that choose for this listener; nothing where no source has such. */
@Component({
  selector: 'px-personal-list',
  imports: [Cover, RouterLink, Icon],
  template: `
    @if (stations.sources().length > 0) {
      <section aria-labelledby="px-own-stations">
        <header>
          <h2 i18n id="px-own-stations" class="section-title">Your stations</h2>
          @if (isUsable()) {
            <div class="ways">
              <a class="button" routerLink="/personal-stations/new">
                <svg [pxIcon]="icons.plus" size="1.1em" aria-hidden="true"></svg>
                <ng-container i18n>New station</ng-container>
              </a>
              <a class="button" routerLink="/personal-stations/bookmarks">
                <svg [pxIcon]="icons.bookmark" size="1.1em" aria-hidden="true"></svg>
                <ng-container i18n>Bookmarks and account</ng-container>
              </a>
            </div>
          }
        </header>
        @for (source of stations.sources(); track source.sourceId) {
          @if (source.failure; as failure) {
            <p class="failure" role="status">
              {{ failure }} <a i18n routerLink="/sources">How {{ source.name }} is doing</a>
            </p>
          }
        }
        <ul>
          @for (station of stations.all(); track station.id) {
            <li [style.min-height.px]="rowPx" [class.current]="isCurrent(station)">
              <px-cover
                [artworkId]="station.artworkId"
                [title]="station.name"
                [isLettered]="true"
                [hasWords]="false"
                sizes="48px"
              />
              <div class="words">
                <a class="name truncate" dir="auto" [routerLink]="['/personal-station', station.id]">{{
                  station.name
                }}</a>
                <p class="detail truncate">{{ detailOf(station) }}</p>
              </div>
              <button type="button" class="icon-button" [attr.aria-label]="playLabel(station)" (click)="play(station)">
                @if (isSounding(station)) {
                  <svg [pxIcon]="icons.pause" size="20" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
                } @else {
                  <svg [pxIcon]="icons.play" size="20" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
                }
              </button>
            </li>
          } @empty {
            @if (isUsable()) {
              <li i18n class="none">Make the first one of a song, an artist or a genre that you like.</li>
            }
          }
        </ul>
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      margin-block: var(--s6) var(--s8);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--s2);
      margin-bottom: var(--s2);
    }
    header .section-title {
      margin: 0;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .failure {
      max-width: 60ch;
    }
    .failure a {
      text-decoration: underline;
    }
    li {
      display: grid;
      grid-template-columns: 3rem minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--s3);
      padding-inline: var(--s1);
      border-radius: var(--radius-s);
    }
    li:hover {
      background: var(--hover);
    }
    li.none {
      grid-template-columns: minmax(0, 1fr);
    }
    px-cover {
      border-radius: var(--radius-s);
    }
    .words {
      min-width: 0;
    }
    .name {
      display: block;
      line-height: 1.5rem;
      font-weight: 600;
    }
    .name:hover {
      text-decoration: underline;
    }
    .current .name {
      color: var(--accent);
    }
    .detail,
    .none,
    .failure {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .detail {
      min-height: 1.2rem;
    }
  `,
})
export class PersonalList {
  protected readonly icons = ICONS;
  protected readonly stations = inject(PersonalStations);
  private readonly player = inject(Player);
  private readonly on = inject(OnPersonalStation);
  protected readonly rowPx = STATION_ROW_PX;
  /** Not before a service was ever let tell what it has, such as one where nobody is signed in. */
  protected readonly isUsable = computed(
    () =>
      (this.stations.all() ?? []).length > 0 || this.stations.sources().some(({ failure }) => failure === undefined),
  );

  constructor() {
    void this.stations.load();
  }

  /** Of the one that plays, skips are told as they are spent. */
  protected detailOf(station: PersonalStationView): string {
    const told = this.on.now()?.station;
    return stationInWords(told?.id === station.id ? told : station);
  }

  protected isCurrent({ id }: PersonalStationView): boolean {
    return this.player.context()?.id === id;
  }

  protected playLabel(station: PersonalStationView): string {
    const { name } = station;
    return this.isSounding(station) ? $localize`Pause ${name}:name:` : $localize`Play ${name}:name:`;
  }

  protected isSounding(station: PersonalStationView): boolean {
    return this.isCurrent(station) && this.player.isPlaying();
  }

  protected play(station: PersonalStationView): void {
    if (this.isCurrent(station)) this.player.toggle();
    else this.stations.play(station);
  }
}
