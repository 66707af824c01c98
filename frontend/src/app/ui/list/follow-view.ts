import { afterRenderEffect, DestroyRef, inject, type Signal, signal, untracked } from '@angular/core';

/** How an element lies in what is seen, in CSS pixels. */
export interface ElementView {
  /** From its top to the top of the view; negative while it begins below that. */
  readonly scrolledPx: number;
  readonly viewPx: number;
  /** Absent until it has been measured, which is before anything is painted. */
  readonly widthPx?: number;
}

/**
 * Measures an element once it is drawn, before that is painted, so that nothing jumps; then whenever something scrolls or
 * changes its size. To be called where a component is constructed.
 * @param measured called after each measurement
 */
export function followView(
  element: () => HTMLElement | undefined,
  measured?: () => void,
): { view: Signal<ElementView>; measure: () => void } {
  const view = signal<ElementView>({ scrolledPx: 0, viewPx: window.innerHeight });
  const measure = (): void => {
    const of = element();
    const box = of?.getBoundingClientRect();
    view.set({ scrolledPx: -(box?.top ?? 0), viewPx: window.innerHeight, ...(of && { widthPx: of.clientWidth }) });
    measured?.();
  };
  const ended = new AbortController();
  const observer = new ResizeObserver(measure);
  // Whatever it stands in may be what scrolls: events of scrolling do not rise, but are seen on their way down.
  document.addEventListener('scroll', measure, { passive: true, capture: true, signal: ended.signal });
  window.addEventListener('resize', measure, { passive: true, signal: ended.signal });
  let observed: HTMLElement | undefined;
  afterRenderEffect(() => {
    const of = element();
    if (of === observed) return;
    observer.disconnect();
    observed = of;
    if (of) observer.observe(of);
    untracked(measure);
  });
  inject(DestroyRef).onDestroy(() => {
    ended.abort();
    observer.disconnect();
  });
  return { view: view.asReadonly(), measure };
}
