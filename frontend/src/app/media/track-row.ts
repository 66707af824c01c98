import { Component, computed, contentChild, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Ellipsis, Pause, Play } from 'lucide';
import type { TrackView } from '../core/api/types';
import { ChangedCovers } from '../core/changed-covers';
import { Player } from '../player/player';
import { dayInWords } from '../core/locale/formats';
import { counted, formatInWords } from '../ui/format';
import { saidBriefly } from '../core/locale/server/server-words';
import { clockTime, spokenTime } from '../core/locale/time';
import { ArtistLinks } from './artist-links';
import { Cover } from '../ui/cover';
import { HeartButton } from './heart-button';
import { Density } from '../ui/list/density';
import { Highlighted } from '../ui/highlighted';
import { InlineEdit } from '../ui/inline-edit';
import { MenuButton } from './menu-button';
import { MenuOn } from './menu-on';
import { SourceBadge } from './source-badge';
import { heartableTrack } from './subjects/heartable';
import { trackSubject, type TrackSubject } from './subjects/subject';
import { bylineOf } from './track-kind';
import { Icon } from '../ui/icon';

const ICONS = { ellipsis: Ellipsis, pause: Pause, play: Play };

/**
 * One track of a list: number or cover, title, artists, heart, length, menu. Its number turns into a play button on hover and
 * focus; a tap anywhere on it, or a double click, plays too. A title editor may be put inside, in place of the title.
 */
@Component({
  selector: 'px-track-row',
  imports: [ArtistLinks, Cover, HeartButton, Highlighted, MenuButton, MenuOn, RouterLink, SourceBadge, Icon],
  template: `
    <div
      class="row"
      [class.current]="isCurrent()"
      [class.missing]="track().isMissing"
      [class.with-album]="hasAlbum()"
      [class.compact]="density.isCompact()"
      [pxMenuOn]="subject()"
    >
      <div class="lead" [class.pictured]="hasCover()">
        @if (hasCover()) {
          <px-cover
            [artworkId]="art().artworkId"
            [placeholder]="art().placeholder"
            [title]="track().album.title || track().title"
            [isLettered]="track().kind === 'station'"
            [artist]="track().artist"
            sizes="40px"
          />
        } @else if (!isCurrent()) {
          <span class="number tabular" aria-hidden="true">{{ number() ?? '·' }}</span>
        }
        @if (share(); as part) {
          <span class="share" aria-hidden="true"><i [style.width.%]="part * 100"></i></span>
        }
        @if (isCurrent()) {
          <span class="bars" [class.still]="!isSounding()" aria-hidden="true"><i></i><i></i><i></i></span>
        }
        @if (!track().isMissing) {
          <button type="button" class="play" [attr.aria-label]="playLabel()" (click)="start()">
            @if (isSounding()) {
              <svg [pxIcon]="icons.pause" size="16" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
            } @else {
              <svg [pxIcon]="icons.play" size="16" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
            }
          </button>
        }
      </div>
      <div class="words">
        <div class="title-line">
          <ng-content>
            <px-highlighted class="title truncate" [text]="track().title" [query]="query()" />
          </ng-content>
          @if (track().isExplicit) {
            <span class="mark" i18n-title title="Explicit" i18n i18n-aria-label aria-label="Explicit">E</span>
          }
          @if (track().isVideo) {
            <span i18n class="mark" i18n-title title="The sound of a video, which may be another than that of the song"
              >Video</span
            >
          }
          @if (track().isMissing) {
            @let missing = this.missing();
            <span class="gone" [title]="missing.why">{{ missing.word }}</span>
          }
        </div>
        <div class="by-line">
          @if (kind(); as words) {
            <span class="artist truncate" dir="auto">{{ words }}</span>
          } @else if (hasArtist()) {
            <px-artist-links class="artist truncate" [line]="track().artist" [artists]="track().artists" />
          }
          @if (whyNotPlayable(); as why) {
            <span class="note truncate" [title]="why">{{ why }}</span>
          }
          @if (note(); as words) {
            <span class="note truncate">{{ words }}</span>
          }
          @if (heard(); as words) {
            <span class="note plays">{{ words.plays }}</span>
          }
          @if (hasSource() && track().sourceId; as sourceId) {
            <px-source-badge class="plain" [sourceId]="sourceId" />
          }
        </div>
      </div>
      @if (hasAlbum()) {
        @if (track().album.id) {
          <a class="album truncate" dir="auto" [routerLink]="['/album', track().album.id]">{{ track().album.title }}</a>
        } @else {
          <span class="album truncate" dir="auto">{{ track().album.title }}</span>
        }
      }
      <span class="facts truncate tabular">{{ facts() }}</span>
      @if (heard(); as words) {
        <span class="heard tabular">
          {{ words.plays }}<span class="last"> · {{ words.last }}</span>
        </span>
      }
      @if (heartable(); as heartable) {
        <px-heart-button class="heart" [subject]="heartable" [size]="16" [isInRow]="true" />
      }
      <span class="length tabular">
        <span aria-hidden="true">{{ clock() }}</span>
        <span class="sr-only">{{ spoken() }}</span>
      </span>
      <button class="icon-button more" [pxMenuButton]="subject()">
        <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
      </button>
    </div>
  `,
  host: { '(click)': 'tap($event)', '(dblclick)': 'doubleClick($event)' },
  styleUrl: './track-row.css',
})
export class TrackRow {
  protected readonly icons = ICONS;
  readonly track = input.required<TrackView>();
  readonly number = input<number>();
  readonly hasArtist = input(true);
  readonly hasAlbum = input(false);
  /** A small cover instead of the number. */
  readonly hasCover = input(false);
  /** The source that has it, where that is not said above the list. */
  readonly hasSource = input(false);
  /** What is to be known of it in this list. */
  readonly note = input('');
  /** How often the track of the list that is heard most was heard: beside its number stands what part of that this one has. */
  readonly mostPlays = input(0);
  /** What was looked for, to mark it in the title. */
  readonly query = input('');
  /** What its menu is about, where that is more than the track. */
  readonly about = input<TrackSubject>();
  /** Somebody wants to hear it. */
  readonly played = output();

