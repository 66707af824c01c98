import { Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { LucideUpload } from '@lucide/angular';
import { explain } from '../../core/api/api-error';
import type { PlaylistView } from '../../core/api/playlist-types';
import { Toasts } from '../../core/toasts';
import { Playlists } from '../../media/playlists/playlists';
import { counted } from '../../ui/format';
import { importedInWords } from './origin-words';

/** Makes playlists of files of other programs. */
@Component({
  selector: 'px-import-lists',
  imports: [LucideUpload],
  template: `
    <button type="button" class="button" [disabled]="doing() !== ''" (click)="dialog.showModal()">
      <svg lucideUpload size="1.1em" aria-hidden="true"></svg> {{ doing() || 'Import' }}
    </button>
    <span class="sr-only" role="status">{{ doing() }}</span>
    <dialog #dialog aria-labelledby="import-playlists" (mousedown)="onPress($event)">
      <div class="inside">
        <h2 id="import-playlists">Import playlists</h2>
        <p class="dim">
          Files of other programs and services: M3U, CSV (Exportify, Soundiiz, TuneMyMusic) and JSPF. What is not found
          is listed afterwards, to be chosen or looked for.
        </p>
        <button type="button" class="button primary" (click)="choose()">Choose files</button>
        <input
          #files
          type="file"
          hidden
          multiple
          accept=".m3u,.m3u8,.csv,.tsv,.jspf,.json,.txt,audio/x-mpegurl,application/vnd.apple.mpegurl,text/csv,text/plain"
          (change)="take()"
        />
        <label>
          Or paste a list, one “Artist - Title” a line
          <textarea
            #pasted
            class="field"
            rows="5"
            dir="auto"
            maxlength="500000"
            (input)="hasText.set(pasted.value.trim() !== '')"
          ></textarea>
        </label>
        <div class="ways">
          <button type="button" class="button" [disabled]="!hasText()" (click)="takeText()">Import the list</button>
          <button type="button" class="button quiet" (click)="dialog.close()">Cancel</button>
        </div>
      </div>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(30rem, calc(100vw - 2rem));
      max-height: calc(100dvh - 2rem);
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
    .inside {
      display: grid;
      gap: var(--s4);
      padding: var(--s5);
    }
    h2 {
      font-size: var(--step-2);
    }
    .dim {
      color: var(--text-dim);
    }
    .inside > .button {
      justify-self: start;
    }
    label {
      display: grid;
      gap: var(--s2);
    }
    textarea {
      padding: var(--s2) var(--s3);
      font-size: max(1em, 16px);
      resize: vertical;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
  `,
  // Keys of the app are not meant while something is typed.
  host: { '(keydown)': '$event.stopPropagation()' },
})
export class ImportLists {
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly files = viewChild.required<ElementRef<HTMLInputElement>>('files');
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly pasted = viewChild.required<ElementRef<HTMLTextAreaElement>>('pasted');
  protected readonly doing = signal('');
  protected readonly hasText = signal(false);

  protected choose(): void {
    this.files().nativeElement.click();
  }

  /** A press on the dialog itself is one beside what is in it. */
  protected onPress(event: Event): void {
    const dialog = this.dialog().nativeElement;
    if (event.target === dialog) dialog.close();
  }

  protected async take(): Promise<void> {
    const input = this.files().nativeElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    await this.import(files);
  }

  protected async takeText(): Promise<void> {
    const field = this.pasted().nativeElement;
    await this.import([new File([field.value], 'Pasted list')]);
    field.value = '';
    this.hasText.set(false);
  }

  /** One after the other; a single one is gone to. */
  private async import(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.dialog().nativeElement.close();
    const made: PlaylistView[] = [];
    for (const [at, file] of files.entries()) {
      this.doing.set(files.length === 1 ? 'Importing…' : `Importing ${at + 1} of ${files.length}…`);
      try {
        made.push(await this.playlists.import(file, file.name));
      } catch (error) {
        this.toasts.show(`${file.name}: ${explain(error).message}`);
      }
    }
    this.doing.set('');
    const [only] = made;
    if (made.length > 1) this.toasts.show(`${counted(made.length, 'playlist')} imported.`);
    else if (only) {
      this.toasts.show(importedInWords(only));
      await this.router.navigate(['/playlist', only.id]);
    }
  }
}
