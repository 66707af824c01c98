import { inject, Service } from '@angular/core';
import type { TrackView } from '../../core/api/types';
import { Player } from '../../player/player';
import { KnownSources } from '../known-sources';
import { RemoteSaves } from '../remote-saves';
import type { Action, ActionProvider } from './actions';
import { Links } from './links';
import { listActions } from './list-actions';
import { isAlbum, isArtist, isOfSource, isPlaylist, isTrack, type Subject, type TrackSubject } from './subject';

/** What can be done with what is at a source, beside what can be done with all music. */
@Service()
export class RemoteActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly saves = inject(RemoteSaves);
  private readonly links = inject(Links);
  private readonly sources = inject(KnownSources);
  readonly ready = this.sources.ready;

  actionsFor(subject: Subject): readonly Action[] {
    if (isPlaylist(subject)) return this.ofPlaylist(subject);
    if (isTrack(subject)) return isOfSource(subject.track.id) ? this.ofTrack(subject) : this.ofSaved(subject);
    if (!isOfSource(subject.id)) return [];
    if (isAlbum(subject)) return [...this.onTheWeb(subject.album), saveAction(() => this.saves.album(subject))];
    return isArtist(subject) ? [saveAction(() => this.saves.artist(subject))] : [];
  }

  private ofTrack({ track }: TrackSubject): readonly Action[] {
    if (track.kind !== undefined) return [];
    return [...this.atItsSource(track), ...this.onTheWeb(track), saveAction(() => this.saves.track(track))];
  }

  /** A track of the library without a file has been saved from a source. */
  private ofSaved({ track }: TrackSubject): readonly Action[] {
    return track.kind === undefined && !track.format && !track.isMissing ? this.atItsSource(track) : [];
  }

  /** What its source knows of it: what goes well with it, and in which other versions it is to be had. */
  private atItsSource({ id, title, isMissing: isOff, mayHaveChapters }: TrackView): readonly Action[] {
    const play = (): unknown => this.player.play({ kind: 'radio', id, title: $localize`Radio: ${title}:title:` });
    return [
      { id: 'radio', group: 'play', icon: 'radio', title: $localize`Start radio`, isOff, run: play },
      ...(mayHaveChapters
        ? this.links
            .to('album', id, $localize`Open its chapters as an album`)
            .map((action) => ({ ...action, id: 'go-chapters' }))
        : []),
      ...this.links.to('versions', id, $localize`Choose another version`),
    ];
  }

  private onTheWeb({ webAddress, sourceId = '' }: Pick<TrackView, 'webAddress' | 'sourceId'>): readonly Action[] {
    return this.links.toWeb(webAddress, this.sources.nameOf(sourceId));
  }

  private ofPlaylist({ id, title }: Subject): readonly Action[] {
    return [
      ...listActions(this.player, { kind: 'playlist', id, title }),
      ...this.links.to('playlist', id, $localize`Go to playlist`),
      ...this.links.give('playlist', id, title),
    ];
  }
}

function saveAction(run: () => unknown): Action {
  return { id: 'save', group: 'place', icon: 'save', title: $localize`Save to library`, run };
}
