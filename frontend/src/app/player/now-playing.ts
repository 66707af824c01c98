import { afterNextRender, Component, effect, ElementRef, inject, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideChevronDown, LucideListMusic } from '@lucide/angular';
import { DevicePicker } from './device-picker';
import { Outputs } from './outputs';
import { Player } from './player';
import { PlayingArtists } from './playing-artists';
import { QueuePanel } from '../queue/queue-panel';
import { SeekBar } from './seek-bar';
import { SleepMenu } from './sleep-menu';
import { Stage } from './stage';
import { Swipe, type SwipeDirection } from './swipe';
import { clockTime } from './time';
import { TrackCover } from './track-cover';
import { Transport } from './transport';
import { VolumeControl } from './volume-control';

/** The whole window for what plays: cover, controls and queue on a ground of the cover's colour. */
@Component({
  selector: 'px-now-playing',
  imports: [
    DevicePicker,
    LucideChevronDown,
    LucideListMusic,
    QueuePanel,
    PlayingArtists,
    RouterLink,
    SeekBar,
    SleepMenu,
    Swipe,
    TrackCover,
    Transport,
    VolumeControl,
  ],
  host: { role: 'dialog', 'aria-modal': 'true', 'aria-label': 'Now playing' },
  templateUrl: './now-playing.html',
  styleUrl: './now-playing.css',
})
export class NowPlaying {
  protected readonly player = inject(Player);
  protected readonly outputs = inject(Outputs);
  protected readonly stage = inject(Stage);
  protected readonly clock = clockTime;

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => host.querySelector('h1')?.focus({ preventScroll: true }));
    effect(() => {
      if (!this.player.current()) untracked(() => this.stage.close());
    });
  }

  protected swipe(direction: SwipeDirection): void {
    if (direction === 'down') this.stage.close();
    else if (direction === 'up') this.stage.showPart('queue');
    else if (direction === 'left') this.player.next();
    else this.player.previous();
  }
}
