import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { explain } from '../../core/api/api-error';
import type { PlaylistOriginView, PlaylistView } from '../../core/api/playlist-types';
import { Toasts } from '../../core/toasts';
import { Playlists } from '../../media/playlists/playlists';
import { unresolvedInWords } from './origin-words';

/** Where a playlist comes from, what of it was not found, and how to make it one's own. */
@Component({
  selector: 'px-origin-note',
  imports: [RouterLink],
  template: `
    <p>
      @if (origin().kind === 'file') {
        <span
          >From the file <bdi class="code">{{ origin().ref }}</bdi>. It changes with the file.</span
        >
      }
      @if (unresolved(); as words) {
        <a class="link" [routerLink]="['/playlist', playlist().id, 'report']">{{ words }}</a>
      }
    </p>
    @if (playlist().isReadOnly) {
      <button type="button" class="button" [disabled]="isBusy()" (click)="copy()">Make a copy</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2) var(--s3);
      max-width: 44rem;
      color: var(--text-dim);
    }
    p {
      flex: 1 1 16rem;
      min-width: 0;
    }
    p > * {
      margin-inline-end: 0.4em;
    }
  `,
})
export class OriginNote {
  readonly playlist = input.required<PlaylistView>();
  readonly origin = input.required<PlaylistOriginView>();
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  protected readonly isBusy = signal(false);
  protected readonly unresolved = computed(() => unresolvedInWords(this.origin()));

  protected async copy(): Promise<void> {
    this.isBusy.set(true);
    try {
      const { id } = await this.playlists.copy(this.playlist().id);
      await this.router.navigate(['/playlist', id]);
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
