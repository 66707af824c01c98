import { Component, computed, inject } from '@angular/core';
import { LucideMoon } from '@lucide/angular';
import { PopMenu } from '../ui/pop-menu';
import { Player } from './player';
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
      @for (end of ends; track end.kind) {
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
  protected readonly choices = MINUTES;
  protected readonly ends = [
    { kind: 'track', label: 'At the end of the track' },
    { kind: 'album', label: 'At the end of the album' },
  ] as const;
  protected readonly heading = computed(() => {
    const leftMs = this.timer.leftMs();
    if (leftMs !== undefined) return `Stops in ${clockTime(leftMs)}`;
    const kind = this.timer.sleep()?.kind;
    return kind ? `Stops at the end of the ${kind}` : 'Stop playing';
  });
  /** Changes by the minute, so that nobody is told of every second. */
  protected readonly label = computed(() => {
    const leftMs = this.timer.leftMs();
    if (leftMs !== undefined) return `Sleep timer: ${inMinutes(leftMs)} min left`;
    const kind = this.timer.sleep()?.kind;
    return kind ? `Sleep timer: at the end of the ${kind}` : 'Sleep timer';
  });
  protected readonly badge = computed(() => {
    const leftMs = this.timer.leftMs();
    return leftMs === undefined ? '' : `${inMinutes(leftMs)} min`;
  });
}

function inMinutes(milliseconds: number): number {
  return Math.ceil(milliseconds / MINUTE_MS);
}
