import { Component, computed, inject, input, output } from '@angular/core';
import { ExternalLink } from 'lucide';
import type { ChapterView } from '../core/api/podcast-types';
import { query } from '../core/api/query';
import { Player } from '../player/player';
import { Cover } from '../ui/cover';
import { FailureNote } from '../ui/failure';
import { lastBegun } from '../ui/last-begun';
import { clockTime, spokenTime } from '../core/locale/time';
import { Icon } from '../ui/icon';

const ICONS = { externalLink: ExternalLink };

/** The chapters of an episode, to go to them; the one that is heard is marked. Nothing where there are none. */
@Component({
  selector: 'px-chapter-list',
  imports: [Cover, FailureNote, Icon],
  template: `
    @if (chapters().length > 0) {
      <section aria-labelledby="px-chapters-title">
        <h2 i18n id="px-chapters-title" class="section-title">Chapters</h2>
        <ol>
          @for (chapter of chapters(); track $index) {
            <li [class.current]="$index === current()">
              <button
                type="button"
                [attr.aria-current]="$index === current() || null"
                (click)="wanted.emit(chapter.startMs)"
              >
                <span class="time tabular" aria-hidden="true">{{ clock(chapter.startMs) }}</span>
                @if (hasPictures()) {
                  <px-cover
                    [artworkId]="chapter.artworkId"
                    [title]="chapter.title ?? ''"
                    [hasWords]="false"
                    sizes="40px"
                  />
                }
                <span class="title" dir="auto">{{ titleOf(chapter, $index) }}</span>
                <span i18n class="sr-only">at {{ spoken(chapter.startMs) }}</span>
              </button>
              @if (chapter.link; as link) {
                <a
                  class="icon-button"
                  target="_blank"
                  rel="noopener noreferrer"
                  [attr.aria-label]="linkOf(chapter)"
                  [href]="link"
                >
                  <svg [pxIcon]="icons.externalLink" size="16" aria-hidden="true"></svg>
                </a>
              }
            </li>
          }
        </ol>
      </section>
    } @else if (loaded.failure(); as failure) {
      @if (!failure.isNotFound) {
        <section aria-labelledby="px-chapters-title">
          <h2 i18n id="px-chapters-title" class="section-title">Chapters</h2>
          <px-failure [failure]="failure" (retried)="loaded.reload()" />
        </section>
      }
    }
  `,
  styleUrl: './place-list.css',
})
export class ChapterList {
  protected readonly icons = ICONS;
  readonly episodeId = input.required<string>();
  /** Somebody wants to hear it from there, in milliseconds. */
  readonly wanted = output<number>();

  private readonly player = inject(Player);
  protected readonly clock = clockTime;
  protected readonly spoken = spokenTime;
  protected readonly loaded = query(
    '/api/v1/podcasts/episodes/{id}/chapters',
    () => ({ path: { id: this.episodeId() } }),
    $localize`the chapters`,
  );
  protected readonly chapters = computed(() => (this.loaded.value()?.items ?? []).filter(({ isHidden }) => !isHidden));
  protected readonly hasPictures = computed(() => this.chapters().some(({ artworkId }) => artworkId !== undefined));
  /** -1 while another track plays, and before the first. */
  protected readonly current = computed(() =>
    this.player.current()?.id === this.episodeId() ? lastBegun(this.chapters(), this.player.positionMs()) : -1,
  );

  protected titleOf({ title }: ChapterView, index: number): string {
    return title || $localize`Chapter ${index + 1}:number:`;
  }

  protected linkOf({ title }: ChapterView): string {
    return title === undefined ? $localize`Link of “this chapter”` : $localize`Link of “${title}:title:”`;
  }
}
