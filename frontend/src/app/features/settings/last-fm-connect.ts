import { Component, DestroyRef, inject, input, output, signal } from '@angular/core';
import { explain, problemCode } from '../../core/api/api-error';
import { Api } from '../../core/api/api';

const ASK_EVERY_MS = 5_000;

/** Connects an account of Last.fm: the person allows Pyxis on a page there, meanwhile the server is asked whether they did. */
@Component({
  selector: 'px-last-fm-connect',
  template: `
    @if (approveUrl(); as url) {
      <p i18n>
        <a class="link" target="_blank" rel="noopener" [href]="url">Open Last.fm and allow Pyxis</a>, then come back.
      </p>
      <p i18n class="dim" role="status">Waiting for Last.fm…</p>
      <button i18n type="button" class="button" (click)="stop()">Cancel</button>
    } @else {
      <button type="button" class="button" [class.primary]="isFirst()" [disabled]="isAsking()" (click)="connect()">
        @if (isFirst()) {
          <ng-container i18n>Connect Last.fm</ng-container>
        } @else {
          <ng-container i18n>Connect again</ng-container>
        }
      </button>
    }
    @if (failure(); as words) {
      <p role="alert">{{ words }}</p>
    }
  `,
  styleUrl: './section.css',
  styles: `
    :host {
      justify-items: start;
    }
  `,
})
export class LastFmConnect {
  private readonly api = inject(Api);
  private timer?: ReturnType<typeof setTimeout>;
  /** No account is connected yet. */
  readonly isFirst = input.required<boolean>();
  readonly connected = output();
  protected readonly approveUrl = signal<string | undefined>(undefined);
  protected readonly isAsking = signal(false);
  protected readonly failure = signal('');

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async connect(): Promise<void> {
    this.isAsking.set(true);
    this.failure.set('');
    try {
      const { approveUrl } = await this.api.command('post', '/api/v1/scrobbling/lastfm/connect');
      this.approveUrl.set(approveUrl);
      this.askLater();
    } catch (error) {
      this.failure.set(explain(error).message);
    } finally {
      this.isAsking.set(false);
    }
  }

  protected stop(): void {
    clearTimeout(this.timer);
    this.approveUrl.set(undefined);
  }

  private askLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), ASK_EVERY_MS);
  }

  private async ask(): Promise<void> {
    const asked = this.approveUrl();
    try {
      await this.api.command('post', '/api/v1/scrobbling/lastfm/connect/finish');
      this.stop();
      this.connected.emit();
    } catch (error) {
      if (this.approveUrl() !== asked) return;
      if (problemCode(error) === 'lastfm-not-approved' || explain(error).canRetry) return this.askLater();
      this.stop();
      this.failure.set(explain(error).message);
    }
  }
}
