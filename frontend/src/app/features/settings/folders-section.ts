import { Component, inject, input, signal } from '@angular/core';
import { Check, Copy, Folder, TriangleAlert } from 'lucide';
import type { Loaded } from '../../core/api/query';
import { copyText } from '../../core/copy-text';
import type { SourceList, SourceView, SystemView } from '../../core/api/types';
import { Toasts } from '../../core/toasts';
import { comesFromFiles, stateInWords } from './words';
import { Icon } from '../../ui/icon';

const ICONS = {
  check: Check,
  copy: Copy,
  folder: Folder,
  triangleAlert: TriangleAlert,
};

const SNIPPET = `sources:
  local:
    paths:
      - /path/to/your/music`;
const COPIED_SHOWN_MS = 2_000;

/** Where the music comes from, each folder's state in words, and how to change it. */
@Component({
  selector: 'px-folders-section',
  imports: [Icon],
  templateUrl: './folders-section.html',
  styleUrl: './section.css',
})
export class FoldersSection {
  protected readonly icons = ICONS;
  readonly system = input<SystemView>();
  private readonly toasts = inject(Toasts);
  readonly sources = input.required<Loaded<SourceList>>();
  protected readonly snippet = SNIPPET;
  protected readonly isCopied = signal(false);
  protected readonly inWords = stateInWords;
  protected readonly ofFiles = ({ items }: SourceList): SourceView[] => items.filter(comesFromFiles);

  protected async copy(): Promise<void> {
    if (!(await copyText(SNIPPET))) {
      this.toasts.show($localize`The browser does not let Pyxis copy. Select the lines instead.`);
      return;
    }
    this.isCopied.set(true);
    setTimeout(() => this.isCopied.set(false), COPIED_SHOWN_MS);
  }
}
