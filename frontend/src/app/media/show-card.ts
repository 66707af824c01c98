import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Ellipsis } from 'lucide';
import type { ShowSummary } from '../core/api/podcast-types';
import { Cover } from '../ui/cover';
import { HeartButton } from './heart-button';
import { Highlighted } from '../ui/highlighted';
import { MenuButton } from './menu-button';
import { MenuOn } from './menu-on';
import { heartableOf } from './subjects/heartable';
import { showSubject } from './subjects/subject';
import { Icon } from '../ui/icon';

const ICONS = { ellipsis: Ellipsis };

/** A show as a list has it, or as the search found it, which knows nothing of its feed. */
type ShownShow = Pick<ShowSummary, 'id' | 'title'> &
  Partial<Pick<ShowSummary, 'author' | 'artworkId' | 'placeholder' | 'newCount' | 'state'>>;

/** What its feed is, where that is not just well; a sentence of the server's says why. */
const PROBLEMS: Readonly<Record<ShowSummary['state'], () => string>> = {
  ok: () => '',
  failing: () => $localize`Not answering`,
  unauthorized: () => $localize`Refused`,
  ended: () => $localize`Ended`,
  dead: () => $localize`Gone`,
};

/** A show that is followed: its picture, how many episodes are new, and what is wrong with its feed. */
@Component({
  selector: 'px-show-card',
  imports: [Cover, HeartButton, Highlighted, MenuButton, MenuOn, RouterLink, Icon],
  template: `
    <article [pxMenuOn]="subject()">
      <div class="picture">
        <px-cover
          [artworkId]="show().artworkId"
          [placeholder]="show().placeholder"
          [title]="show().title"
          [artist]="show().author ?? ''"
          sizes="(width < 700px) 40vw, 220px"
        />
        @if (show().newCount; as count) {
          <span i18n class="badge new tabular">{{ count }} new</span>
        }
        @if (heartable(); as heartable) {
          <px-heart-button class="heart" [subject]="heartable" [size]="18" [isInRow]="true" />
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/podcast', show().id]"
          ><px-highlighted [text]="show().title" [query]="query()"
        /></a>
        <p class="by truncate" dir="auto">
          @if (problem(); as words) {
            <span class="problem">{{ words }}</span>
          } @else {
            {{ author() }}
          }
        </p>
        <button class="icon-button more" [pxMenuButton]="subject()">
          <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
        </button>
      </div>
    </article>
  `,
  styleUrl: './card.css',
  styles: `
    .badge.new {
      background: var(--accent);
      color: var(--on-accent);
    }
    .problem {
      color: var(--warn);
    }
  `,
})
export class ShowCard {
  protected readonly icons = ICONS;
  readonly show = input.required<ShownShow>();
  /** What was looked for, to mark it in the title. */
  readonly query = input('');
  protected readonly subject = computed(() => showSubject(this.show()));
  protected readonly heartable = computed(() => heartableOf(this.subject()));
  protected readonly author = computed(() => this.show().author ?? $localize`Podcast`);
  protected readonly problem = computed(() => PROBLEMS[this.show().state ?? 'ok']());
}
