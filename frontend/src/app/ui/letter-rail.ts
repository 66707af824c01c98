import { Component, input, output } from '@angular/core';

const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode('A'.charCodeAt(0) + at));

/** Jumps into an alphabetical list: `#` is its beginning. */
@Component({
  selector: 'px-letter-rail',
  template: `
    <button type="button" aria-label="From the beginning" [attr.aria-pressed]="!letter()" (click)="chosen.emit('')">
      #
    </button>
    @for (each of letters; track each) {
      <button
        type="button"
        [attr.aria-label]="'From ' + each"
        [attr.aria-pressed]="letter() === each"
        (click)="chosen.emit(each)"
      >
        {{ each }}
      </button>
    }
  `,
  host: { role: 'group', 'aria-label': 'Jump to letter' },
  styles: `
    :host {
      position: fixed;
      z-index: 5;
      inset: calc(var(--top-bar-height) + var(--s2)) calc(var(--queue-width) + 2px)
        calc(var(--frame-bottom) + var(--s2)) auto;
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
}
