import { Component, computed, inject } from '@angular/core';
import { LucideMoon } from '@lucide/angular';
import { PopMenu } from '../ui/pop-menu';
import { Player } from './player';
import { PlayingChapters } from './playing-chapters';
import { SleepTimer } from './sleep-timer';
import { clockTime } from '../ui/time';

const MINUTES = [15, 30, 45, 60];
const MINUTE_MS = 60_000;

/** When to fall silent by itself. */
@Component({
  selector: 'px-sleep-menu',
  imports: [LucideMoon, PopMenu],
  template: `
    <px-pop-menu [label]="label()" [heading]="heading()" [isOn]="timer.sleep() !== undefined" [badge]="badge()">
      <svg icon lucideMoon size="20" aria-hidden="true"></svg>
      @for (minutes of choices; track minutes) {
        <button
          type="button"
          role="menuitem"
          class="menu-item"
          tabindex="-1"
          [disabled]="!player.current()"
          (click)="timer.afterMinutes(minutes)"
        >
          In {{ minutes }} minutes
        </button>
      }
      @for (end of ends(); track end.kind) {
        <button
          type="button"
          role="menuitemradio"
          class="menu-item"
          tabindex="-1"
          [attr.aria-checked]="timer.sleep()?.kind === end.kind"
          [disabled]="!player.current()"
          (click)="timer.atEndOf(end.kind)"
        >
          {{ end.label }}
        </button>
      }
      @if (timer.sleep()) {
        <button type="button" role="menuitem" class="menu-item cancel" tabindex="-1" (click)="timer.cancel()">
          Play on: no timer
        </button>
      }
    </px-pop-menu>
  `,
  styles: `
    .cancel {
      border-top: 1px solid var(--line);
      border-radius: 0 0 var(--radius-s) var(--radius-s);
    }
  `,
})
export class SleepMenu {
  protected readonly timer = inject(SleepTimer);
  protected readonly player = inject(Player);
  private readonly chapters = inject(PlayingChapters);
  protected readonly choices = MINUTES;
  /** A chapter, where what plays has any; an episode belongs to no album. */
  protected readonly ends = computed(() => [
    ...(this.chapters.listed().length > 0 ? [{ kind: 'chapter', label: 'At the end of the chapter' } as const] : []),
    { kind: 'track', label: `At the end of the ${this.player.isSpeech() ? 'episode' : 'track'}` } as const,
    ...(this.player.isSpeech() ? [] : [{ kind: 'album', label: 'At the end of the album' } as const]),
  ]);
  private readonly end = computed(() => {
    const kind = this.timer.sleep()?.kind;
    return kind === 'track' && this.player.isSpeech() ? 'episode' : kind;
  });
  protected readonly heading = computed(() => {
    const leftMs = this.timer.leftMs();
    if (leftMs !== undefined) return `Stops in ${clockTime(leftMs)}`;
    const end = this.end();
    return end ? `Stops at the end of the ${end}` : 'Stop playing';
  });
  /** Changes by the minute, so that nobody is told of every second. */
  protected readonly label = computed(() => {
    const leftMs = this.timer.leftMs();
    if (leftMs !== undefined) return `Sleep timer: ${inMinutes(leftMs)} min left`;
    const end = this.end();
    return end ? `Sleep timer: at the end of the ${end}` : 'Sleep timer';
  });
  protected readonly badge = computed(() => {
    const leftMs = this.timer.leftMs();
    return leftMs === undefined ? '' : `${inMinutes(leftMs)} min`;
  });
}

function inMinutes(milliseconds: number): number {
  return Math.ceil(milliseconds / MINUTE_MS);
}
