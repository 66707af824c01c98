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
    <button type="button" class="button" [disabled]="doing() !== ''" (click)="choose()">
      <svg lucideUpload size="1.1em" aria-hidden="true"></svg> {{ doing() || 'Import' }}
    </button>
    <input
      #files
      type="file"
      hidden
      multiple
      accept=".m3u,.m3u8,audio/x-mpegurl,application/vnd.apple.mpegurl,.txt"
      (change)="take()"
    />
    <span class="sr-only" role="status">{{ doing() }}</span>
  `,
})
export class ImportLists {
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly files = viewChild.required<ElementRef<HTMLInputElement>>('files');
  protected readonly doing = signal('');

  protected choose(): void {
    this.files().nativeElement.click();
  }

  /** One after the other; a single one is gone to. */
  protected async take(): Promise<void> {
    const input = this.files().nativeElement;
    const files = [...(input.files ?? [])];
    input.value = '';
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
