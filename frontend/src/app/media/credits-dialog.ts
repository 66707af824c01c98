import { afterNextRender, Component, computed, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { LucideX } from '@lucide/angular';
import type { TrackView } from '../core/api/types';
import { Stage } from '../player/stage';
import { CreditList } from './credit-list';
import { creditsByRole } from './credits';
import { titleInWork } from './works';

/** Who did what on one track, and of which work it is. */
@Component({
  selector: 'px-credits-dialog',
  imports: [CreditList, LucideX],
  template: `
    <dialog #dialog aria-labelledby="px-track-credits" (close)="closed.emit()" (mousedown)="onPress($event)">
      <div class="inside">
        <header>
          <h2 id="px-track-credits">
            Credits<bdi class="which">{{ track().title }}</bdi>
          </h2>
          <button type="button" class="icon-button" aria-label="Close" (click)="close()">
            <svg lucideX size="18" aria-hidden="true"></svg>
          </button>
        </header>
        @if (track().work; as work) {
          <dl>
            <dt>Work</dt>
            <dd dir="auto">{{ work.title }}</dd>
            @if (movement(); as words) {
              <dt>Movement</dt>
              <dd dir="auto">{{ words }}</dd>
            }
          </dl>
        }
        <px-credit-list [credits]="credits()" [replaceUrl]="stage.isOpen()" (followed)="leave()" />
      </div>
    </dialog>
  `,
  host: { '(keydown)': '$event.stopPropagation()' },
  styles: `
    dialog {
      width: min(34rem, calc(100vw - 2rem));
      max-height: min(40rem, calc(100dvh - 2rem));
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--bg-overlay);
      color: var(--text);
      box-shadow: var(--shadow-3);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 0.45);
    }
    .inside {
      display: grid;
      gap: var(--s4);
      padding: var(--s5);
    }
    header {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      gap: var(--s3);
    }
    h2 {
      min-width: 0;
      font-size: var(--step-2);
    }
    .which {
      display: block;
      margin-top: var(--s1);
      color: var(--text-dim);
      font: 500 var(--step-0) var(--font-text);
      letter-spacing: 0;
      overflow-wrap: anywhere;
    }
    dt {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    dd {
      overflow-wrap: anywhere;
    }
    dd + dt {
      margin-top: var(--s2);
    }
  `,
})
export class CreditsDialog {
  readonly track = input.required<TrackView>();
  readonly closed = output();

  protected readonly stage = inject(Stage);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly credits = computed(() => creditsByRole([this.track()]));
  /** `II. Scherzo (2 of 4)`, where the work has movements. */
  protected readonly movement = computed(() => {
    const { movement, movementNumber, movementTotal } = this.track().work ?? {};
    if (movement === undefined) return '';
    const place = movementNumber && movementTotal ? ` (${movementNumber} of ${movementTotal})` : '';
    return titleInWork(this.track()) + place;
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  /** A press on the dialog itself is one beside what is in it. */
  protected onPress(event: Event): void {
    if (event.target === this.dialog().nativeElement) this.close();
  }

  /** A link was followed: what lay below it is left, too. */
  protected leave(): void {
    this.close();
    this.stage.leave();
  }
}
