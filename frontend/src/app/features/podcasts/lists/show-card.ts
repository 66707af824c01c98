import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideEllipsis } from '@lucide/angular';
import type { ShowSummary } from '../../../core/api/podcast-types';
import { MenuButton } from '../../../media/menu-button';
import { MenuOn } from '../../../media/menu-on';
import { Cover } from '../../../ui/cover';
import { showSubject } from '../shared/subjects';
import { stateInWords } from '../shared/words';

/** A show that is followed: its picture, how many episodes are new, and what is wrong with its feed. */
@Component({
  selector: 'px-show-card',
  imports: [Cover, LucideEllipsis, MenuButton, MenuOn, RouterLink],
  template: `
    <article [pxMenuOn]="subject()">
      <div class="picture">
        <px-cover
          [artworkId]="show().artworkId"
          [placeholder]="show().placeholder"
          [title]="show().title"
          [artist]="show().author ?? ''"
          sizes="(width < 700px) 46vw, 220px"
        />
        @if (show().newCount > 0) {
          <span class="badge new tabular">{{ show().newCount }} new</span>
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="['/podcast', show().id]">{{ show().title }}</a>
        <p class="by truncate" dir="auto">
          @if (problem(); as words) {
            <span class="problem">{{ words }}</span>
          } @else {
            {{ show().author }}
          }
        </p>
        <button class="icon-button more" [pxMenuButton]="subject()">
          <svg lucideEllipsis size="18" aria-hidden="true"></svg>
        </button>
      </div>
    </article>
  `,
  styleUrls: ['../../../media/card.css'],
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
  readonly show = input.required<ShowSummary>();
  protected readonly subject = computed(() => showSubject(this.show()));
  protected readonly problem = computed(() => stateInWords(this.show().state));
}
