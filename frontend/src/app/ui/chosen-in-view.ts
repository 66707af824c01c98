import { afterNextRender, DestroyRef, Directive, ElementRef, inject } from '@angular/core';

const CHOSEN = '.here, .on, [aria-current]:not([aria-current="false"]), [aria-pressed="true"]';

/** A line of choices that scrolls sideways where it does not fit: what is chosen is in view. */
@Directive({ selector: '[pxChosenInView]' })
export class ChosenInView {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new MutationObserver(() => this.follow());
      const attributeFilter = ['class', 'aria-current', 'aria-pressed'];
      observer.observe(this.host, { subtree: true, childList: true, attributeFilter });
      destroyed.onDestroy(() => observer.disconnect());
      this.follow();
    });
  }

  /** Sideways only: the page stays where it is. */
  private follow(): void {
    const { host } = this;
    const chosen = host.querySelector(CHOSEN);
    if (!chosen || host.scrollWidth <= host.clientWidth) return;
    const [own, all] = [chosen.getBoundingClientRect(), host.getBoundingClientRect()];
    if (own.left >= all.left && own.right <= all.right) return;
    host.scrollLeft += own.left + own.width / 2 - (all.left + all.width / 2);
  }
}
