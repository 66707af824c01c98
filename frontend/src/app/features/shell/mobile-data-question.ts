import { Component, inject } from '@angular/core';
import { sizeNames } from '../../player/sound/size-words';
import { SoundSize } from '../../player/sound/sound-size';

/** Asks how large sound may be on mobile data; until somebody answers, it is small. */
@Component({
  selector: 'px-mobile-data-question',
  template: `
    <section aria-label="Mobile data">
      <p role="status">You are on mobile data. How is music to be loaded?</p>
      <div class="answers">
        @for (answer of answers; track answer.value) {
          <button type="button" class="button" (click)="size.answer(answer.value)">{{ answer.label }}</button>
        }
      </div>
    </section>
  `,
  styles: `
    section {
      position: fixed;
      z-index: 20;
      inset: auto 0 calc(var(--frame-bottom) + var(--s3));
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: var(--s2) var(--s4);
      width: fit-content;
      max-width: calc(100vw - 1rem);
      margin-inline: auto;
      padding: var(--s3) var(--s4);
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--bg-overlay);
      box-shadow: var(--shadow-3);
    }
    .answers {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
  `,
})
export class MobileDataQuestion {
  protected readonly size = inject(SoundSize);
  protected readonly answers = sizeNames;
}
