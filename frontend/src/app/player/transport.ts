import { Component, computed, inject, input } from '@angular/core';
import { Pause, Play, Repeat, Repeat1, Shuffle, SkipBack, SkipForward } from 'lucide';
import { Player } from './player';
import { SpeedMenu } from './speed-menu';
import { Icon } from '../ui/icon';

const ICONS = {
  pause: Pause,
  play: Play,
  repeat: Repeat,
  repeat1: Repeat1,
  shuffle: Shuffle,
  skipBack: SkipBack,
  skipForward: SkipForward,
};

/** Shuffle, previous, play, next, repeat. */
@Component({
  selector: 'px-transport',
  host: { dir: 'ltr' },
  imports: [SpeedMenu, Icon],
  template: `
    @if (player.isSpeech()) {
      <px-speed-menu class="extra" />
    } @else {
      <button
        type="button"
        class="icon-button extra"
        i18n-aria-label
        aria-label="Shuffle"
        i18n-title
        title="Shuffle"
        [attr.aria-pressed]="player.isShuffled()"
        (click)="player.shuffle()"
      >
        <svg [pxIcon]="icons.shuffle" [size]="size() - 4" aria-hidden="true"></svg>
      </button>
    }
    <button
      type="button"
      class="icon-button"
      i18n-aria-label
      aria-label="Previous"
      i18n-title
      title="Previous"
      [disabled]="!player.current()"
      (click)="player.previous()"
    >
      <svg [pxIcon]="icons.skipBack" class="filled" [size]="size()" aria-hidden="true"></svg>
    </button>
    @if (player.isSpeech()) {
      <button
        type="button"
        class="icon-button skip tabular"
        i18n-aria-label
        aria-label="Back 15 seconds"
        (click)="player.seekBy(-15_000)"
      >
        −15
      </button>
    }
    <button
      type="button"
      class="icon-button play"
      i18n-title
      title="Play or pause (Space)"
      [attr.aria-label]="playing()"
      [class.waiting]="player.status() === 'waiting'"
      [disabled]="!player.current()"
      (click)="player.toggle()"
    >
      @if (player.isPlaying()) {
        <svg [pxIcon]="icons.pause" class="filled" [size]="size()" aria-hidden="true"></svg>
      } @else {
        <svg [pxIcon]="icons.play" class="filled nudged" [size]="size()" aria-hidden="true"></svg>
      }
    </button>
    @if (player.isSpeech()) {
      <button
        type="button"
        class="icon-button skip tabular"
        i18n-aria-label
        aria-label="On 30 seconds"
        (click)="player.seekBy(30_000)"
      >
        +30
      </button>
    }
    <button
      type="button"
      class="icon-button"
      i18n-aria-label
      aria-label="Next"
      i18n-title
      title="Next"
      [disabled]="!player.hasNext()"
      (click)="player.next()"
    >
      <svg [pxIcon]="icons.skipForward" class="filled" [size]="size()" aria-hidden="true"></svg>
    </button>
    <button
      type="button"
      class="icon-button extra"
      i18n-title
      title="Repeat"
      [class.on]="player.repeat() !== 'off'"
      [attr.aria-label]="repeating()"
      (click)="player.cycleRepeat()"
    >
      @if (player.repeat() === 'one') {
        <svg [pxIcon]="icons.repeat1" [size]="size() - 4" aria-hidden="true"></svg>
      } @else {
        <svg [pxIcon]="icons.repeat" [size]="size() - 4" aria-hidden="true"></svg>
      }
    </button>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: var(--s1);
    }
    .extra {
      display: var(--extra, inline-grid);
    }
    .skip {
      font-size: var(--step--1);
      font-weight: 600;
    }
    .filled {
      fill: currentcolor;
    }
    .nudged {
      transform: translateX(1px);
    }
    .play {
      width: var(--play-size, 2.5rem);
      height: var(--play-size, 2.5rem);
      margin-inline: var(--s1);
      background: var(--text);
      color: var(--bg);
    }
    .play:hover:enabled {
      background: color-mix(in oklch, var(--text) 86%, var(--accent));
      color: var(--bg);
    }
    .waiting svg {
      animation: px-wait 0.9s ease-in-out infinite alternate;
    }
    @keyframes px-wait {
      to {
        opacity: 0.35;
      }
    }
  `,
})
export class Transport {
  protected readonly icons = ICONS;
  protected readonly player = inject(Player);
  protected readonly playing = computed(() => (this.player.isPlaying() ? $localize`Pause` : $localize`Play`));
  protected readonly repeating = computed(() => {
    const repeat = this.player.repeat();
    if (repeat === 'off') return $localize`Repeat: off`;
    return repeat === 'all' ? $localize`Repeat: all` : $localize`Repeat: one`;
  });
  /** Of what is drawn, in pixels. */
  readonly size = input(20);
}
