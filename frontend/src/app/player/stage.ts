import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Preferences, yesOrNo } from '../core/preferences';

const QUEUE_PINNED = yesOrNo('pyxis.queue-open');
const ROOM_FOR_QUEUE = '(min-width: 1600px)';

/** Which large player surfaces are open: the now-playing view, and the queue beside the page where there is room. */
@Service()
export class Stage {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly router = inject(Router);
  private readonly roomForQueue = this.window?.matchMedia(ROOM_FOR_QUEUE);
  private readonly open = signal(false);
  private readonly pinned = inject(Preferences).of(QUEUE_PINNED);
  private readonly hasRoom = signal(this.roomForQueue?.matches ?? false);
  private readonly queueFirst = signal(false);
  private returnTo?: HTMLElement;

  readonly isOpen = this.open.asReadonly();
  /** Whether the queue stands at the right of every page. */
  readonly isQueuePinned = (): boolean => this.pinned.value() && this.hasRoom();
  /** Whether a narrow now-playing view begins with the queue. */
  readonly isQueueFirst = this.queueFirst.asReadonly();

  constructor() {
    this.roomForQueue?.addEventListener('change', (event) => this.hasRoom.set(event.matches));
    // "Back" closes the view instead of leaving the page.
    this.window?.addEventListener('popstate', () => this.hide());
  }

  /** Opens the now-playing view. */
  show(): void {
    this.queueFirst.set(false);
    if (this.open()) return;
    const focused = this.window?.document.activeElement;
    this.returnTo = focused instanceof HTMLElement ? focused : undefined;
    this.window?.history.pushState(this.window.history.state, '');
    this.open.set(true);
  }

  /** Closes it the way it was opened. */
  close(): void {
    if (this.open()) this.window?.history.back();
  }

  /** Closes it because a link in it leads elsewhere: that page takes the view's place in the history. */
  leave(): void {
    this.returnTo = undefined;
    this.hide();
  }

  showPart(part: 'cover' | 'queue'): void {
    this.queueFirst.set(part === 'queue');
  }

  /** The queue at the right where there is room, else as a page. */
  toggleQueue(): void {
    if (!this.hasRoom()) {
      this.leave();
      void this.router.navigateByUrl('/queue');
      return;
    }
    this.pinned.choose(!this.pinned.value());
  }

  private hide(): void {
    if (!this.open()) return;
    this.open.set(false);
    // The page is inert until the next frame.
    const target = this.returnTo;
    if (target) this.window?.requestAnimationFrame(() => target.focus({ preventScroll: true }));
  }
}
