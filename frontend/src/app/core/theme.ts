import { DOCUMENT, effect, inject, Service, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'dark' | 'light';

const KEY = 'pyxis.theme';

/** Dark, light, or what the system says. */
@Service()
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly storage = this.document.defaultView?.localStorage;
  private readonly chosen = signal<ThemeChoice>(this.remembered());

  readonly choice = this.chosen.asReadonly();

  constructor() {
    effect(() => {
      const choice = this.chosen();
      if (choice === 'system') delete this.document.documentElement.dataset['theme'];
      else this.document.documentElement.dataset['theme'] = choice;
    });
  }

  choose(choice: ThemeChoice): void {
    this.chosen.set(choice);
    this.storage?.setItem(KEY, choice);
  }

  private remembered(): ThemeChoice {
    const saved = this.storage?.getItem(KEY);
    return saved === 'dark' || saved === 'light' ? saved : 'system';
  }
}
