import { Component, inject, input, output, signal, viewChild } from '@angular/core';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { LyricsView, TrackView } from '../../core/api/types';
import { Dialog } from '../../ui/dialog';
import { asText } from './lyrics-lines';

/** Lets a person write or paste the words of a track. */
@Component({
  selector: 'px-lyrics-editor',
  imports: [Dialog],
  template: `
    <px-dialog i18n-heading heading="Lyrics" [which]="track().title" [isWritten]="true" (closed)="closed.emit()">
      <form (submit)="save($event, field.value)">
        <label i18n class="dim" for="lyrics-text">
          As text, or with times as LRC has them: <span class="code">[01:23.45]And so on</span>. Your files stay as they
          are.
        </label>
        <textarea
          #field
          data-first
          id="lyrics-text"
          class="field"
          rows="14"
          dir="auto"
          maxlength="100000"
          [value]="before()"
        ></textarea>
        @if (failure(); as text) {
          <p role="alert" class="warn">{{ text }}</p>
        }
        <div class="buttons">
          @if (lyrics()?.origin === 'own') {
            <button i18n type="button" class="button again" (click)="revert()">Remove yours</button>
          }
          <button i18n type="button" class="button" (click)="close()">Cancel</button>
          <button i18n class="button primary" [disabled]="isSaving()">Save</button>
        </div>
      </form>
    </px-dialog>
  `,
  styles: `
    :host {
      --dialog-width: 38rem;
    }
    form {
      display: grid;
      gap: var(--s3);
    }
    .dim {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .warn {
      color: var(--warn);
    }
    textarea {
      width: 100%;
      max-width: none;
      padding: var(--s3);
      border-radius: var(--radius-m);
      font-size: max(1rem, 16px);
      line-height: 1.5;
      resize: vertical;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--s2);
    }
    .again {
      margin-inline-end: auto;
    }
  `,
})
export class LyricsEditor {
  readonly track = input.required<TrackView>();
  /** Those that are shown now, if any. */
  readonly lyrics = input<LyricsView>();
  readonly closed = output();
  /** They were written, or one's own taken back. */
  readonly changed = output();

  private readonly api = inject(Api);
  private readonly dialog = viewChild.required(Dialog);
  protected readonly failure = signal<string | undefined>(undefined);
  protected readonly isSaving = signal(false);

  protected before(): string {
    const lyrics = this.lyrics();
    return lyrics?.text ?? asText(lyrics?.lines ?? []);
  }

  protected close(): void {
    this.dialog().close();
  }

  protected async save(event: Event, text: string): Promise<void> {
    event.preventDefault();
    if (text.trim() === '') {
      this.failure.set($localize`Write or paste the lyrics first.`);
      return;
    }
    await this.change(() =>
      this.api.command('put', '/api/v1/tracks/{id}/lyrics', { path: { id: this.track().id }, body: { text } }),
    );
  }

  protected async revert(): Promise<void> {
    await this.change(() =>
      this.api.command('delete', '/api/v1/tracks/{id}/lyrics', { path: { id: this.track().id } }),
    );
  }

  private async change(send: () => Promise<unknown>): Promise<void> {
    this.isSaving.set(true);
    try {
      await send();
      this.changed.emit();
      this.close();
    } catch (error) {
      this.failure.set(explain(error).message);
    } finally {
      this.isSaving.set(false);
    }
  }
}
