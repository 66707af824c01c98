import { inject, Service } from '@angular/core';
import { DeviceKeeping, type Keepable } from '../../../media/device/device-keeping';
import { DeviceTracks, episodeToKeep } from '../../../media/device/device-tracks';
import type { Action, ActionProvider } from '../../../media/subjects/actions';
import { isAlbum, isOfSource, isPlaylist, isSeveral, type Subject } from '../../../media/subjects/subject';

/** Has albums, playlists and episodes come to this device, and lets them go: one, or all that are selected. */
@Service()
export class DeviceActions implements ActionProvider {
  private readonly keeping = inject(DeviceKeeping);
  private readonly tracks = inject(DeviceTracks);

  actionsFor(subject: Subject): readonly Action[] {
    const items = isSeveral(subject) ? subject.items : [subject];
    const all = items.flatMap((item) => this.keepableOf(item) ?? []);
    if (all.length === 0 || all.length < items.length) return [];
    const others = all.filter(({ kind, subjectId }) => !this.keeping.isKept(kind, subjectId));
    if (others.length === 0) {
      const run = (): unknown => this.keeping.remove(all, nameOf(all, subject));
      return [
        { id: 'device', group: 'place', icon: 'let-go', title: $localize`Remove from this device`, isLoss: true, run },
      ];
    }
    if (!this.keeping.isPossible()) return [];
    const isOff = others.every(({ isMissing }) => isMissing);
    const run = (): unknown => this.keeping.keep(others, nameOf(others, subject));
    return [{ id: 'device', group: 'place', icon: 'download', title: $localize`Keep on this device`, isOff, run }];
  }

  private keepableOf(subject: Subject): Keepable | undefined {
    const { id, title, track } = subject;
    if (isAlbum(subject)) {
      const { isMissing } = subject.album;
      return { kind: 'album', subjectId: id, title, find: () => this.tracks.album(id), isMissing };
    }
    // Lists of sources end nowhere in particular; those that are saved are one's own.
    if (isPlaylist(subject) && !isOfSource(id)) {
      return { kind: 'playlist', subjectId: id, title, find: () => this.tracks.playlist(id, title) };
    }
    if (track?.kind !== 'episode') return undefined;
    const found = Promise.resolve(episodeToKeep(track));
    return { kind: 'episode', subjectId: track.id, title, find: () => found, isMissing: track.isMissing };
  }
}

/** One is called by its name, also where it is what was left to do of several. */
function nameOf([first, second]: readonly Keepable[], { title }: Subject): string {
  return first && !second ? first.title : title;
}
