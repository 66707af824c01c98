import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ExternalLink, Pause, Play } from 'lucide';
import { query } from '../../../core/api/query';
import { PageTitle } from '../../../core/page-title';
import { HeartButton } from '../../../media/heart-button';
import { SavedStations } from '../../../media/saved-stations';
import type { TrackView } from '../../../core/api/types';
import type { Heartable } from '../../../media/subjects/heartable';
import { stationTrack } from '../../../media/station-track';
import { LiveLine } from '../../../player/live-line';
import { OnAir } from '../../../player/on-air';
import { Player } from '../../../player/player';
import { Cover } from '../../../ui/cover';
import { FailureNote } from '../../../ui/failure';
import { STATION_FIELDS } from '../shared/station-change';
import { StationForm } from '../shared/station-form';
import { titleRows } from './title-rows';
import { Icon } from '../../../ui/icon';

const ICONS = {
  externalLink: ExternalLink,
  pause: Pause,
  play: Play,
};

/** One station: what it plays, what it played, and what a person says of it. Of one that is not saved, what the player knows. */
@Component({
  selector: 'px-station-page',
  imports: [Cover, FailureNote, HeartButton, LiveLine, RouterLink, StationForm, Icon], // prettier-ignore
  templateUrl: './station-page.html',
  styleUrl: './station-page.css',
  host: { class: 'page' },
})
export class StationPage {
  protected readonly icons = ICONS;
  /** What is played, from the address. */
  readonly trackId = input.required<string>();

  protected readonly saved = inject(SavedStations);
  protected readonly player = inject(Player);
  protected readonly onAir = inject(OnAir);
  private readonly title = inject(PageTitle);
  protected readonly fields = STATION_FIELDS;

  protected readonly station = computed(() => this.saved.of(this.trackId()));
  /** What plays, where it is this station. */
  private readonly track = computed(() => {
    const track = this.player.current();
    return track?.id === this.trackId() ? track : undefined;
  });
  protected readonly isCurrent = computed(() => this.track() !== undefined);
  protected readonly isSounding = computed(() => this.isCurrent() && this.player.isPlaying());
  /** What is known of it; absent until it is, or where nobody knows it. */
  protected readonly shown = computed(() => {
    const [station, track] = [this.station(), this.track()];
    if (station) return stationTrack(station);
    return this.saved.isSettled() && this.player.isKnown() ? track : undefined;
  });
  protected readonly isUnknown = computed(() => this.saved.isSettled() && this.player.isKnown() && !this.shown());
  /** What it plays. */
  protected readonly playing = computed(() => {
    if (this.isCurrent() && this.onAir.live()) return this.onAir.title()?.text;
    return this.station()?.playing;
  });
  private readonly announced = query('/api/v1/stations/{id}/titles', () => {
    const id = this.station()?.id;
    // Each that the player hears may be a new one of the list.
    this.playing();
    return id === undefined ? undefined : { path: { id } };
  });
  /** Of one that is not saved, those that the player knows, whose times are those of its sound. */
  protected readonly titles = computed(() => {
    if (this.station()) return titleRows(this.announced.latest()?.items ?? [], Date.now());
    const live = this.isCurrent() ? (this.onAir.live()?.titles ?? []) : [];
    return titleRows([...live].reverse());
  });

  constructor() {
    void this.saved.load();
    effect(() => {
      const name = this.shown()?.title;
      if (name !== undefined) untracked(() => this.title.set(name));
    });
  }

  protected heartable({ id, title }: TrackView): Heartable {
    return { kind: 'station', id, title };
  }

  protected play(): void {
    const shown = this.shown();
    if (this.isCurrent()) this.player.toggle();
    else if (shown) this.player.playTrack(shown);
  }
}
