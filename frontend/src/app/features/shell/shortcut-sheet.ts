import { afterNextRender, Component, ElementRef, output, viewChild } from '@angular/core';
import { LucideX } from '@lucide/angular';
import { SHORTCUTS } from './key-map';

/** All keys on one sheet, as a dialog of the browser's own: it keeps the focus inside and gives it back. */
@Component({
  selector: 'px-shortcut-sheet',
  imports: [LucideX],
  template: `
    <dialog #sheet aria-labelledby="px-shortcuts-title" (close)="closed.emit()">
      <header>
        <h2 id="px-shortcuts-title">Keyboard shortcuts</h2>
        <button type="button" class="icon-button" aria-label="Close" (click)="sheet.close()">
          <svg lucideX size="20" aria-hidden="true"></svg>
        </button>
      </header>
      <div class="groups">
        @for (group of groups; track group.group) {
          <section>
            <h3>{{ group.group }}</h3>
            <dl>
              @for (row of group.rows; track row.does) {
                <div>
                  <dt>{{ row.does }}</dt>
                  <dd>
                    @for (key of row.keys; track $index) {
                      @if ($index > 0) {
                        <span class="then">then</span>
                      }
                      <kbd class="key">{{ key }}</kbd>
                    }
                    @for (key of row.orElse; track $index) {
                      <span class="then">{{ $index > 0 ? 'then' : 'or' }}</span>
                      <kbd class="key">{{ key }}</kbd>
                    }
                  </dd>
                </div>
              }
            </dl>
          </section>
        }
      </div>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(46rem, calc(100vw - 2rem));
      max-height: calc(100dvh - 2rem);
      padding: var(--s6);
      border: 0;
      border-radius: var(--radius-l);
      background: var(--bg-overlay);
      color: var(--text);
      box-shadow: var(--shadow-3);
    }
    dialog::backdrop {
      background: var(--scrim);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      margin-bottom: var(--s4);
    }
    h2 {
      font-size: var(--step-3);
    }
    h3 {
      margin-bottom: var(--s2);
      font-family: var(--font-text);
      font-size: var(--step--1);
      letter-spacing: 0;
      color: var(--text-dim);
    }
    .groups {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
      gap: var(--s6) var(--s10);
    }
    dl div {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: 2.25rem;
      border-bottom: 1px solid var(--line);
    }
    dd {
      display: flex;
      flex: none;
      align-items: center;
      white-space: nowrap;
      gap: var(--s1);
    }
    .then {
      font-size: var(--step--1);
      color: var(--text-dim);
    }
  `,
})
export class ShortcutSheet {
  readonly closed = output();
  protected readonly groups = SHORTCUTS;
  private readonly sheet = viewChild.required<ElementRef<HTMLDialogElement>>('sheet');

  constructor() {
    afterNextRender(() => this.sheet().nativeElement.showModal());
  }
}
