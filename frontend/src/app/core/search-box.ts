import { Service } from '@angular/core';

/** The one search field, for those who send the cursor there: keys, and the page with what was found. */
@Service()
export class SearchBox {
  private field?: HTMLInputElement;

  /** Called by the field that is shown. */
  attach(field: HTMLInputElement): void {
    this.field = field;
  }

  has(target: EventTarget | null): boolean {
    return target !== null && target === this.field;
  }

  focus(): void {
    this.field?.focus();
  }

  select(): void {
    this.field?.select();
  }
}
