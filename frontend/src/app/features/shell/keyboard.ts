import { afterNextRender, DOCUMENT, inject, Injector, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import { SearchBox } from '../../core/search-box';
import { Hearts } from '../../media/hearts';
import { heartableTrack } from '../../media/subjects/heartable';
import { Player } from '../../player/player';
import { PlayingChapters } from '../../player/playing-chapters';
import { Stage } from '../../player/stage';
import { type Command, KeyMap } from './key-map';
import { Shortcuts } from './shortcuts';
import { typingField } from './typing';

const SKIP_MS = 10_000;
const CONTROLS = 'a[href],button,input,[role=slider],[role=menuitem],[role=option],[role=tab],summary';

/** Listens to the keys of the whole app. */
@Service()
export class Keyboard {
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly player = inject(Player);
  private readonly chapters = inject(PlayingChapters);
  private readonly stage = inject(Stage);
  private readonly router = inject(Router);
  private readonly searchBox = inject(SearchBox);
  private readonly map = new KeyMap(inject(Shortcuts).keys);
  private readonly hearts = inject(Hearts);
  private readonly sheetOpen = signal(false);

  private readonly paletteOpen = signal(false);
  /** What was typed into the palette before it was there: its script may still be on its way. */
  private typedAhead = '';

  /** Whether the sheet of shortcuts is shown. */
  readonly isSheetOpen = this.sheetOpen.asReadonly();
  readonly isPaletteOpen = this.paletteOpen.asReadonly();

  constructor() {
    this.document.addEventListener('keydown', (event) => {
      // A menu or an editor that used the key has said so.
      if (event.defaultPrevented || event.isComposing) return;
      // A dialog of the browser's own has the keys to itself, Escape among them.
      if (this.document.querySelector('dialog[open]')) return;
      if (this.paletteOpen() && this.typeAhead(event)) return event.preventDefault();
      const target = event.target instanceof Element ? event.target : undefined;
      const { key, ctrlKey, metaKey, altKey } = event;
      const isTyping = typingField(target) !== undefined;
      const isOnControl = target !== undefined && target.closest(CONTROLS) !== null;
      const isInNowPlaying = this.stage.isOpen();
      const press = { key, ctrlKey, metaKey, altKey, isTyping, isOnControl, isInNowPlaying };
      const command = this.map.commandFor(press);
      if (command && this.run(command)) event.preventDefault();
    });
  }

  closeSheet(): void {
    this.sheetOpen.set(false);
  }

  openSheet(): void {
    this.sheetOpen.set(true);
  }

  closePalette(): void {
    this.paletteOpen.set(false);
  }

  openPalette(): void {
    this.typedAhead = '';
    // One that is just closing is not seen any more, and says so a little later: another takes its place.
    if (this.paletteOpen()) {
      this.closePalette();
      afterNextRender(() => this.paletteOpen.set(true), { injector: this.injector });
    } else this.paletteOpen.set(true);
  }

  /** What was typed since the palette was asked for; it is the palette's from then on. */
  takeTypedAhead(): string {
    const typed = this.typedAhead;
    this.typedAhead = '';
    return typed;
  }

  /** @returns whether the key is one that is typed */
  private typeAhead({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey) return false;
    if (key === 'Backspace') this.typedAhead = this.typedAhead.slice(0, -1);
    else if (key.length === 1) this.typedAhead += key;
    else return false;
    return true;
  }

  /** Shows the queue or puts it away, where it is shown at the moment. */
  toggleQueue(): void {
    const { stage } = this;
    if (stage.isOpen()) stage.showPart(stage.isQueueFirst() ? 'cover' : 'queue');
    else stage.toggleQueue();
  }

  /** Goes to a page, out of the now-playing view if that is open. */
  goTo(address: string): void {
    this.stage.leave();
    void this.router.navigateByUrl(address);
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
      case 'next-chapter':
        return this.chapters.next();
      case 'previous-chapter':
        return this.chapters.previous();
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
        this.toggleQueue();
        return true;
      case 'heart':
        return this.toggleHeart();
      case 'now-playing':
        if (stage.isOpen()) stage.close();
        else if (player.current()) stage.show();
        return true;
      case 'shortcuts':
        this.openSheet();
        return true;
      case 'close':
        return this.close();
      case 'palette':
        this.openPalette();
        return true;
      case 'search':
        return this.focusSearch();
      default:
        if (command === '/search') return this.focusSearch();
        this.goTo(command);
        return true;
    }
  }

  private toggleHeart(): boolean {
    const track = this.player.current();
    const heartable = track && heartableTrack(track);
    if (heartable) void this.hearts.toggle(heartable, false);
    return heartable !== undefined;
  }

  private close(): boolean {
    if (!this.stage.isOpen()) return false;
    this.stage.close();
    return true;
  }

  /** Puts the cursor into the one search field. */
  private focusSearch(): boolean {
    const focus = (): void => {
      this.searchBox.focus();
      this.searchBox.select();
    };
    // Below the now-playing view the page is inert until that has gone.
    if (this.stage.isOpen()) afterNextRender(focus, { injector: this.injector });
    else focus();
    this.stage.leave();
    return true;
  }
}
