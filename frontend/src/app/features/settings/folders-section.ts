import { Component, inject, input, signal } from '@angular/core';
import { LucideCheck, LucideCopy, LucideFolder, LucideTriangleAlert } from '@lucide/angular';
import { Connection } from '../../core/api/connection';
import { query } from '../../core/api/query';
import { copyText } from '../../core/copy-text';
import type { SystemView } from '../../core/api/types';
import { Events } from '../../core/events/events';
import { ScanProgress } from '../../core/scan-progress';
import { Toasts } from '../../core/toasts';
import { stateInWords } from './words';

const SNIPPET = `sources:
  local:
    paths:
      - /path/to/your/music`;
const COPIED_SHOWN_MS = 2_000;

/** Where the music comes from, each folder's state in words, and how to change it. */
@Component({
  selector: 'px-folders-section',
  imports: [LucideCheck, LucideCopy, LucideFolder, LucideTriangleAlert],
  templateUrl: './folders-section.html',
  styleUrl: './section.css',
})
export class FoldersSection {
  readonly system = input<SystemView>();
  private readonly scans = inject(ScanProgress);
  private readonly connection = inject(Connection);
  private readonly toasts = inject(Toasts);
  protected readonly sources = query('/api/v1/sources', () => {
    // Both change what is there to tell.
    this.scans.ended();
    this.connection.recovered();
    return {};
  });
  protected readonly snippet = SNIPPET;
  protected readonly isCopied = signal(false);
  protected readonly inWords = stateInWords;

  constructor() {
    inject(Events).listen('sources', (list) => this.sources.set(list));
  }

  protected async copy(): Promise<void> {
    if (!(await copyText(SNIPPET))) {
      this.toasts.show('The browser does not let Pyxis copy. Select the lines instead.');
      return;
    }
    this.isCopied.set(true);
    setTimeout(() => this.isCopied.set(false), COPIED_SHOWN_MS);
  }
}
