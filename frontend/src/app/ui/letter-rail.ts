import { Component, input, output } from '@angular/core';

const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode('A'.charCodeAt(0) + at));

/** Jumps into an alphabetical list: `#` is its beginning. */
@Component({
  selector: 'px-letter-rail',
  template: `
    <button
      type="button"
      i18n-aria-label
      aria-label="From the beginning"
      [attr.aria-pressed]="!letter()"
      (click)="chosen.emit('')"
    >
      #
    </button>
    @for (each of letters; track each) {
      <button
        type="button"
        [attr.aria-label]="from(each)"
        [attr.aria-pressed]="letter() === each"
        (click)="chosen.emit(each)"
      >
        {{ each }}
      </button>
    }
  `,
  host: { role: 'group', '[attr.aria-label]': 'label' },
  styles: `
    :host {
      position: fixed;
      z-index: 5;
      inset-block: calc(var(--top-bar-height) + var(--s2)) calc(var(--frame-bottom) + var(--s2));
      inset-inline-end: calc(var(--queue-width) + 2px);
      display: flex;
      flex-direction: column;
      justify-content: center;
      width: 1.5rem;
    }
    button {
      flex: 0 0 1.5rem;
      border-radius: var(--radius-s);
      color: var(--text-dim);
      font-size: 0.6875rem;
      font-weight: 600;
      line-height: 1;
    }
    button:hover {
      background: var(--hover);
      color: var(--text);
    }
    button[aria-pressed='true'] {
      color: var(--accent);
    }
    /* Each letter is to be 24 px high (WCAG 2.2, 2.5.8): where not all fit, every second one leads close enough. */
    @media (height < 870px) {
      button:nth-child(2n + 3) {
        display: none;
      }
    }
    @media (height < 560px) {
      :host {
        display: none;
      }
    }
  `,
})
export class LetterRail {
  /** Where the list begins now; empty at its beginning. */
  readonly letter = input('');
  readonly chosen = output<string>();
  protected readonly letters = LETTERS;
  protected readonly label = $localize`Jump to letter`;

  protected from(letter: string): string {
    return $localize`From ${letter}:letter:`;
  }
}
