import { Directive, output } from '@angular/core';

export type SwipeDirection = 'up' | 'down' | 'left' | 'right';

/** Shorter moves are taps that slipped. */
const LEAST_PX = 45;

/** Tells of a finger drawn across the element. Needs `touch-action` to leave that direction to the page. */
@Directive({
  selector: '[pxSwipe]',
  host: {
    '(touchstart)': 'begin($event)',
    '(touchend)': 'end($event)',
    '(touchcancel)': 'start = undefined',
  },
})
export class Swipe {
  readonly pxSwipe = output<SwipeDirection>();
  protected start?: { x: number; y: number };

  protected begin(event: TouchEvent): void {
    const [touch] = event.touches;
    this.start = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : undefined;
  }

  protected end(event: TouchEvent): void {
    const [touch] = event.changedTouches;
    if (!touch || !this.start) return;
    const direction = swipeOf(touch.clientX - this.start.x, touch.clientY - this.start.y);
    this.start = undefined;
    if (direction) this.pxSwipe.emit(direction);
  }
}

/** Which way a finger went; absent when it hardly moved or went askew. */
export function swipeOf(dx: number, dy: number): SwipeDirection | undefined {
  const isAcross = Math.abs(dx) > 1.5 * Math.abs(dy);
  const isAlong = Math.abs(dy) > 1.5 * Math.abs(dx);
  if (isAcross && Math.abs(dx) >= LEAST_PX) return dx > 0 ? 'right' : 'left';
  if (isAlong && Math.abs(dy) >= LEAST_PX) return dy > 0 ? 'down' : 'up';
  return undefined;
}
