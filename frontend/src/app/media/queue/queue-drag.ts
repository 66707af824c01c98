import { signal } from '@angular/core';

/** A finger or pointer this close to the edge of what scrolls makes it scroll. */
const EDGE_PX = 56;
const MOST_SCROLL_PX = 18;

/** The row being dragged: where it was, over which place it is, and where it is drawn. */
export interface Drag {
  readonly itemId: string;
  readonly from: number;
  readonly to: number;
  readonly topPx: number;
}

interface DragInput {
  /** What the rows are in; its top is that of the first row. */
  readonly list: HTMLElement;
  readonly scroller: HTMLElement;
  readonly rowPx: number;
  readonly count: number;
  readonly dropped: (itemId: string, to: number) => void;
}

/**
 * One row following the pointer, by mouse, pen or finger. The page hears of moves, not the row: a row that is drawn
 * elsewhere meanwhile must not lose them.
 */
export class QueueDrag {
  private readonly state = signal<Drag | undefined>(undefined);
  private stop?: () => void;
  private pointerY = 0;
  private grabPx = 0;

  /** Absent while nothing is dragged. */
  readonly current = this.state.asReadonly();

  begin(event: PointerEvent, itemId: string, from: number, input: DragInput): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.stop?.();
    this.pointerY = event.clientY;
    this.grabPx = event.clientY - input.list.getBoundingClientRect().top - from * input.rowPx;
    const follow = (): void => this.state.set(this.at(itemId, from, input));
    follow();
    let frame = 0;
    const scroll = (): void => {
      frame = requestAnimationFrame(scroll);
      const speed = scrollSpeed(this.pointerY, input.scroller);
      if (speed === 0) return;
      input.scroller.scrollBy({ top: speed, behavior: 'instant' });
      follow();
    };
    scroll();
    const ended = new AbortController();
    const on = <Kind extends keyof WindowEventMap>(kind: Kind, act: (event: WindowEventMap[Kind]) => void): void =>
      window.addEventListener(kind, act, { signal: ended.signal, capture: true });
    this.stop = () => {
      ended.abort();
      cancelAnimationFrame(frame);
      this.state.set(undefined);
      this.stop = undefined;
    };
    /** Other fingers may come and go meanwhile. */
    const onOurs = (kind: 'pointermove' | 'pointerup' | 'pointercancel', act: () => void): void =>
      on(kind, (its) => {
        if (its.pointerId !== event.pointerId) return;
        this.pointerY = its.clientY;
        act();
      });
    onOurs('pointermove', follow);
    onOurs('pointerup', () => {
      // Browsers tell of moves once a frame only: where it is let go of may be further.
      const { to } = this.at(itemId, from, input);
      this.stop?.();
      if (to !== from) input.dropped(itemId, to);
    });
    onOurs('pointercancel', () => this.stop?.());
    on('keydown', (key) => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      this.stop?.();
    });
  }

  /** Puts the row back where it was. */
  cancel(): void {
    this.stop?.();
  }

  private at(itemId: string, from: number, { list, rowPx, count }: DragInput): Drag {
    const most = (count - 1) * rowPx;
    const topPx = Math.min(Math.max(this.pointerY - list.getBoundingClientRect().top - this.grabPx, 0), most);
    return { itemId, from, to: Math.round(topPx / rowPx), topPx };
  }
}

/** Where a row is drawn while another one is dragged over it: those in between make room. */
export function placeOf(index: number, drag: Drag | undefined): number {
  if (!drag) return index;
  if (index > drag.from && index <= drag.to) return index - 1;
  if (index < drag.from && index >= drag.to) return index + 1;
  return index;
}

function scrollSpeed(y: number, scroller: HTMLElement): number {
  const isPage = scroller === document.documentElement;
  const { top, bottom } = isPage ? viewBetweenBars() : scroller.getBoundingClientRect();
  const inside = Math.min((y - top) / EDGE_PX, (bottom - y) / EDGE_PX);
  if (inside >= 1) return 0;
  const speed = MOST_SCROLL_PX * (1 - Math.max(inside, 0));
  return y - top < bottom - y ? -speed : speed;
}

function viewBetweenBars(): { top: number; bottom: number } {
  const style = getComputedStyle(document.documentElement);
  const px = (value: string): number => parseFloat(value) || 0;
  return { top: px(style.scrollPaddingTop), bottom: window.innerHeight - px(style.scrollPaddingBottom) };
}
