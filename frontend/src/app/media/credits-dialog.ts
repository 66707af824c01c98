import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import type { TrackView } from '../core/api/types';
import { Stage } from '../player/stage';
import { Dialog } from '../ui/dialog';
import { CreditList } from './credit-list';
import { creditsByRole } from './credits';
import { titleInWork } from './works';

/** Who did what on one track, and of which work it is. */
@Component({
  selector: 'px-credits-dialog',
  imports: [CreditList, Dialog],
  template: `
    <px-dialog i18n-heading heading="Credits" [which]="track().title" (closed)="closed.emit()">
      @if (track().work; as work) {
        <dl>
          <dt i18n>Work</dt>
          <dd dir="auto">{{ work.title }}</dd>
          @if (movement(); as words) {
            <dt i18n>Movement</dt>
            <dd dir="auto">{{ words }}</dd>
          }
        </dl>
      }
      <px-credit-list [credits]="credits()" [replaceUrl]="stage.isOpen()" (followed)="leave()" />
    </px-dialog>
  `,
  styles: `
    :host {
      --dialog-width: 34rem;
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
  private readonly dialog = viewChild.required(Dialog);
  protected readonly credits = computed(() => creditsByRole([this.track()]));
  /** `II. Scherzo (2 of 4)`, where the work has movements. */
  protected readonly movement = computed(() => {
    const { movement, movementNumber, movementTotal } = this.track().work ?? {};
    if (movement === undefined) return '';
    const title = titleInWork(this.track());
    return movementNumber && movementTotal
      ? $localize`${title}:movement: (${movementNumber}:number: of ${movementTotal}:count:)`
      : title;
  });

  /** A link was followed: what lay below it is left, too. */
  protected leave(): void {
    this.dialog().close();
    this.stage.leave();
  }
}
