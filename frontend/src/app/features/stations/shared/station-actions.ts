import { inject, Service } from '@angular/core';
import { copyText } from '../../../core/copy-text';
import type { StationView } from '../../../core/api/types';
import { Toasts } from '../../../core/toasts';
import { SavedStations } from '../../../media/saved-stations';
import { stationTrack } from '../../../media/station-track';
import type { Action, ActionProvider } from '../../../media/subjects/actions';
import { Links } from '../../../media/subjects/links';
import { isStation, isTrack, type Subject } from '../../../media/subjects/subject';
import { Player } from '../../../player/player';
import { groupMovedTo, groupNames, movedTo, placeIn } from './groups';
import { StationDialogs } from './station-dialogs';

const GROUP = 'station-group';

/** A group of saved stations. */
export function groupSubject(name: string): Subject {
  return { kind: GROUP, id: name, title: name };
}

/** What can be done with a saved station or a group of them, and with one that plays or was found, but for what every favourite has. */
@Service()
export class StationActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly saved = inject(SavedStations);
  private readonly dialogs = inject(StationDialogs);
  private readonly links = inject(Links);
  private readonly toasts = inject(Toasts);

  actionsFor(subject: Subject): readonly Action[] {
    if (isStation(subject)) return this.ofSaved(subject.station);
    if (subject.kind === GROUP) return this.ofGroup(subject.title);
    if (isTrack(subject) && subject.track.kind === 'station') {
      const { id, title } = subject.track;
      return [...this.links.toStation(id, $localize`Go to station`), ...this.links.give('station', id, title)];
    }
    return [];
  }

  private ofSaved(station: StationView): readonly Action[] {
    const { dialogs, saved } = this;
    const place = placeIn(saved.all() ?? [], station.id);
    const play = (): void => this.player.playTrack(stationTrack(station));
    return [
      { id: 'play', group: 'play', icon: 'play', title: $localize`Play`, run: play },
      ...this.links.toStation(station.trackId, $localize`Details`),
      {
        id: 'rename',
        group: 'edit',
        icon: 'rename',
        title: $localize`Rename…`,
        run: () => dialogs.open(station, 'name'),
      },
      {
        id: 'group',
        group: 'edit',
        icon: 'group',
        title: $localize`Move to group…`,
        run: () => dialogs.open(station, 'group'),
      },
      { id: 'loudness', group: 'edit', icon: 'loudness', title: $localize`Loudness…`, run: () => dialogs.open(station, 'gainDb') }, // prettier-ignore
      ...this.moves(place?.at ?? -1, place?.of ?? 0, (to) => movedTo(saved.all() ?? [], station.id, to)),
      ...this.links.give('station', station.trackId, station.name),
      {
        id: 'copy-address',
        group: 'share',
        icon: 'link',
        title: $localize`Copy address`,
        run: () => this.copy(station),
      },
    ];
  }

  private ofGroup(name: string): readonly Action[] {
    const names = groupNames(this.saved.all() ?? []);
    const at = names.indexOf(name);
    return this.moves(at, names.length, (to) => groupMovedTo(this.saved.all() ?? [], name, to));
  }

  /** Up and down from a place among others. */
  private moves(at: number, of: number, orderAt: (to: number) => readonly string[]): readonly Action[] {
    if (at < 0 || of < 2) return [];
    const toMove = (way: 'up' | 'down', to: number): Action => ({
      id: `move-${way}`,
      group: 'edit',
      icon: way,
      title: way === 'up' ? $localize`Move up` : $localize`Move down`,
      isOff: to < 0 || to >= of,
      run: () => this.saved.order(orderAt(to)),
    });
    return [toMove('up', at - 1), toMove('down', at + 1)];
  }

  private async copy({ urls: [address = ''] }: StationView): Promise<void> {
    const isCopied = await copyText(address);
    this.toasts.show(
      isCopied
        ? $localize`The address is copied.`
        : $localize`The browser does not let Pyxis copy. It is ${address}:address:`,
    );
  }
}
