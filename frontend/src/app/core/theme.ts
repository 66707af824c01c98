import { DOCUMENT, effect, inject, Service } from '@angular/core';
import { oneOf, Preferences } from './preferences';

const THEME = oneOf('pyxis.theme', ['system', 'dark', 'light']);

export type ThemeChoice = (typeof THEME)['usual'];

/** Dark, light, or what the system says. */
@Service()
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly kept = inject(Preferences).of(THEME);

  readonly choice = this.kept.value;

  constructor() {
    effect(() => {
      const choice = this.choice();
      // As public/theme.js had it before the first frame.
      this.document.querySelector('meta[name="color-scheme"]')?.setAttribute('content', choice === 'system' ? 'dark light' : choice); // prettier-ignore
      if (choice === 'system') delete this.document.documentElement.dataset['theme'];
      else this.document.documentElement.dataset['theme'] = choice;
    });
  }

  choose(choice: ThemeChoice): void {
    this.kept.choose(choice);
  }
}
