import { inject, Service } from '@angular/core';
import { LibraryEdits } from '../library-edits';
import type { Action, ActionProvider } from './actions';
import { isAlbum, type Subject } from './subject';

/** Whether files of several songs are tracks, or one track each. */
@Service()
export class PartActions implements ActionProvider {
  private readonly edits = inject(LibraryEdits);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isAlbum(subject) || subject.album.parts === undefined) return [];
    const { album } = subject;
    const isSplit = album.parts === 'tracks';
    return [
      {
        id: 'parts',
        group: 'parts',
        icon: isSplit ? 'whole' : 'parts',
        title: isSplit ? $localize`Don’t split into tracks` : $localize`Split into tracks`,
        run: () => this.edits.showParts(album, isSplit ? 'whole' : 'tracks'),
      },
    ];
  }
}
