import { Component } from '@angular/core';
import { Download } from 'lucide';
import { address } from '../../../core/api/api';
import { Icon } from '../../../ui/icon';

const ICONS = { download: Download };

/** The whole history as a file, in two forms. */
@Component({
  selector: 'px-export-menu',
  imports: [Icon],
  template: `
    <button type="button" class="button quiet" popovertarget="px-export">
      <svg [pxIcon]="icons.download" size="1.1em" aria-hidden="true"></svg> <ng-container i18n>Export</ng-container>
    </button>
    <div id="px-export" class="menu" popover #panel role="group" i18n-aria-label aria-label="Export the history">
      <p i18n class="about" aria-hidden="true">Export the history</p>
      @for (each of forms; track each.label) {
        <a download [href]="each.url" (click)="panel.hidePopover()">
          <strong>{{ each.label }}</strong>
          <span>{{ each.words }}</span>
        </a>
      }
    </div>
  `,
  styles: `
    button {
      anchor-name: --px-export;
    }
    .menu {
      inset: anchor(bottom) anchor(right) auto auto;
      position-anchor: --px-export;
      width: 18rem;
      margin: var(--s1) 0;
    }
    a {
      display: grid;
      padding: var(--s2) var(--s3);
      border-radius: var(--radius-s);
    }
    a:hover,
    a:focus-visible {
      background: var(--hover);
    }
    span {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
  `,
})
export class ExportMenu {
  protected readonly icons = ICONS;
  protected readonly forms = [
    {
      label: 'JSONL',
      words: $localize`One listen a line, complete; can be imported again`,
      url: address('/api/v1/history/export', { query: { format: 'jsonl' } }),
    },
    {
      label: 'CSV',
      words: $localize`A table for a spreadsheet`,
      url: address('/api/v1/history/export', { query: { format: 'csv' } }),
    },
  ];
}
