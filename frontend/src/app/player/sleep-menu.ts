import { Component, computed, inject } from '@angular/core';
import { Moon } from 'lucide';
import { PopMenu } from '../ui/pop-menu';
import { Player } from './player';
import { PlayingChapters } from './playing-chapters';
import { SleepTimer } from './sleep-timer';
import { clockTime } from '../core/locale/time';
import { Icon } from '../ui/icon';

const ICONS = { moon: Moon };

const MINUTES = [15, 30, 45, 60];
const MINUTE_MS = 60_000;
const STOPS = {
  chapter: {
    heading: () => $localize`Stops at the end of the chapter`,
    label: () => $localize`Sleep timer: at the end of the chapter`,
  },
  episode: {
    heading: () => $localize`Stops at the end of the episode`,
    label: () => $localize`Sleep timer: at the end of the episode`,
  },
  track: {
    heading: () => $localize`Stops at the end of the track`,
    label: () => $localize`Sleep timer: at the end of the track`,
  },
  album: {
    heading: () => $localize`Stops at the end of the album`,
    label: () => $localize`Sleep timer: at the end of the album`,
  },
};

/** When to fall silent by itself. */
@Component({
  selector: 'px-sleep-menu',
  imports: [PopMenu, Icon],
  template: `
    <px-pop-menu [label]="label()" [heading]="heading()" [isOn]="timer.sleep() !== undefined" [badge]="badge()">
      <svg icon [pxIcon]="icons.moon" size="20" aria-hidden="true"></svg>
      @for (minutes of choices; track minutes) {
        <button
          i18n
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
        <button i18n type="button" role="menuitem" class="menu-item cancel" tabindex="-1" (click)="timer.cancel()">
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
  protected readonly icons = ICONS;
  protected readonly timer = inject(SleepTimer);
  protected readonly player = inject(Player);
  private readonly chapters = inject(PlayingChapters);
  protected readonly choices = MINUTES;
  /** A chapter, where what plays has any; an episode belongs to no album. */
  protected readonly ends = computed(() => [
    ...(this.chapters.listed().length > 0
      ? [{ kind: 'chapter', label: $localize`At the end of the chapter` } as const]
      : []),
    {
      kind: 'track',
      label: this.player.isSpeech() ? $localize`At the end of the episode` : $localize`At the end of the track`,
    } as const,
    ...(this.player.isSpeech() ? [] : [{ kind: 'album', label: $localize`At the end of the album` } as const]),
  ]);
  private readonly end = computed(() => {
    const kind = this.timer.sleep()?.kind;
    if (kind === 'time') return undefined;
    return kind === 'track' && this.player.isSpeech() ? 'episode' : kind;
  });
  protected readonly heading = computed(() => {
    const leftMs = this.timer.leftMs();
    if (leftMs !== undefined) return $localize`Stops in ${clockTime(leftMs)}:time:`;
    const end = this.end();
    return end ? STOPS[end].heading() : $localize`Stop playing`;
  });
  /** Changes by the minute, so that nobody is told of every second. */
  protected readonly label = computed(() => {
    const leftMs = this.timer.leftMs();
    if (leftMs !== undefined) return $localize`Sleep timer: ${inMinutes(leftMs)}:minutes: min left`;
    const end = this.end();
    return end ? STOPS[end].label() : $localize`Sleep timer`;
  });
  protected readonly badge = computed(() => {
    const leftMs = this.timer.leftMs();
    return leftMs === undefined ? '' : $localize`${inMinutes(leftMs)}:minutes: min`;
  });
}

function inMinutes(milliseconds: number): number {
  return Math.ceil(milliseconds / MINUTE_MS);
}
