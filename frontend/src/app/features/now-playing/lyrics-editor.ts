import { afterNextRender, Component, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { LyricsView, TrackView } from '../../core/api/types';
import { asText } from './lyrics-lines';

/** Lets a person write or paste the words of a track, in a dialog of the browser's own. */
@Component({
  selector: 'px-lyrics-editor',
  template: `
    <dialog #dialog aria-labelledby="edit-lyrics" (close)="closed.emit()">
      <form (submit)="save($event, field.value)">
        <h2 id="edit-lyrics">
          Lyrics<bdi class="which truncate">{{ track().title }}</bdi>
        </h2>
        <label class="dim" for="lyrics-text">
          As text, or with times as LRC has them: <span class="code">[01:23.45]And so on</span>. Your files stay as they
          are.
        </label>
        <textarea
          #field
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
            <button type="button" class="button again" (click)="revert()">Remove yours</button>
          }
          <button type="button" class="button" (click)="close()">Cancel</button>
          <button class="button primary" [disabled]="isSaving()">Save</button>
        </div>
      </form>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(38rem, calc(100vw - 2rem));
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--bg-overlay);
      color: var(--text);
      box-shadow: var(--shadow-3);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 0.45);
    }
    form {
      display: grid;
      gap: var(--s3);
      padding: var(--s5);
    }
    h2 {
      font-size: var(--step-2);
    }
    .which {
      display: block;
      margin-top: var(--s1);
      color: var(--text-dim);
      font: 500 var(--step-0) var(--font-text);
      letter-spacing: 0;
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
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly failure = signal<string | undefined>(undefined);
  protected readonly isSaving = signal(false);

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected before(): string {
    const lyrics = this.lyrics();
    return lyrics?.text ?? asText(lyrics?.lines ?? []);
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected async save(event: Event, text: string): Promise<void> {
    event.preventDefault();
    if (text.trim() === '') {
      this.failure.set('Write or paste the lyrics first.');
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
