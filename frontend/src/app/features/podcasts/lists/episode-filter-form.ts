import { Component, computed, input, output, signal } from '@angular/core';
import { Plus, X } from 'lucide';
import { query } from '../../../core/api/query';
import { settled } from '../../../ui/settled';
import { type EpisodeFilter, MAX_MINUTES, minutesIn, toggled } from './episode-filter';
import { Label } from '../../../ui/label';
import { Icon } from '../../../ui/icon';

const ICONS = { plus: Plus, x: X };

/** Offered to choose from: more are found by another word. */
const MOST_OFFERED = 8;

/** What a list of episodes leaves out, and the name under which it is kept. */
@Component({
  selector: 'px-episode-filter-form',
  imports: [Label, Icon],
  templateUrl: './episode-filter-form.html',
  styleUrl: './episode-filter-form.css',
})
export class EpisodeFilterForm {
  protected readonly icons = ICONS;
  readonly filter = input.required<EpisodeFilter>();
  readonly groups = input.required<readonly string[]>();
  /** Of the saved list that is shown; empty where it is none. */
  readonly savedAs = input('');
  readonly changed = output<EpisodeFilter>();
  readonly cleared = output();
  /** It is to be kept under this name. */
  readonly named = output<string>();
  readonly removed = output();

  protected readonly maxMinutes = MAX_MINUTES;
  /** Those that were chosen stay, also where the group is called otherwise by now. */
  protected readonly allGroups = computed(() => [...new Set([...this.groups(), ...this.filter().groups])]);
  protected readonly typedShow = signal('');
  private readonly wantedShow = settled(this.typedShow);
  private readonly found = query(
    '/api/v1/podcasts/shows',
    () => (this.wantedShow().trim() ? { query: { q: this.wantedShow().trim(), limit: MOST_OFFERED } } : undefined),
    $localize`the shows`,
  );
  private readonly chosen = query(
    '/api/v1/podcasts/shows',
    () => (this.filter().shows.length > 0 ? { query: { id: [...this.filter().shows], limit: 100 } } : undefined),
    $localize`the shows`,
  );
  protected readonly chosenShows = computed(() => {
    const known = this.chosen.latest()?.items;
    const titles = new Map(known?.map(({ id, title }) => [id, title]));
    const unknown = known ? $localize`Not followed any more` : '…';
    return this.filter().shows.map((id) => ({ id, title: titles.get(id) ?? unknown }));
  });
  protected readonly offeredShows = computed(() =>
    (this.found.latest()?.items ?? []).filter(({ id }) => !this.filter().shows.includes(id)),
  );

  protected change(change: Partial<EpisodeFilter>): void {
    this.changed.emit({ ...this.filter(), ...change });
  }

  protected toggleGroup(name: string): void {
    this.change({ groups: toggled(this.filter().groups, name) });
  }

  protected toggleShow(id: string): void {
    this.change({ shows: toggled(this.filter().shows, id) });
    this.typedShow.set('');
  }

  protected setMinutes(bound: 'atLeastMinutes' | 'atMostMinutes', typed: string): void {
    this.change({ [bound]: minutesIn(typed) });
  }

  protected setOrder(value: string): void {
    this.change({ order: value === 'newest' || value === 'oldest' ? value : undefined });
  }

  protected save(name: string): void {
    if (name.trim() !== '') this.named.emit(name.trim());
  }
}
