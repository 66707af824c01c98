import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Player } from '../player/player';
import { Stage } from '../player/stage';
import { type Command, KeyMap } from './key-map';

const SKIP_MS = 10_000;
const TYPING =
  'input:not([type=range],[type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=true]';
const CONTROLS = 'a[href],button,input,[role=slider],[role=menuitem],[role=option],[role=tab],summary';

/** Listens to the keys of the whole app. */
@Service()
export class Keyboard {
  private readonly document = inject(DOCUMENT);
  private readonly player = inject(Player);
  private readonly stage = inject(Stage);
  private readonly router = inject(Router);
  private readonly map = new KeyMap();
  private readonly sheetOpen = signal(false);

  /** Whether the sheet of shortcuts is shown. */
  readonly isSheetOpen = this.sheetOpen.asReadonly();

  constructor() {
    this.document.addEventListener('keydown', (event) => {
      // A menu or an editor that used the key has said so.
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : undefined;
      const { key, ctrlKey, metaKey, altKey } = event;
      const isTyping = target !== undefined && target.closest(TYPING) !== null;
      const isOnControl = target !== undefined && target.closest(CONTROLS) !== null;
      const command = this.map.commandFor({ key, ctrlKey, metaKey, altKey, isTyping, isOnControl });
      if (command && this.run(command)) event.preventDefault();
    });
  }

  closeSheet(): void {
    this.sheetOpen.set(false);
  }

  openSheet(): void {
    this.sheetOpen.set(true);
  }

  /** @returns whether there was something to do */
  private run(command: Command): boolean {
    const { player, stage } = this;
    switch (command) {
      case 'toggle':
        player.toggle();
        return true;
      case 'back-10':
        player.seekBy(-SKIP_MS);
        return true;
      case 'forth-10':
        player.seekBy(SKIP_MS);
        return true;
      case 'next':
        player.next();
        return true;
      case 'previous':
        player.previous();
        return true;
      case 'mute':
        player.toggleMute();
        return true;
      case 'shuffle':
        player.shuffle();
        return true;
      case 'repeat':
        player.cycleRepeat();
        return true;
      case 'queue':
        stage.toggleQueue();
        return true;
      case 'now-playing':
        if (stage.isOpen()) stage.close();
        else if (player.current()) stage.show();
        return true;
      case 'shortcuts':
        this.openSheet();
        return true;
      case 'close':
        return this.close();
      case 'search':
        return this.focusSearch();
      case 'go-home':
        return this.go('/');
      case 'go-search':
        return this.focusSearch();
      case 'go-albums':
        return this.go('/albums');
      case 'go-artists':
        return this.go('/artists');
      case 'go-history':
        return this.go('/history');
      case 'go-statistics':
        return this.go('/history/statistics');
      case 'go-settings':
        return this.go('/settings');
    }
  }

  private close(): boolean {
    // The sheet is a dialog of the browser's own, which closes by itself.
    if (this.sheetOpen() || !this.stage.isOpen()) return false;
    this.stage.close();
    return true;
  }

  private go(address: string): boolean {
    this.stage.leave();
    void this.router.navigateByUrl(address);
    return true;
  }

  /** Puts the cursor into the one search field. */
  focusSearch(): boolean {
    this.stage.close();
    const field = this.document.querySelector<HTMLInputElement>('#px-search-field');
    field?.focus();
    field?.select();
    return field !== null;
  }
}
