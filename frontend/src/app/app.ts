import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { DeviceWorker } from './core/device/device-worker';
import { PageTitle } from './core/page-title';
import { Theme } from './core/theme';
import { NowPlaying } from './features/now-playing/now-playing';
import { PlayerBar } from './features/now-playing/player-bar';
import { CommandPalette } from './features/shell/command-palette';
import { Keyboard } from './features/shell/keyboard';
import { MissingPart } from './features/shell/missing-part';
import { MobileDataQuestion } from './features/shell/mobile-data-question';
import { PageWaiting } from './features/shell/page-waiting';
import { Places } from './features/shell/places';
import { RouteFocus } from './features/shell/route-focus';
import { ShortcutSheet } from './features/shell/shortcut-sheet';
import { ToastList } from './features/shell/toast-list';
import { TopBar } from './features/shell/top-bar';
import { DropBar } from './media/drag/drop-bar';
import { SelectionBar } from './media/selection-bar';
import { QueuePanel } from './media/queue/queue-panel';
import { CoverTint } from './player/cover-tint';
import { MediaSessionLink } from './player/media-session';
import { Player } from './player/player';
import { PlayerLink } from './player/player-link';
import { SoundSize } from './player/sound/sound-size';
import { Stage } from './player/stage';
import { Dragging } from './ui/list/dragging';
import { Selection } from './ui/list/selection';
import { WindowTitle } from './player/window-title';

/** The frame around every page. */
@Component({
  selector: 'px-root',
  imports: [
    CommandPalette,
    DropBar,
    MissingPart,
    MobileDataQuestion,
    NowPlaying,
    PageWaiting,
    Places,
    PlayerBar,
    QueuePanel,
    RouterOutlet,
    SelectionBar,
    ShortcutSheet,
    ToastList,
    TopBar,
  ],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  protected readonly player = inject(Player);
  protected readonly stage = inject(Stage);
  protected readonly size = inject(SoundSize);
  protected readonly keyboard = inject(Keyboard);
  protected readonly title = inject(PageTitle);
  protected readonly selection = inject(Selection);
  protected readonly dragging = inject(Dragging);
  protected readonly focus = inject(RouteFocus);

  constructor() {
    // Nobody asks these for anything: they link what plays to the world outside, from the start.
    inject(Theme);
    inject(CoverTint);
    inject(PlayerLink);
    inject(MediaSessionLink);
    inject(WindowTitle);
    inject(DeviceWorker);
  }
}
