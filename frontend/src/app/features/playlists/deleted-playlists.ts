import { Component, inject, input } from '@angular/core';
import type { DeletedPlaylistView } from '../../core/api/playlist-types';
import { datesWith } from '../../core/locale/formats';
import { Playlists } from '../../media/playlists/playlists';
import { PlaylistArt } from '../../media/playlists/playlist-art';
import { contentInWords } from '../../media/playlists/playlist-words';
import { Label } from '../../ui/label';

const DAY = datesWith({ day: 'numeric', month: 'long' });

/** What was deleted lately, to bring it back. */
@Component({
  selector: 'px-deleted-playlists',
  imports: [Label, PlaylistArt],
  template: `
    <details>
      <summary i18n>Recently deleted ({{ playlists().length }})</summary>
      <ul>
        @for (playlist of playlists(); track playlist.id) {
          <li>
            <px-playlist-art [playlist]="playlist" sizes="44px" halfSize="22px" />
            <span class="words">
              <span class="truncate" dir="auto">{{ playlist.name }}</span>
              <span class="dim truncate">{{ about(playlist) }}</span>
            </span>
            <button
              i18n
              type="button"
              class="button"
              i18n-pxLabel
              pxLabel="Bring back {{ playlist.name }}"
              (click)="store.restore(playlist.id)"
            >
              Bring back
            </button>
          </li>
        }
      </ul>
    </details>
  `,
  styles: `
    :host {
      display: block;
    }
    summary {
      width: fit-content;
      padding-block: var(--s2);
      color: var(--text-dim);
      cursor: pointer;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--s3);
      max-width: 40rem;
      min-height: 3.5rem;
    }
    px-playlist-art {
      width: 2.75rem;
      border-radius: var(--radius-s);
    }
    .words {
      display: grid;
      flex: 1;
      min-width: 0;
    }
    .dim {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
  `,
})
export class DeletedPlaylists {
  readonly playlists = input.required<readonly DeletedPlaylistView[]>();
  protected readonly store = inject(Playlists);

  protected about(playlist: DeletedPlaylistView): string {
    const until = $localize`kept until ${DAY(playlist.keptUntilMs)}:day:`;
    return `${contentInWords(playlist)} · ${until}`;
  }
}
