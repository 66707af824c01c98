import { Component, inject } from '@angular/core';
import { sizeNames } from '../../player/sound/size-words';
import { SoundSize } from '../../player/sound/sound-size';

/** Asks how large sound may be on mobile data; until somebody answers, it is small. */
@Component({
  selector: 'px-mobile-data-question',
  template: `
    <section class="floating-bar" i18n-aria-label aria-label="Mobile data">
      <p i18n role="status">You are on mobile data. How is music to be loaded?</p>
      <div class="answers">
        @for (answer of answers; track answer.value) {
          <button type="button" class="button" (click)="size.answer(answer.value)">{{ answer.label }}</button>
        }
      </div>
    </section>
  `,
  styles: `
    section {
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--s2) var(--s4);
      padding: var(--s3) var(--s4);
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
  protected readonly answers = sizeNames();
}
