import { Component, inject, input } from '@angular/core';
import {
  LucidePause,
  LucidePlay,
  LucideRepeat,
  LucideRepeat1,
  LucideShuffle,
  LucideSkipBack,
  LucideSkipForward,
} from '@lucide/angular';
import { Player } from './player';
import { SpeedMenu } from './speed-menu';

/** Shuffle, previous, play, next, repeat. */
@Component({
  selector: 'px-transport',
  imports: [
    SpeedMenu,
    LucidePause,
    LucidePlay,
    LucideRepeat,
    LucideRepeat1,
    LucideShuffle,
    LucideSkipBack,
    LucideSkipForward,
  ],
  template: `
    @if (player.isSpeech()) {
      <px-speed-menu class="extra" />
    } @else {
      <button
        type="button"
        class="icon-button extra"
        aria-label="Shuffle"
        title="Shuffle"
        [attr.aria-pressed]="player.isShuffled()"
        (click)="player.shuffle()"
      >
        <svg lucideShuffle [size]="size() - 4" aria-hidden="true"></svg>
      </button>
    }
    <button
      type="button"
      class="icon-button"
      aria-label="Previous"
      title="Previous"
      [disabled]="!player.current()"
      (click)="player.previous()"
    >
      <svg lucideSkipBack class="filled" [size]="size()" aria-hidden="true"></svg>
    </button>
    @if (player.isSpeech()) {
      <button
        type="button"
        class="icon-button skip tabular"
        aria-label="Back 15 seconds"
        (click)="player.seekBy(-15_000)"
      >
        −15
      </button>
    }
    <button
      type="button"
      class="icon-button play"
      title="Play or pause (Space)"
      [attr.aria-label]="player.isPlaying() ? 'Pause' : 'Play'"
      [class.waiting]="player.status() === 'waiting'"
      [disabled]="!player.current()"
      (click)="player.toggle()"
    >
      @if (player.isPlaying()) {
        <svg lucidePause class="filled" [size]="size()" aria-hidden="true"></svg>
      } @else {
        <svg lucidePlay class="filled nudged" [size]="size()" aria-hidden="true"></svg>
      }
    </button>
    @if (player.isSpeech()) {
      <button type="button" class="icon-button skip tabular" aria-label="On 30 seconds" (click)="player.seekBy(30_000)">
        +30
      </button>
    }
    <button
      type="button"
      class="icon-button"
      aria-label="Next"
      title="Next"
      [disabled]="!player.hasNext()"
      (click)="player.next()"
    >
      <svg lucideSkipForward class="filled" [size]="size()" aria-hidden="true"></svg>
    </button>
    <button
      type="button"
      class="icon-button extra"
      title="Repeat"
      [class.on]="player.repeat() !== 'off'"
      [attr.aria-label]="'Repeat: ' + player.repeat()"
      (click)="player.cycleRepeat()"
    >
      @if (player.repeat() === 'one') {
        <svg lucideRepeat1 [size]="size() - 4" aria-hidden="true"></svg>
      } @else {
        <svg lucideRepeat [size]="size() - 4" aria-hidden="true"></svg>
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
  protected readonly player = inject(Player);
  /** Of the icons, in pixels. */
  readonly size = input(20);
}
