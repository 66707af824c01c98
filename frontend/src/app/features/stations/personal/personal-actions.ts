import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../../core/api/api';
import { Toasts } from '../../../core/toasts';
import { KnownSources } from '../../../media/known-sources';
import type { Action, ActionProvider } from '../../../media/subjects/actions';
import { isArtist, isTrack, type Subject, type TrackSubject } from '../../../media/subjects/subject';
import { OnPersonalStation } from '../../../player/on-personal-station';
import { Stage } from '../../../player/stage';
import { PersonalStations } from './personal-stations';

/** Makes stations of any music, and does with a song that a station plays what its service can. */
@Service()
export class PersonalActions implements ActionProvider {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly stage = inject(Stage);
  private readonly toasts = inject(Toasts);
  private readonly on = inject(OnPersonalStation);
  private readonly sources = inject(KnownSources);
  readonly ready = this.sources.ready;
  private readonly stations = inject(PersonalStations);

  actionsFor(subject: Subject): readonly Action[] {
    // The sources are known; their stations are asked for where somebody wants one.
    if (!this.sources.anyCan('personalStations')) return [];
    if (isArtist(subject)) return [this.begin('station-artist', $localize`Start station from artist`, subject.title)];
    if (!isTrack(subject) || subject.track.kind !== undefined) return [];
    return subject.track.id === this.on.now()?.trackId ? this.ofPlaying(subject) : this.ofTrack(subject);
  }

  private ofTrack({ track: { title, artist } }: TrackSubject): readonly Action[] {
    return [
      this.begin('station-song', $localize`Start station from song`, `${artist} ${title}`),
      this.begin('station-artist', $localize`Start station from artist`, artist),
    ];
  }

  private ofPlaying({ track: { id: songId, title, artist } }: TrackSubject): readonly Action[] {
    const sourceId = this.on.now()?.station?.sourceId ?? '';
    const create = (kind: 'track' | 'artist') => () => this.stations.create(sourceId, { songId, kind });
    const path = { trackId: songId };
    const bookmark = (kind: 'track' | 'artist', what: string) => () =>
      this.tell($localize`“${what}:what:” is among your bookmarks.`, () =>
        this.api.command('post', '/api/v1/station-songs/{trackId}/bookmark', { path, body: { kind } }),
      );
    const rest = (): Promise<void> =>
      this.tell($localize`“${title}:title:” is not played for about a month.`, () =>
        this.api.command('post', '/api/v1/station-songs/{trackId}/rest', { path }),
      );
    return [
      {
        id: 'station-song',
        group: 'play',
        icon: 'station',
        title: $localize`Start station from song`,
        run: create('track'),
      },
      { id: 'station-artist', group: 'play', icon: 'station', title: $localize`Start station from artist`, run: create('artist') }, // prettier-ignore
      { id: 'why', group: 'heard', icon: 'why', title: $localize`Why this song?`, run: () => this.explain(songId) },
      {
        id: 'bookmark-song',
        group: 'heard',
        icon: 'save',
        title: $localize`Bookmark song`,
        run: bookmark('track', title),
      },
      {
        id: 'bookmark-artist',
        group: 'heard',
        icon: 'save',
        title: $localize`Bookmark artist`,
        run: bookmark('artist', artist),
      },
      { id: 'rest', group: 'heard', icon: 'let-go', title: $localize`Not for a month`, isLoss: true, run: rest },
    ];
  }

  private begin(id: string, title: string, q: string): Action {
    return { id, group: 'play', icon: 'station', title, run: () => this.look(q) };
  }

  private look(q: string): void {
    const replaceUrl = this.stage.isOpen();
    this.stage.leave();
    void this.router.navigate(['/personal-stations/new'], { queryParams: { q }, replaceUrl });
  }

  private async explain(trackId: string): Promise<void> {
    const reasons = await this.stations.attempt(() =>
      this.api.read('/api/v1/station-songs/{trackId}/why', { path: { trackId } }),
    );
    if (!reasons) return;
    const { items } = reasons;
    this.toasts.show(
      items.length > 0
        ? $localize`It was chosen for: ${items.join(', ')}:reasons:.`
        : $localize`The service does not say why.`,
    );
  }

  private async tell(sentence: string, work: () => Promise<unknown>): Promise<void> {
    if (await this.stations.isDone(work)) this.toasts.show(sentence);
  }
}
