import { Component, computed, inject, input, type Signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../../core/api/api';
import { query } from '../../../core/api/query';
import type { DirectoryStationView } from '../../../core/api/types';
import { compareNames } from '../../../core/locale/formats';
import { HeartButton } from '../../../media/heart-button';
import { SavedStations } from '../../../media/saved-stations';
import type { Heartable } from '../../../media/subjects/heartable';
import { EmptyState } from '../../../ui/empty-state';
import { List } from '../../../ui/list/list';
import { ListItem } from '../../../ui/list/list-item';
import { settled } from '../../../ui/settled';
import { STATION_ROWS } from '../shared/look';
import { StationRow } from '../shared/station-row';
import { directoryList, type DirectoryWish } from './directory-list';
import { countryInWords, factsInWords } from './words';

type Order = NonNullable<DirectoryWish['order']>;

interface Choice {
  readonly value: string;
  readonly label: string;
}

const orders = (): readonly { readonly value: Order; readonly label: string }[] => [
  { value: 'popular', label: $localize`Most heard` },
  { value: 'votes', label: $localize`Most liked` },
  { value: 'trend', label: $localize`On the rise` },
  { value: 'name', label: $localize`By name` },
];
/** Beyond these, they are what single stations say of themselves. */
const MOST_CHOICES = 300;

/** All stations that the directory knows, by name and what they are like. The address says what is looked for. */
@Component({
  selector: 'px-find-page',
  imports: [EmptyState, HeartButton, List, ListItem, RouterLink, StationRow],
  templateUrl: './find-page.html',
  styleUrl: './find-page.css',
  host: { class: 'page' },
})
export class FindPage {
  readonly name = input('', { transform: orEmpty });
  readonly country = input('', { transform: orEmpty });
  readonly language = input('', { transform: orEmpty });
  readonly tag = input('', { transform: orEmpty });
  readonly codec = input('', { transform: orEmpty });
  readonly order = input('popular', {
    transform: (value: string | undefined): Order => orders().find((each) => each.value === value)?.value ?? 'popular',
  });

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly saved = inject(SavedStations);
  private readonly asked = settled(computed(() => this.name().trim()));
  protected readonly look = STATION_ROWS;
  protected readonly orders = orders();
  protected readonly facts = factsInWords;
  protected readonly selects = [
    this.choices('countries', 'country', $localize`Country`, $localize`Any country`, this.country, countryInWords),
    this.choices('languages', 'language', $localize`Language`, $localize`Any language`, this.language),
    this.choices('tags', 'tag', $localize`Kind`, $localize`Any kind`, this.tag),
    this.choices('codecs', 'codec', $localize`Format`, $localize`Any format`, this.codec),
  ];
  protected readonly stations = computed(() =>
    directoryList(this.api, {
      order: this.order(),
      ...(this.asked() && { name: this.asked() }),
      ...(this.country() && { country: this.country() }),
      ...(this.language() && { language: this.language() }),
      ...(this.tag() && { tag: this.tag() }),
      ...(this.codec() && { codec: this.codec() }),
    }),
  );
  protected readonly isEmpty = computed(() => {
    const list = this.stations();
    return list.isComplete() && list.items().length === 0;
  });

  constructor() {
    void this.saved.load();
  }

  protected heartable({ trackId: id, name: title }: DirectoryStationView): Heartable {
    return { kind: 'station', id, title };
  }

  protected change(param: string, value: string): void {
    void this.router.navigate([], {
      queryParams: { [param]: value || null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  /** What can be wished for of one thing. A directory that does not tell leaves only what is chosen already. */
  private choices(
    list: 'countries' | 'languages' | 'tags' | 'codecs',
    param: string,
    label: string,
    any: string,
    value: Signal<string>,
    inWords = (name: string): string => name,
  ): { param: string; label: string; any: string; value: Signal<string>; options: Signal<readonly Choice[]> } {
    const known = query('/api/v1/radio-directory/{list}', () => ({ path: { list } }), $localize`the directory`);
    const options = computed(() => {
      const names = namesOf(known.value()?.items ?? []);
      if (value() !== '' && !names.includes(value())) names.push(value());
      return names
        .map((name) => ({ value: name, label: inWords(name) }))
        .sort((a, b) => compareNames(a.label, b.label));
    });
    return { param, label, any, value, options };
  }
}

/** The directory also lists what it could not find out, and streams with pictures as `AAC,H.264`. */
function namesOf(entries: readonly { readonly name: string }[]): string[] {
  const names = entries.map(({ name }) => name).filter((name) => name !== 'UNKNOWN' && !name.includes(','));
  return names.slice(0, MOST_CHOICES);
}

function orEmpty(value: string | undefined): string {
  return value ?? '';
}
