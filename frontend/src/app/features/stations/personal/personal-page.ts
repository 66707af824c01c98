import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Pause, Play, ThumbsDown, ThumbsUp, X } from 'lucide';
import { Api } from '../../../core/api/api';
import { query } from '../../../core/api/query';
import { PageTitle } from '../../../core/page-title';
import { OnPersonalStation } from '../../../player/on-personal-station';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import { FailureNote } from '../../../ui/failure';
import { InlineEdit } from '../../../ui/inline-edit';
import { AskTwice } from './ask-twice';
import { PersonalStations } from './personal-stations';
import { SeedSearch } from './seed-search';
import { countInWords, stationInWords } from './station-words';
import { Label } from '../../../ui/label';
import { Icon } from '../../../ui/icon';

const ICONS = {
  pause: Pause,
  play: Play,
  thumbsDown: ThumbsDown,
  thumbsUp: ThumbsUp,
  x: X,
};

/** One station of one's own: what it was made of, how it was rated, how it chooses, and what a mix plays. */
@Component({
  selector: 'px-personal-page',
  imports: [Label, AskTwice, Cover, FailureNote, InlineEdit, SeedSearch, Icon], // prettier-ignore
  templateUrl: './personal-page.html',
  styleUrl: './personal-page.css',
  host: { class: 'page' },
})
export class PersonalPage {
  protected readonly icons = ICONS;
  /** From the address. */
  readonly id = input.required<string>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly player = inject(Player);
  private readonly on = inject(OnPersonalStation);
  protected readonly stations = inject(PersonalStations);
  protected readonly countOf = countInWords;

  protected readonly opened = query(
    '/api/v1/personal-stations/{id}',
    () => {
      // A thumb that is given elsewhere is one of its thumbs.
      this.ratedHere();
      return { path: { id: this.id() } };
    },
    $localize`the station`,
  );
  private readonly ratedHere = computed(() => {
    const { station, of, thumb } = this.on.now() ?? {};
    return (of ?? station)?.id === this.id() ? thumb : undefined;
  });
  protected readonly station = this.opened.latest;
  protected readonly modes = query('/api/v1/personal-stations/{id}/modes', () => {
    const station = this.station();
    return station && !station.isMix && !station.failure ? { path: { id: station.id } } : undefined;
  });
  protected readonly others = computed(() =>
    (this.stations.all() ?? []).filter(({ isMix, sourceId }) => !isMix && sourceId === this.station()?.sourceId),
  );
  /** Of the one that plays, skips are told as they are spent. */
  protected readonly detail = computed(() => {
    const [station, told] = [this.station(), this.on.now()?.station];
    return station ? stationInWords(told?.id === station.id ? told : station) : '';
  });
  protected readonly isCurrent = computed(() => this.player.context()?.id === this.id());
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());
  protected readonly lists = computed(() => {
    const station = this.station();
    return station
      ? [
          { name: $localize`Thumbs up`, isUp: true, thumbs: station.up },
          { name: $localize`Thumbs down`, isUp: false, thumbs: station.down },
        ]
      : [];
  });

  constructor() {
    void this.stations.load();
    effect(() => {
      const name = this.station()?.name;
      if (name !== undefined) untracked(() => this.title.set(name));
    });
  }

  protected play(): void {
    const station = this.station();
    if (this.isCurrent()) this.player.toggle();
    else if (station) this.stations.play(station);
  }

  protected readonly rename = async (name: string): Promise<void> => {
    await this.api.command('patch', '/api/v1/personal-stations/{id}', { path: { id: this.id() }, body: { name } });
    this.opened.reload();
  };

  protected adopt(): Promise<void> {
    return this.change(() => this.api.command('post', '/api/v1/personal-stations/{id}/adopt', { path: { id: this.id() } })); // prettier-ignore
  }

  protected addSeed(ideaId: string): Promise<void> {
    const [path, body] = [{ id: this.id() }, { ideaId }];
    return this.change(() => this.api.command('post', '/api/v1/personal-stations/{id}/seeds', { path, body }));
  }

  protected removeSeed(seedId: string): Promise<void> {
    const path = { id: this.id(), seedId };
    return this.change(() => this.api.command('delete', '/api/v1/personal-stations/{id}/seeds/{seedId}', { path }));
  }

  protected removeThumb(thumbId: string): Promise<void> {
    const path = { id: this.id(), thumbId };
    return this.change(() => this.api.command('delete', '/api/v1/personal-stations/{id}/thumbs/{thumbId}', { path }));
  }

  protected mix(id: string, isIn: boolean): Promise<void> {
    const ids = (this.station()?.mixed ?? []).filter((each) => each !== id);
    const body = { ids: isIn ? [...ids, id] : ids };
    return this.change(() => this.api.command('put', '/api/v1/personal-stations/{id}/mixed', { path: { id: this.id() }, body })); // prettier-ignore
  }

  protected async choose(modeId: string): Promise<void> {
    const [path, body] = [{ id: this.id() }, { id: modeId }];
    const modes = await this.stations.attempt(() =>
      this.api.command('put', '/api/v1/personal-stations/{id}/mode', { path, body }),
    );
    if (modes) this.modes.set(modes);
  }

  protected async remove(): Promise<void> {
    const station = this.station();
    if (station && (await this.stations.remove(station))) await this.router.navigate(['/stations']);
  }

  private async change(work: () => Promise<unknown>): Promise<void> {
    await this.stations.attempt(work);
    this.opened.reload();
  }
}
