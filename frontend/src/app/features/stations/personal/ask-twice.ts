import { afterNextRender, Component, ElementRef, inject, Injector, input, output, signal } from '@angular/core';

/** Takes away what cannot be had back: asks whether it is meant. Its content is what the button shows before that. */
@Component({
  selector: 'px-ask-twice',
  template: `
    @if (isAsked()) {
      <!-- Where the button was, so that a double click does no harm. -->
      <button i18n type="button" class="button" [class.large]="isLarge()" (click)="turn(false)">Keep it</button>
      <button i18n type="button" class="button" [class.large]="isLarge()" (click)="confirmed.emit()">
        Remove it for good
      </button>
    } @else {
      <button
        type="button"
        [class]="isLarge() ? 'button large' : 'icon-button'"
        [attr.aria-label]="label()"
        (click)="turn(true)"
      >
        <ng-content />
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
  `,
})
export class AskTwice {
  /** What the button does, where its content does not say so in words. */
  readonly label = input<string>();
  readonly isLarge = input(false);
  readonly confirmed = output();
  protected readonly isAsked = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);

  /** Who works by keys goes on where they were. */
  protected turn(isAsked: boolean): void {
    this.isAsked.set(isAsked);
    afterNextRender(() => this.host.nativeElement.querySelector('button')?.focus(), { injector: this.injector });
  }
}
