import { Directive, input } from '@angular/core';

/**
 * The name of something for whoever cannot see it, where that has a value in it: `i18n-pxLabel pxLabel="Play {{ title }}"`.
 * Angular draws none of an `aria-label` that is both marked for translation and has a value in it.
 */
@Directive({ selector: '[pxLabel]', host: { '[attr.aria-label]': 'pxLabel()' } })
export class Label {
  readonly pxLabel = input.required<string>();
}
