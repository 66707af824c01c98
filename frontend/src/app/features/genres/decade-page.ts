import { Component, computed, effect, inject, input } from '@angular/core';
import { query } from '../../core/api/query';
import { PageTitle } from '../../core/page-title';
import { counted } from '../../ui/format';
import { WayContent, type WayPart } from './way-content';
import { decadeName } from './decade-name';

const FIRST = 1000;
const LAST = 9990;

/** One decade: the albums that came out in it, their songs and artists. */
@Component({
  selector: 'px-decade-page',
  imports: [WayContent],
  template: `<px-way-content [name]="name()" [facts]="facts()" [filter]="filter()" [part]="part() ?? 'albums'" />`,
  styles: ':host { display: block; }',
  host: { class: 'page' },
})
export class DecadePage {
  /** A year of it, from the address. */
  readonly decade = input.required<string>();
  readonly part = input<WayPart | undefined>();

  private readonly title = inject(PageTitle);
  private readonly all = query('/api/v1/decades', () => ({}), $localize`the decade`);
  private readonly first = computed(() => {
    const year = Math.floor(Number(this.decade()) / 10) * 10;
    return year >= FIRST && year <= LAST ? year : FIRST;
  });
  protected readonly name = computed(() => decadeName(this.first()));
  protected readonly filter = computed(() => ({ fromYear: this.first(), toYear: this.first() + 9 }));
  protected readonly facts = computed(() => {
    const items = this.all.value()?.items;
    const found = items?.find(({ decade }) => decade === this.first());
    if (!items) return '…';
    return found
      ? `${counted(found.albumCount, 'album')} · ${counted(found.trackCount, 'song')}`
      : $localize`Nothing came out in it`;
  });

  constructor() {
    effect(() => this.title.set(this.name()));
  }
}
