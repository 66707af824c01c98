import { inject, Service } from '@angular/core';
import { DeviceKeeping } from '../../../media/device/device-keeping';
import type { Action, ActionProvider } from '../../../media/subjects/actions';
import { isAlbum, isOfSource, isPlaylist, isTrack, type Subject } from '../../../media/subjects/subject';

/** Has albums, playlists and episodes come to this device, and lets them go. */
@Service()
export class DeviceActions implements ActionProvider {
  private readonly keeping = inject(DeviceKeeping);

  actionsFor(subject: Subject): readonly Action[] {
    const { kind, id, title } = subject;
    if (isAlbum(subject)) return this.action(kind, id, () => this.keeping.keepAlbum(id), subject.album.isMissing);
    // Lists of sources end nowhere in particular; those that are saved are one's own.
    if (isPlaylist(subject) && !isOfSource(id)) {
      return this.action(kind, id, () => this.keeping.keepPlaylist(id, title));
    }
    if (isTrack(subject) && subject.track.kind === 'episode') {
      const { track } = subject;
      return this.action('episode', track.id, () => this.keeping.keepEpisode(track), track.isMissing);
    }
    return [];
  }

  private action(kind: string, id: string, keep: () => unknown, isOff = false): readonly Action[] {
    if (this.keeping.isKept(kind, id)) {
      const run = (): unknown => this.keeping.remove(kind, id);
      return [
        { id: 'device', group: 'place', icon: 'let-go', title: $localize`Remove from this device`, isLoss: true, run },
      ];
    }
    if (!this.keeping.isPossible()) return [];
    return [
      { id: 'device', group: 'place', icon: 'download', title: $localize`Keep on this device`, isOff, run: keep },
    ];
  }
}
