import { Component, computed, inject, input } from '@angular/core';
import { CircleCheck } from 'lucide';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import { query } from '../../core/api/query';
import type { TrackView } from '../../core/api/types';
import { Toasts } from '../../core/toasts';
import { trackSubject } from '../../media/subjects/subject';
import { Actions } from '../../media/subjects/actions';
import { TrackRow } from '../../media/track-row';
import { PageFailure } from '../../ui/page-failure';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = { circleCheck: CircleCheck };

/** Versions of a song at its source, of which one is chosen once and heard from then on wherever the song plays. */
@Component({
  selector: 'px-versions-page',
  imports: [Label, PageFailure, TrackRow, Icon],
  template: `
    @if (loaded.failure(); as failure) {
      <px-page-failure
        what="song"
        [failure]="failure"
        wayOut="/search"
        i18n-wayOutName
        wayOutName="Search"
        (retried)="loaded.reload()"
      />
    } @else {
      <h1 i18n class="page-title" tabindex="-1">Versions</h1>
      @if (loaded.value(); as found) {
        <p i18n class="lead">The one you choose is heard from now on wherever this song plays.</p>
        <ul>
          @for (track of found.items; track track.id) {
            <li>
              <px-track-row [track]="track" [hasCover]="true" [hasAlbum]="true" (played)="play(track)" />
              @if (track.id === found.chosenId) {
                <p class="chosen">
                  <svg [pxIcon]="icons.circleCheck" size="16" aria-hidden="true"></svg>
                  <ng-container i18n>Chosen</ng-container>
                </p>
              } @else {
                <button
                  i18n
                  type="button"
                  class="button"
                  i18n-pxLabel
                  pxLabel="Choose {{ nameOf(track) }}"
                  (click)="choose(track)"
                >
                  Choose
                </button>
              }
            </li>
          }
        </ul>
        @if (isAlone()) {
          <p i18n class="lead">Its source finds no other.</p>
        }
      } @else {
        <div aria-busy="true">
          @for (row of [1, 2, 3]; track row) {
            <div class="skeleton"></div>
          }
        </div>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      max-width: 60rem;
    }
    .lead {
      margin-bottom: var(--s4);
      color: var(--text-dim);
    }
    ul + .lead {
      margin-top: var(--s4);
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 7rem;
      align-items: center;
    }
    li > .button,
    .chosen {
      justify-self: end;
    }
    .chosen {
      display: flex;
      align-items: center;
      gap: var(--s1);
      color: var(--text-dim);
    }
    .skeleton {
      height: 3.25rem;
      margin-bottom: var(--s1);
    }
  `,
  host: { class: 'page' },
})
export class VersionsPage {
  protected readonly icons = ICONS;
  /** Of the song, at a source or saved from one; from the address. */
  readonly id = input.required<string>();
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly actions = inject(Actions);
  protected readonly loaded = query(
    '/api/v1/remote/tracks/{id}/versions',
    () => ({ path: { id: this.id() } }),
    $localize`the versions`,
  );
  protected readonly isAlone = computed(() => this.loaded.value()?.items.length === 1);

  protected play(track: TrackView): void {
    void this.actions.runFirst(trackSubject(track));
  }

  /** A video is told from its song by what it is. */
  protected nameOf({ title, album, isVideo }: TrackView): string {
    return [title, isVideo ? $localize`the video` : album.title].filter((part) => part !== '').join(', ');
  }

  protected async choose(track: TrackView): Promise<void> {
    try {
      await this.api.command('put', '/api/v1/remote/tracks/{id}/version', {
        path: { id: this.id() },
        body: { versionId: track.id },
      });
      this.loaded.reload();
      this.toasts.show($localize`“${track.title}:title:” is heard in this version from now on.`);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}
