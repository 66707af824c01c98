import { inject, Service } from '@angular/core';
import { albumDownloadUrl, downloadUrl } from '../../core/api/urls';
import { Downloads } from '../downloads';
import type { Action, ActionProvider } from './actions';
import { isAlbum, isTrack, type Subject } from './subject';

/** Albums and tracks as files, where their source gives them. */
@Service()
export class DownloadActions implements ActionProvider {
  private readonly downloads = inject(Downloads);
  readonly ready = this.downloads.ready;

  actionsFor(subject: Subject): readonly Action[] {
    if (isAlbum(subject) && this.downloads.givesAlbum(subject.album)) {
      return [this.action($localize`Download as a ZIP`, albumDownloadUrl(subject.id), subject.album.isMissing)];
    }
    if (isTrack(subject) && this.downloads.givesTrack(subject.track)) {
      return [this.action($localize`Download as a file`, downloadUrl(subject.track.id), subject.track.isMissing)];
    }
    return [];
  }

  private action(title: string, url: string, isOff: boolean): Action {
    return { id: 'download', group: 'share', icon: 'download', title, isOff, run: () => this.downloads.start(url) };
  }
}
