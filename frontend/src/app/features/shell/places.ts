import { Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { placeAt, placesIn } from '../../core/places';
import { Icon } from '../../ui/icon';

const IN_RAIL = placesIn('rail');
const IN_TABS = placesIn('tabs');

/** Where one can go: a rail at the left, only icons on a tablet; at the bottom of a phone, which has room for four. */
@Component({
  selector: 'px-places',
  imports: [Icon, RouterLink],
  template: `
    <nav i18n-aria-label aria-label="Places">
      <a class="brand" routerLink="/" i18n-aria-label aria-label="Pyxis, home">
        <img src="favicon.svg" width="32" height="32" alt="" loading="lazy" />
        <span i18n class="word">Pyxis</span>
      </a>
      @for (place of rail; track place.path) {
        <a
          class="in-rail"
          [class.last]="$last"
          [class.here]="place === here()"
          [attr.aria-current]="place === here() ? 'page' : null"
          [routerLink]="'/' + place.path"
        >
          <svg [pxIcon]="place.icon" size="22" aria-hidden="true"></svg><span class="word">{{ place.title }}</span>
        </a>
      }
      @for (place of tabs; track place.path) {
        <a
          class="in-tabs"
          [class.here]="place === hereInTabs()"
          [attr.aria-current]="place === hereInTabs() ? 'page' : null"
          [routerLink]="'/' + place.path"
        >
          <svg [pxIcon]="place.icon" size="22" aria-hidden="true"></svg><span class="word">{{ place.title }}</span>
        </a>
      }
    </nav>
  `,
  styleUrl: './places.css',
})
export class Places {
  protected readonly rail = IN_RAIL;
  protected readonly tabs = IN_TABS;
  private readonly address = signal<string | undefined>(undefined);
  protected readonly here = computed(() => {
    const address = this.address();
    return address === undefined ? undefined : placeAt(address);
  });
  /** On a phone, what has no tab of its own is under the one that its address begins with, or under Library. */
  protected readonly hereInTabs = computed(() => {
    const here = this.here();
    if (!here || IN_TABS.includes(here as (typeof IN_TABS)[number])) return here;
    const above = IN_TABS.find(({ path }) => path !== '' && here.path.startsWith(`${path}/`));
    return above ?? IN_TABS.find(({ path }) => path === 'library');
  });

  constructor() {
    inject(Router)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (event instanceof NavigationEnd) this.address.set(event.urlAfterRedirects);
      });
  }
}
