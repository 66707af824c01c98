import { Component, computed, input, output } from '@angular/core';
import { Ellipsis, Pause, Play, Shuffle } from 'lucide';
import { HeartButton } from './heart-button';
import { MenuButton } from './menu-button';
import { heartableOf } from './subjects/heartable';
import type { Subject } from './subjects/subject';
import { Icon } from '../ui/icon';

const ICONS = {
  ellipsis: Ellipsis,
  pause: Pause,
  play: Play,
  shuffle: Shuffle,
};

/** What can be done with the album or artist that a page is about; more may be put inside. */
@Component({
  selector: 'px-play-actions',
  imports: [HeartButton, MenuButton, Icon],
  template: `
    <button type="button" class="button primary large" [disabled]="isOff()" (click)="played.emit()">
      @if (isSounding()) {
        <svg [pxIcon]="icons.pause" size="1.1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
        <ng-container i18n>Pause</ng-container>
      } @else {
        <svg [pxIcon]="icons.play" size="1.1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
        {{ label() }}
      }
    </button>
    <button type="button" class="button large" [disabled]="isOff()" (click)="shuffled.emit()">
      <svg [pxIcon]="icons.shuffle" size="1.1em" aria-hidden="true"></svg>
      <span i18n class="sr-only-phone">Shuffle</span>
    </button>
    <ng-content />
    @if (heartable(); as heartable) {
      <px-heart-button [subject]="heartable" [size]="22" />
    }
    <button class="icon-button" [pxMenuButton]="subject()">
      <svg [pxIcon]="icons.ellipsis" aria-hidden="true"></svg>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2);
      margin-top: var(--s6);
    }
    @media (width < 700px) {
      :host {
        margin-top: var(--s4);
      }
    }
  `,
})
export class PlayActions {
  protected readonly icons = ICONS;
  readonly subject = input.required<Subject>();
  readonly label = input($localize`Play`);
  readonly isSounding = input(false);
  /** Whether there is nothing to play. */
  readonly isOff = input(false);
  protected readonly heartable = computed(() => heartableOf(this.subject()));
  readonly played = output();
  readonly shuffled = output();
}
