import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { explain } from '../../core/api/api-error';
import type { PlaylistOriginView, PlaylistView } from '../../core/api/playlist-types';
import { momentInWords } from '../../core/locale/formats';
import { said } from '../../core/locale/server/server-words';
import { Toasts } from '../../core/toasts';
import { Playlists } from '../../media/playlists/playlists';
import { KnownSources } from '../../media/known-sources';
import { newsInWords, unresolvedInWords } from './origin-words';

/** Where a playlist comes from, what of it was not found, and how to make it one's own. */
@Component({
  selector: 'px-origin-note',
  imports: [RouterLink],
  template: `
    <p>
      @if (origin().kind === 'file') {
        <span i18n
          >From the file <bdi class="code">{{ origin().ref }}</bdi>. It changes with the file.</span
        >
      }
      @if (origin().kind === 'remote') {
        @if (origin().isFrozen) {
          <span i18n
            >Saved from
            <a class="link" [routerLink]="['/playlist', origin().ref]">a playlist of {{ sources.nameOf(sourceId()) }}</a
            >; it is yours now.</span
          >
        } @else {
          <span i18n
            >Follows
            <a class="link" [routerLink]="['/playlist', origin().ref]">a playlist of {{ sources.nameOf(sourceId()) }}</a
            >, looked at {{ lookedAt() }}.</span
          >
        }
        @if (trouble(); as words) {
          <span class="trouble">{{ words }}</span>
        }
      }
      @if (unresolved(); as words) {
        <a class="link" [routerLink]="['/playlist', playlist().id, 'report']">{{ words }}</a>
      }
    </p>
    <div class="ways">
      @if (origin().kind === 'remote') {
        @if (origin().isFrozen) {
          <button i18n type="button" class="button" [disabled]="isBusy()" (click)="freeze(false)">Follow again</button>
        } @else {
          <button i18n type="button" class="button" [disabled]="isBusy()" (click)="refresh()">Look now</button>
          <button i18n type="button" class="button" [disabled]="isBusy()" (click)="freeze(true)">Freeze</button>
        }
      }
      @if (playlist().isReadOnly) {
        <button i18n type="button" class="button" [disabled]="isBusy()" (click)="copy()">Make a copy</button>
      }
    </div>
    @if (origin().news; as news) {
      <details>
        <summary>{{ newsInWords(news) }}</summary>
        <ul>
          @for (name of news.added; track $index) {
            <li>
              <span class="sign">+</span><span i18n class="sr-only">Came: </span><bdi>{{ name }}</bdi>
            </li>
          }
          @for (name of news.removed; track $index) {
            <li>
              <span class="sign">−</span><span i18n class="sr-only">Went: </span><bdi>{{ name }}</bdi>
            </li>
          }
        </ul>
      </details>
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
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .trouble {
      color: var(--warn);
    }
    details {
      flex-basis: 100%;
    }
    summary {
      width: fit-content;
      cursor: pointer;
    }
    .sign {
      display: inline-block;
      width: 1.5em;
    }
    p > * {
      margin-inline-end: 0.4em;
    }
  `,
})
export class OriginNote {
  readonly playlist = input.required<PlaylistView>();
  readonly origin = input.required<PlaylistOriginView>();
  /** How the playlist is after something was done. */
  readonly changed = output<PlaylistView>();
  protected readonly sources = inject(KnownSources);
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  protected readonly isBusy = signal(false);
  protected readonly trouble = computed(() => said(this.origin().troubleCause, this.origin().trouble));
  protected readonly unresolved = computed(() => unresolvedInWords(this.origin()));

  protected readonly newsInWords = newsInWords;
  protected readonly sourceId = computed(() => this.origin().ref.slice(0, this.origin().ref.indexOf(':')));
  protected readonly lookedAt = computed(() => momentInWords(this.origin().checkedAtMs));

  protected copy(): Promise<void> {
    return this.attempt(async () => {
      const { id } = await this.playlists.copy(this.playlist().id);
      await this.router.navigate(['/playlist', id]);
    });
  }

  protected refresh(): Promise<void> {
    return this.attempt(async () => this.changed.emit(await this.playlists.refresh(this.playlist().id)));
  }

  protected freeze(isFrozen: boolean): Promise<void> {
    return this.attempt(async () => this.changed.emit(await this.playlists.freeze(this.playlist().id, isFrozen)));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    try {
      await work();
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
