import { Component, inject } from '@angular/core';
import { Connection } from '../../core/api/connection';
import { Events } from '../../core/events/events';
import { ScanProgress } from '../../core/scan-progress';
import { AboutSection } from './about-section';
import { DeviceSection } from './device-section';
import { FaultsSection } from './faults-section';
import { FoldersSection } from './folders-section';
import { PreferencesSection } from './preferences-section';
import { ScanSection } from './scan-section';
import { ScrobblingSection } from './scrobbling-section';
import { SoundSection } from './sound-section';
import { query } from '../../core/api/query';

/** Folders and scans of the server; look and sound of this browser. */
@Component({
  selector: 'px-settings-page',
  imports: [
    AboutSection,
    DeviceSection,
    FaultsSection,
    FoldersSection,
    PreferencesSection,
    ScanSection,
    ScrobblingSection,
    SoundSection,
  ],
  host: { class: 'page' },
  template: `
    <h1 i18n class="page-title">Settings</h1>
    @if (system.failure(); as failure) {
      <p role="alert">
        {{ failure.message }} <button i18n type="button" class="button" (click)="system.reload()">Try again</button>
      </p>
    }
    <px-folders-section [system]="system.value()" [sources]="sources" />
    <px-scan-section />
    <px-faults-section />
    <px-scrobbling-section />
    <px-preferences-section />
    <px-sound-section />
    <px-device-section />
    <px-about-section [system]="system.value()" />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--s10);
      max-width: 60rem;
    }
    h1 {
      margin-bottom: calc(-1 * var(--s4));
    }
  `,
})
export class SettingsPage {
  private readonly scans = inject(ScanProgress);
  private readonly connection = inject(Connection);
  protected readonly system = query('/api/v1/system', () => {
    this.scans.ended();
    this.connection.recovered();
    return {};
  });
  protected readonly sources = query('/api/v1/sources', () => {
    // Both change what is there to tell.
    this.scans.ended();
    this.connection.recovered();
    return {};
  });

  constructor() {
    inject(Events).listen('sources', (list) => this.sources.set(list));
  }
}