  protected readonly density = inject(Density);
  private readonly player = inject(Player);
  private readonly covers = inject(ChangedCovers);
  protected readonly art = computed(() => this.covers.of(this.track().album.id, this.track()));
  protected readonly isCurrent = computed(() => this.player.current()?.id === this.track().id);
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());
  protected readonly playLabel = computed(() => {
    const { title } = this.track();
    return this.isSounding() ? $localize`Pause ${title}:name:` : $localize`Play ${title}:name:`;
  });
  protected readonly clock = computed(() => clockTime(this.track().durationMs));
  protected readonly spoken = computed(() => spokenTime(this.track().durationMs));
  /** What it is and who it is by, where it is no piece of music. */
  protected readonly kind = computed(() => (this.track().kind ? bylineOf(this.track()) : ''));
  protected readonly missing = computed(() => {
    const { offSourceId, sourceId, whyNotPlayable } = this.track();
    if (offSourceId !== undefined)
      return { word: $localize`Source off`, why: $localize`Its source is switched off in the configuration` };
    return (sourceId ?? whyNotPlayable) === undefined
      ? { word: $localize`Missing`, why: $localize`It is not there any more` }
      : { word: $localize`Not playable`, why: $localize`Its source lists it, and does not play it` };
  });
  protected readonly whyNotPlayable = computed(() =>
    saidBriefly(this.track().notPlayableCause, this.track().whyNotPlayable),
  );
  protected readonly share = computed(() => {
    const { plays = 0 } = this.track();
    return this.mostPlays() > 0 ? plays / this.mostPlays() : 0;
  });
  protected readonly heard = computed(() => {
    const { plays = 0, lastHeardAtMs } = this.track();
    return plays > 0 && { plays: counted(plays, 'play'), last: dayInWords(lastHeardAtMs ?? 0) };
  });
  /** Year and format, where there is room for them. */
  protected readonly facts = computed(() => {
    const { year } = this.track();
    return [this.hasAlbum() ? year : undefined, formatInWords([this.track()])].filter((fact) => fact).join(' · ');
  });
  protected readonly heartable = computed(() => heartableTrack(this.track()));
  private readonly editor = contentChild(InlineEdit);
  protected readonly subject = computed(() => {
    const about = this.about() ?? trackSubject(this.track(), () => this.played.emit());
    const editor = this.editor();
    return editor ? { ...about, rename: () => editor.edit() } : about;
  });

  protected start(): void {
    if (this.isCurrent()) this.player.toggle();
    else this.played.emit();
  }

  protected tap(event: MouseEvent): void {
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (isTouch && !this.isControl(event) && !event.defaultPrevented) this.start();
  }

  protected doubleClick(event: MouseEvent): void {
    // On a title that is edited in place, a double click edits.
    if (!event.defaultPrevented && !this.isControl(event) && !this.isCurrent()) this.start();
  }

  private isControl(event: Event): boolean {
    return this.track().isMissing || (event.target as Element).closest('a, button, input') !== null;
  }
}
