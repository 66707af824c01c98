import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ChevronUp, ListMusic, Maximize2, Music } from 'lucide';
import { DevicePicker } from '../../player/device-picker';
import { LiveLine } from '../../player/live-line';
import { OnAir } from '../../player/on-air';
import { Outputs } from '../../player/outputs';
import { Player } from '../../player/player';
import { PlayingWords } from '../../player/playing-words';
import { HeartButton } from '../../media/heart-button';
import { heartableTrack } from '../../media/subjects/heartable';
import { PlayingArtists } from './playing-artists';
import { SeekBar } from '../../player/seek-bar';
import { SleepMenu } from '../../player/sleep-menu';
import { Stage } from '../../player/stage';
import { StationThumbs } from '../../player/station-thumbs';
import { Swipe, type SwipeDirection } from '../../player/swipe';
import { clockTime } from '../../core/locale/time';
import { TrackCover } from '../../player/track-cover';
import { Transport } from '../../player/transport';
import { VolumeControl } from '../../player/volume-control';
import { Icon } from '../../ui/icon';

const ICONS = {
  chevronUp: ChevronUp,
  listMusic: ListMusic,
  maximize2: Maximize2,
  music: Music,
};

/** What plays and its controls, on every page. Its size never changes. */
@Component({
  selector: 'px-player-bar',
  imports: [
    DevicePicker,
    HeartButton,
    LiveLine,
    PlayingArtists,
    RouterLink,
    SeekBar,
    SleepMenu,
    StationThumbs,
    Swipe,
    TrackCover,
    Transport,
    VolumeControl,
    Icon,
  ],
  templateUrl: './player-bar.html',
  styleUrl: './player-bar.css',
})
export class PlayerBar {
  protected readonly icons = ICONS;
  protected readonly player = inject(Player);
  protected readonly outputs = inject(Outputs);
  protected readonly stage = inject(Stage);
  protected readonly onAir = inject(OnAir);
  /** Of those that choose for this listener: what only they need comes with the first that plays. */
  protected readonly isStation = computed(() => this.player.origin()?.kind === 'personal-station');
  protected readonly words = inject(PlayingWords).words;
  protected readonly heartable = computed(() => {
    const track = this.player.current();
    return track && heartableTrack(track);
  });
  protected readonly clock = clockTime;
  protected readonly part = computed(() => {
    const durationMs = this.player.durationMs();
    return durationMs > 0 ? Math.min(this.player.positionMs() / durationMs, 1) : 0;
  });

  protected swipe(direction: SwipeDirection): void {
    if (!this.player.current()) return;
    if (direction === 'up') this.stage.show();
    else if (direction === 'left') this.player.next();
    else if (direction === 'right') this.player.previous();
  }
}
