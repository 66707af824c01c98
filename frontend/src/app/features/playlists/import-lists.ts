import { Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { Upload } from 'lucide';
import { explain } from '../../core/api/api-error';
import type { PlaylistView } from '../../core/api/playlist-types';
import { Toasts } from '../../core/toasts';
import { Playlists } from '../../media/playlists/playlists';
import { Dialog } from '../../ui/dialog';
import { counted } from '../../ui/format';
import { importedInWords } from './origin-words';
import { Icon } from '../../ui/icon';

const ICONS = { upload: Upload };

/** Makes playlists of files of other programs. */
@Component({
  selector: 'px-import-lists',
  imports: [Dialog, Icon],
  template: `
    <button type="button" class="button" [disabled]="doing() !== ''" (click)="isOpen.set(true)">
      <svg [pxIcon]="icons.upload" size="1.1em" aria-hidden="true"></svg> {{ doing() || what }}
    </button>
    <span class="sr-only" role="status">{{ doing() }}</span>
    @if (isOpen()) {
      <px-dialog #dialog i18n-heading heading="Import playlists" [isWritten]="hasText()" (closed)="isOpen.set(false)">
        <p i18n class="dim">
          Files of other programs and services: M3U, CSV (Exportify, Soundiiz, TuneMyMusic) and JSPF. What is not found
          is listed afterwards, to be chosen or looked for.
        </p>
        <button i18n type="button" class="button primary" data-first (click)="choose()">Choose files</button>
        <input
          #files
          type="file"
          hidden
          multiple
          accept=".m3u,.m3u8,.csv,.tsv,.jspf,.json,.txt,audio/x-mpegurl,application/vnd.apple.mpegurl,text/csv,text/plain"
          (change)="take()"
        />
        <label>
          <ng-container i18n>Or paste a list, one “Artist - Title” a line</ng-container>
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
          <button i18n type="button" class="button" [disabled]="!hasText()" (click)="takeText()">
            Import the list
          </button>
          <button i18n type="button" class="button quiet" (click)="dialog.close()">Cancel</button>
        </div>
      </px-dialog>
    }
  `,
  styles: `
    .dim {
      color: var(--text-dim);
    }
    .primary {
      align-self: start;
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
})
export class ImportLists {
  protected readonly icons = ICONS;
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly files = viewChild.required<ElementRef<HTMLInputElement>>('files');
  private readonly pasted = viewChild.required<ElementRef<HTMLTextAreaElement>>('pasted');
  private readonly dialog = viewChild(Dialog);
  protected readonly isOpen = signal(false);
  protected readonly doing = signal('');
  protected readonly what = $localize`:what to do|:Import`;
  protected readonly hasText = signal(false);

  protected choose(): void {
    this.files().nativeElement.click();
  }

  protected async take(): Promise<void> {
    const input = this.files().nativeElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    await this.import(files);
  }

  protected async takeText(): Promise<void> {
    const field = this.pasted().nativeElement;
    this.hasText.set(false);
    await this.import([new File([field.value], $localize`Pasted list`)]);
  }

  /** One after the other; a single one is gone to. */
  private async import(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.dialog()?.close();
    const made: PlaylistView[] = [];
    for (const [at, file] of files.entries()) {
      this.doing.set(
        files.length === 1 ? $localize`Importing…` : $localize`Importing ${at + 1}:number: of ${files.length}:count:…`,
      );
      try {
        made.push(await this.playlists.import(file, file.name));
      } catch (error) {
        this.toasts.show(`${file.name}: ${explain(error).message}`);
      }
    }
    this.doing.set('');
    const [only] = made;
    if (made.length > 1) this.toasts.show($localize`${counted(made.length, 'playlist')}:playlists: imported.`);
    else if (only) {
      this.toasts.show(importedInWords(only));
      await this.router.navigate(['/playlist', only.id]);
    }
  }
}
