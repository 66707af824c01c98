import { Component, computed, inject, input, signal } from '@angular/core';
import { Download, Upload } from 'lucide';
import { address } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { ImportedStation } from '../../../core/api/types';
import { SavedStations } from '../../../media/saved-stations';
import { Dialog } from '../../../ui/dialog';
import { counted } from '../../../ui/format';
import { importInWords } from './import-words';
import { Icon } from '../../../ui/icon';

const ICONS = { download: Download, upload: Upload };

/** Beyond this it is no list of stations; the server takes as many letters. */
const MOST_BYTES = 2_000_000;

/** Brings stations in from a file of another program, and out as one. */
@Component({
  selector: 'px-station-files',
  imports: [Dialog, Icon],
  template: `
    <button type="button" class="button quiet" [disabled]="isSending()" (click)="chooser.click()">
      <svg [pxIcon]="icons.upload" size="1.1em" aria-hidden="true"></svg> <ng-container i18n>Import</ng-container>
    </button>
    <input
      #chooser
      type="file"
      hidden
      accept=".m3u,.m3u8,.pls,.xspf,.opml,.xml"
      i18n-aria-label
      aria-label="File with stations"
      (change)="take(chooser)"
    />
    @if (hasStations()) {
      <button type="button" class="button quiet export" popovertarget="px-stations-export">
        <svg [pxIcon]="icons.download" size="1.1em" aria-hidden="true"></svg>
        <ng-container i18n>Export</ng-container>
      </button>
      <div
        id="px-stations-export"
        class="menu"
        popover
        #panel
        role="group"
        i18n-aria-label
        aria-label="Export the stations"
      >
        <p i18n class="about" aria-hidden="true">Export the stations</p>
        @for (each of forms; track each.label) {
          <a download class="menu-item" [href]="each.url" (click)="panel.hidePopover()">{{ each.label }}</a>
        }
      </div>
    }
    @if (heading(); as words) {
      <px-dialog #report [heading]="words" (closed)="forget()">
        @if (problem(); as text) {
          <p role="alert">{{ text }}</p>
        } @else {
          <div class="scroll" tabindex="0" role="group" i18n-aria-label aria-label="Entries of the file">
            <table>
              <thead class="sr-only">
                <tr>
                  <th i18n scope="col">Station</th>
                  <th i18n scope="col">Outcome</th>
                </tr>
              </thead>
              <tbody>
                @for (entry of entries(); track $index) {
                  <tr>
                    <th scope="row">
                      <bdi class="name">{{ entry.name }}</bdi>
                      <span class="url">{{ entry.url }}</span>
                    </th>
                    <td>{{ inWords(entry) }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
        <button i18n type="button" class="button primary" (click)="report.close()">Done</button>
      </px-dialog>
    }
    <span class="sr-only" role="status">
      @if (isSending()) {
        <ng-container i18n>The file is read…</ng-container>
      }
    </span>
  `,
  styles: `
    :host {
      --dialog-width: 38rem;
      display: contents;
    }
    .export {
      anchor-name: --px-stations-export;
    }
    .menu {
      inset: anchor(bottom) anchor(right) auto auto;
      position-anchor: --px-stations-export;
      min-width: 12rem;
      margin: var(--s1) 0;
    }
    .scroll {
      max-height: 50vh;
      overflow-y: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th,
    td {
      padding-block: var(--s2);
      border-bottom: 1px solid var(--line);
      text-align: start;
      vertical-align: top;
      font-weight: 400;
    }
    td {
      padding-inline-start: var(--s4);
      color: var(--text-dim);
    }
    .name {
      display: block;
      font-weight: 600;
    }
    .url {
      overflow-wrap: anywhere;
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .primary {
      align-self: start;
    }
  `,
})
export class StationFiles {
  protected readonly icons = ICONS;
  /** Whether there is anything to export. */
  readonly hasStations = input(false);
  private readonly saved = inject(SavedStations);
  protected readonly isSending = signal(false);
  protected readonly entries = signal<readonly ImportedStation[] | undefined>(undefined);
  protected readonly problem = signal('');
  /** What became of the file; absent while there was none. */
  protected readonly heading = computed(() => {
    const entries = this.entries();
    const added = entries?.filter(({ outcome }) => outcome === 'added').length ?? 0;
    if (this.problem() !== '') return $localize`Nothing was imported`;
    return entries && $localize`${added}:added: of ${counted(entries.length, 'station')}:stations: added`;
  });
  protected readonly inWords = importInWords;
  protected readonly forms = (
    [
      ['m3u', $localize`M3U, for players`],
      ['pls', $localize`PLS, for players`],
      ['opml', $localize`OPML, with groups`],
    ] as const
  ).map(([format, label]) => ({ label, url: address('/api/v1/stations/export', { query: { format } }) }));

  protected async take(chooser: HTMLInputElement): Promise<void> {
    const file = chooser.files?.[0];
    if (!file) return;
    this.isSending.set(true);
    try {
      if (file.size > MOST_BYTES) this.problem.set($localize`The file is too large for a list of stations.`);
      else this.entries.set(await this.saved.import(await file.text()));
    } catch (error) {
      this.problem.set(explain(error).message);
    } finally {
      // The same file may be chosen once more.
      chooser.value = '';
      this.isSending.set(false);
    }
  }

  protected forget(): void {
    this.entries.set(undefined);
    this.problem.set('');
  }
}
