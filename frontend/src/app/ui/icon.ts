import { Directive, effect, ElementRef, inject, input } from '@angular/core';
import { createElement, type IconNode } from 'lucide';

/**
 * A drawing of Lucide, as `<svg [pxIcon]="icons.play" size="18"></svg>`; what the element says itself, such as its `fill`, holds. Lucide’s
 * own components are not used: each has the template of all shapes in it, and they come with the first page whichever page uses
 * them, as they are one module.
 */
@Directive({
  selector: 'svg[pxIcon]',
  host: {
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
    '[attr.width]': 'size()',
    '[attr.height]': 'size()',
    '[attr.stroke-width]': 'strokeWidth()',
  },
})
export class Icon {
  readonly pxIcon = input.required<IconNode>();
  /** Width and height, in pixels or with a unit. */
  readonly size = input<string | number>(24);
  readonly strokeWidth = input<string | number>(2);
  private readonly host = inject<ElementRef<SVGElement>>(ElementRef).nativeElement;

  constructor() {
    effect(() => this.host.replaceChildren(...createElement(this.pxIcon()).childNodes));
  }
}
