import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Pause, Play, Shuffle } from 'lucide';
import type { ContinueView } from '../../core/api/types';
import { Actions } from '../../media/subjects/actions';
import { EVERYTHING } from '../../media/subjects/subject';
import { coverColours } from '../../ui/colour';
import { Player } from '../../player/player';
import { PlayingWords } from '../../player/playing-words';
import { clockTime } from '../../core/locale/time';
import { Cover } from '../../ui/cover';
import { query } from '../../core/api/query';
import { Icon } from '../../ui/icon';

const ICONS = { pause: Pause, play: Play, shuffle: Shuffle };

/** Of the listens, to find one that is of an album of the library. */
const FEW = 20;

function nothingHeard() {
  return {
    lead: $localize`Nothing heard yet`,
    title: $localize`Everything`,
    by: $localize`All of your library, in no order`,
    link: null,
    albumTitle: $localize`Everything`,
    artist: '',
    artworkId: undefined,
    placeholder: undefined,
    isStation: false,
  };
}

/** Large: where listening was left, else the album that was heard last, else everything. */
@Component({
  selector: 'px-continue-card',
  imports: [Cover, RouterLink, Icon],
  template: `
    @if (shown(); as it) {
      <section
        class="tinted"
        [style.--accent-on-dark]="colours()?.onDark"
        [style.--accent-on-light]="colours()?.onLight"
        [attr.aria-label]="it.lead"
      >
        <px-cover
          [artworkId]="it.artworkId"
          [placeholder]="it.placeholder"
          [title]="it.albumTitle"
          [artist]="it.artist"
          [isLettered]="it.isStation"
          [isFirst]="true"
          sizes="(width < 700px) 120px, 240px"
        />
        <div class="words">
          <p class="lead">{{ it.lead }}</p>
          <h2 dir="auto">
            <a [routerLink]="it.link">{{ it.title }}</a>
          </h2>
          <p class="by" dir="auto">{{ it.by }}</p>
          <div class="go">
            @if (hasLeftOff()) {
              <button type="button" class="button primary large" (click)="play()">
                @if (player.isPlaying()) {
                  <svg [pxIcon]="icons.pause" size="1.1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
                  <ng-container i18n>Pause</ng-container>
                } @else {
                  <svg [pxIcon]="icons.play" size="1.1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
                  @if (player.current() || next()) {
                    <ng-container i18n>Continue</ng-container>
                  } @else {
                    <ng-container i18n>Play</ng-container>
                  }
                }
              </button>
              @if (place(); as place) {
                <span class="tabular place">{{ place }}</span>
              }
            }
            @for (way of ways; track way.id) {
              <button
                type="button"
                class="button large way"
                [class.primary]="!hasLeftOff()"
                [title]="way.title"
                (click)="way.run()"
              >
                <svg [pxIcon]="icons.shuffle" size="1.1em" aria-hidden="true"></svg>
                <span [class.sr-only-phone]="hasLeftOff()">{{ way.title }}</span>
              </button>
            }
          </div>
        </div>
      </section>
    } @else {
      <section aria-hidden="true">
        <div class="skeleton cover"></div>
        <div class="words">
          <div class="skeleton" style="width: 6rem; height: 1rem"></div>
          <div class="skeleton" style="width: 70%; height: 2.6rem; margin-top: 0.75rem"></div>
          <div class="skeleton" style="width: 45%; height: 1rem; margin-top: 0.75rem"></div>
        </div>
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      display: grid;
      grid-template-columns: clamp(5rem, max(20vw, min(28vw, 7rem)), 15rem) minmax(0, 1fr);
      align-items: center;
      gap: clamp(1rem, 2.6vw, 2.5rem);
      padding: clamp(0.875rem, 2vw, 1.75rem);
      border-radius: calc(var(--radius-l) * 1.25);
      background: linear-gradient(
        110deg,
        color-mix(in oklab, var(--accent) 26%, var(--bg-raised)),
        var(--bg-raised) 85%
      );
    }
    px-cover,
    .cover {
      width: 100%;
      aspect-ratio: 1;
      box-shadow: var(--shadow-2);
    }
    .words {
      min-width: 0;
    }
    .lead {
      font-size: var(--step--1);
      font-weight: 600;
    }
    h2,
    .by {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      line-clamp: 2;
    }
    h2 {
      margin-block: var(--s1) var(--s2);
      font-size: clamp(var(--step-3), 4.2vw, 4.2rem);
      font-weight: 750;
      /* High enough for dots and tails: of the line that is cut off nothing shows below. */
      line-height: 1.14;
      letter-spacing: -0.03em;
    }
    .by,
    .place {
      color: light-dark(oklch(0.38 0.014 60), oklch(0.82 0.012 75));
    }
    .go {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2) var(--s4);
      margin-top: clamp(0.75rem, 2vw, 1.5rem);
    }
    .go svg {
      flex: none;
    }
    @media (width < 700px) {
      /* As high before it is known what it shows as with two lines of names. */
      section {
        min-height: 13.5rem;
      }
      .go {
        column-gap: var(--s2);
      }
      .button.large {
        min-height: 2.75rem;
        padding: 0 var(--s4);
        font-size: var(--step-0);
        white-space: normal;
      }
      /* Beside the other button there is room for its picture. */
      .way:has(.sr-only-phone) {
        width: 2.75rem;
        padding: 0;
      }
      .place {
        order: 1;
        width: 100%;
      }
    }
  `,
})
export class ContinueCard {
  protected readonly icons = ICONS;
  /** Albums that were begun and not heard to their end; absent until they are known. */
  readonly begun = input<readonly ContinueView[]>();
  protected readonly player = inject(Player);
  /** What can be done with the whole library. */
  protected readonly ways = inject(Actions).of(EVERYTHING);
  private readonly words = inject(PlayingWords).words;
  /** While nothing is in the player: what was heard last, of which some may be in no library. */
  private readonly listens = query('/api/v1/history/listens', () =>
    this.player.current() ? undefined : { query: { limit: FEW } },
  );
  private readonly last = computed(() => this.listens.value()?.items.find(({ albumId }) => albumId !== undefined));
  protected readonly next = computed(() => this.begun()?.find(({ album }) => album.id === this.last()?.albumId));
  protected readonly hasLeftOff = computed(() => Boolean(this.player.current() ?? this.last()));
  private readonly isKnown = computed(
    () => this.begun() !== undefined && (this.listens.value() ?? this.listens.failure()) !== undefined,
  );
  protected readonly shown = computed(() => {
    const track = this.player.current();
    const last = this.last();
    if (track) {
      const { artist, artworkId, placeholder } = track;
      const { title, detail, link } = this.words() ?? { title: track.title };
      return {
        lead: this.player.isPlaying() ? $localize`Playing now` : $localize`Continue`,
        title,
        by: detail ?? `${artist} · ${track.album.title}`,
        link: link ?? null,
        albumTitle: track.album.title || track.title,
        artist,
        artworkId,
        placeholder,
        isStation: track.kind === 'station',
      };
    }
    if (!this.isKnown()) return undefined;
    if (!last) return nothingHeard();
    const { albumId, artworkId, placeholder } = last;
    const next = this.next();
    const title = next?.album.title ?? last.album ?? last.title;
    const artist = next?.album.artist ?? last.artist;
    const by = next ? `${artist} · ${next.positionLabel}` : artist;
    const lead = next ? $localize`Continue` : $localize`Heard last`;
    return {
      lead,
      title,
      by,
      link: ['/album', albumId],
      albumTitle: title,
      artist,
      artworkId,
      placeholder,
      isStation: false,
    };
  });
  protected readonly place = computed(() => {
    if (this.player.durationMs() === 0) return undefined;
    return $localize`${clockTime(this.player.positionMs())}:time: of ${clockTime(this.player.durationMs())}:length:`;
  });
  private readonly artwork = query('/api/v1/artworks/{id}', () => {
    const id = this.shown()?.artworkId;
    return id === undefined ? undefined : { path: { id } };
  });
  protected readonly colours = computed(() => {
    const artwork = this.artwork.value();
    return artwork && coverColours(artwork.swatches);
  });

  protected play(): void {
    const { id, title } = { id: this.last()?.albumId, title: this.shown()?.title };
    if (this.player.current()) this.player.toggle();
    else if (id !== undefined) this.player.play({ kind: 'album', id, title }, this.next()?.nextTrackId);
  }
}
