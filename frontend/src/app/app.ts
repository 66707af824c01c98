import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { CoverTint } from './player/cover-tint';
import { MediaSessionLink } from './player/media-session';
import { NowPlaying } from './player/now-playing';
import { PlayerBar } from './player/player-bar';
import { PlayerLink } from './player/player-link';
import { QueuePanel } from './queue/queue-panel';
import { Stage } from './player/stage';
import { CommandPalette } from './shell/command-palette';
import { Keyboard } from './shell/keyboard';
import { PageTitle } from './shell/page-title';
import { Places } from './shell/places';
import { RouteFocus } from './shell/route-focus';
import { ShortcutSheet } from './shell/shortcut-sheet';
import { Theme } from './shell/theme';
import { ToastList } from './shell/toast-list';
import { TopBar } from './shell/top-bar';

/** The frame around every page. */
@Component({
  selector: 'px-root',
  imports: [CommandPalette, NowPlaying, Places, PlayerBar, QueuePanel, RouterOutlet, ShortcutSheet, ToastList, TopBar],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  protected readonly stage = inject(Stage);
  protected readonly keyboard = inject(Keyboard);
  protected readonly title = inject(PageTitle);
  protected readonly focus = inject(RouteFocus);

  constructor() {
    // Nobody asks these for anything: they link what plays to the world outside, from the start.
    inject(Theme);
    inject(CoverTint);
    inject(PlayerLink);
    inject(MediaSessionLink);
  }
}
