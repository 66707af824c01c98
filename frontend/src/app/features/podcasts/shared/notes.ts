import { Component, computed, input, linkedSignal, output } from '@angular/core';

/** Longer than that, in characters of HTML, is folded where it may be. */
const FOLDED_LENGTH = 420;
/** How the server writes a time that is a link to it, in seconds. */
const TIME_LINK = /^#t=(\d+)$/;

/** Notes as a feed has them: HTML that the server has cleaned, and Angular cleans again. Times in them can be pressed. */
@Component({
  selector: 'px-notes',
  template: `
    <div class="notes" dir="auto" [class.folded]="isShort()" [innerHTML]="html()"></div>
    @if (canFold()) {
      <button type="button" class="link more" [attr.aria-expanded]="!isShort()" (click)="isOpen.set(!isOpen())">
        @if (isShort()) {
          <ng-container i18n>Show more</ng-container>
        } @else {
          <ng-container i18n>Show less</ng-container>
        }
      </button>
    }
  `,
  // Only links do something, and they are reached by keys as they are.
  host: { '(click)': 'follow($event)' },
  styleUrl: './notes.css',
})
export class Notes {
  readonly html = input.required<string>();
  /** Whether only the first lines of long ones are shown until more is asked for. */
  readonly isFolded = input(false);
  /** Somebody presses a time: where in the episode it is, in milliseconds. */
  readonly timed = output<number>();

  protected readonly isOpen = linkedSignal({ source: this.html, computation: () => false });
  protected readonly canFold = computed(() => this.isFolded() && this.html().length > FOLDED_LENGTH);
  protected readonly isShort = computed(() => this.canFold() && !this.isOpen());

  protected follow(event: MouseEvent): void {
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    const seconds = TIME_LINK.exec(href ?? '')?.[1];
    if (seconds === undefined) return;
    event.preventDefault();
    this.timed.emit(Number(seconds) * 1000);
  }
}
