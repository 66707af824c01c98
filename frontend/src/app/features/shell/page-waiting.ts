import { Component, effect, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  NavigationCancel,
  NavigationEnd,
  NavigationError,
  NavigationSkipped,
  RouteConfigLoadStart,
  Router,
} from '@angular/router';
import { Waiting } from '../../core/api/waiting';
import { CardSkeletons } from '../../ui/card-skeletons';

/** A script that comes sooner needs no skeleton: it would only flicker. */
const PATIENCE_MS = 200;

/**
 * Stands over the page while the script of the next one is on its way, so that whoever pressed a link sees at once that it was
 * heard. The page below stays as it is: where the script does not come, it is still there.
 */
@Component({
  selector: 'px-page-waiting',
  imports: [CardSkeletons],
  template: `
    @if (isLate()) {
      <div class="page" aria-hidden="true">
        <div class="skeleton title"></div>
        <div class="cards"><px-card-skeletons [count]="12" /></div>
      </div>
    }
  `,
  styles: `
    .page {
      position: fixed;
      inset-block: var(--top-bar-height) var(--frame-bottom);
      inset-inline: var(--rail-width) var(--queue-width);
      z-index: 9;
      overflow: hidden;
      background: var(--bg);
    }
    .title {
      width: min(60%, 16rem);
      height: 2.6rem;
      margin-block: var(--s2) var(--s6);
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(38vw, 10.5rem), 1fr));
      gap: var(--s5);
    }
  `,
})
export class PageWaiting {
  protected readonly isLate = signal(false);
  private readonly isLoading = signal(false);

  constructor() {
    inject(Router)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (event instanceof RouteConfigLoadStart) this.isLoading.set(true);
        else if (isEnd(event)) this.isLoading.set(false);
      });
    const waiting = inject(Waiting);
    effect((onCleanup) => {
      if (!this.isLoading()) return this.isLate.set(false);
      const end = waiting.begin($localize`the page`);
      const timer = setTimeout(() => this.isLate.set(true), PATIENCE_MS);
      onCleanup(() => {
        end();
        clearTimeout(timer);
      });
    });
  }
}

function isEnd(event: unknown): boolean {
  return [NavigationEnd, NavigationCancel, NavigationError, NavigationSkipped].some((type) => event instanceof type);
}
