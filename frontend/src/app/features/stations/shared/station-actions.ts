import { inject, Service } from '@angular/core';
import { copyText } from '../../../core/copy-text';
import type { StationView, TrackView } from '../../../core/api/types';
import { Toasts } from '../../../core/toasts';
import { directoryIdOf, SavedStations } from '../../../media/saved-stations';
import { stationTrack } from '../../../media/station-track';
import type { Action, ActionProvider } from '../../../media/subjects/actions';
import { Links } from '../../../media/subjects/links';
import { isStation, isTrack, type Subject } from '../../../media/subjects/subject';
import { Player } from '../../../player/player';
import { movedTo, placeIn } from './groups';
import { StationDialogs } from './station-dialogs';

/** What can be done with a saved station, and with one that plays or was found. */
@Service()
export class StationActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly saved = inject(SavedStations);
  private readonly dialogs = inject(StationDialogs);
  private readonly links = inject(Links);
  private readonly toasts = inject(Toasts);

  actionsFor(subject: Subject): readonly Action[] {
    if (isStation(subject)) return this.ofSaved(subject.station);
    if (isTrack(subject) && subject.track.kind === 'station') return this.ofTrack(subject.track);
    return [];
  }

  private ofSaved(station: StationView): readonly Action[] {
    const { dialogs, saved } = this;
    const place = placeIn(saved.all() ?? [], station.id);
    const play = (): void => this.player.playTrack(stationTrack(station));
    return [
      { id: 'play', group: 'play', icon: 'play', title: 'Play', run: play },
      this.links.toStation(station.trackId, 'Details'),
      { id: 'rename', group: 'edit', icon: 'rename', title: 'Rename…', run: () => dialogs.open(station, 'name') },
      { id: 'group', group: 'edit', icon: 'group', title: 'Move to group…', run: () => dialogs.open(station, 'group') },
      { id: 'loudness', group: 'edit', icon: 'loudness', title: 'Loudness…', run: () => dialogs.open(station, 'gainDb') }, // prettier-ignore
      ...(place && place.of > 1
        ? [
            this.toMove('up', station, place.at - 1, place.at === 0),
            this.toMove('down', station, place.at + 1, place.at === place.of - 1),
          ]
        : []),
      { id: 'copy-address', group: 'share', icon: 'link', title: 'Copy address', run: () => this.copy(station) },
      { id: 'remove', group: 'remove', icon: 'remove', title: 'Remove', run: () => saved.remove(station) },
    ];
  }

  private ofTrack(track: TrackView): readonly Action[] {
    const canSave = directoryIdOf(track.id) !== undefined && this.saved.of(track.id) === undefined;
    const save = (): Promise<void> => this.saved.saveTrack(track);
    return [
      this.links.toStation(track.id, 'Go to station'),
      ...(canSave ? [{ id: 'save', group: 'place', icon: 'save', title: 'Save station', run: save } as const] : []),
    ];
  }

  private toMove(way: 'up' | 'down', { id }: StationView, to: number, isOff: boolean): Action {
    const run = (): Promise<void> => this.saved.order(movedTo(this.saved.all() ?? [], id, to));
    return { id: `move-${way}`, group: 'edit', icon: way, title: `Move ${way}`, isOff, run };
  }

  private async copy({ urls: [address = ''] }: StationView): Promise<void> {
    const isCopied = await copyText(address);
    this.toasts.show(isCopied ? 'The address is copied.' : `The browser does not let Pyxis copy. It is ${address}`);
  }
}
