import { Component, computed, input } from '@angular/core';
import type { SystemView } from '../../core/api/types';
import { apiDocsUrl } from '../../core/api/urls';
import { momentInWords, numberInWords } from '../../core/locale/formats';
import { said } from '../../core/locale/server/server-words';
import { counted, sizeInWords } from '../../ui/format';

/** The server itself: version, what it holds, whether it can transcode. */
@Component({
  selector: 'px-about-section',
  template: `
    <h2 i18n>About</h2>
    @if (system(); as system) {
      <dl class="facts tabular">
        <dt i18n>Version</dt>
        <dd i18n>Pyxis {{ system.version }}, running since {{ moment(system.startedAtMs) }}</dd>
        <dt i18n>Library</dt>
        <dd>
          {{ holdings() }}
          @if (system.library.missingTracks > 0) {
            <span i18n class="dim">({{ missing() }} with missing files)</span>
          }
        </dd>
        <dt i18n>Transcoding</dt>
        <dd>
          @if (system.transcoder.isAvailable) {
            <ng-container i18n>Ready: ffmpeg {{ system.transcoder.version }}</ng-container>
          } @else {
            <ng-container i18n
              >Not possible. {{ whyNot(system.transcoder) }} Files that this browser plays by itself still
              play.</ng-container
            >
          }
        </dd>
        <dt i18n>Database</dt>
        <dd>
          {{ system.databaseEngine === 'sqlite' ? 'SQLite' : 'PostgreSQL'
          }}{{ system.databaseSizeBytes ? ', ' + size(system.databaseSizeBytes) : '' }}
        </dd>
        <dt i18n>Configuration</dt>
        <dd>
          @if (system.configFile) {
            <code class="code">{{ system.configFile }}</code>
          } @else {
            <ng-container i18n>No file; everything is at its default.</ng-container>
          }
        </dd>
        <dt i18n>Machine</dt>
        <dd i18n>{{ system.platform }}, Node {{ system.nodeVersion }}</dd>
        <dt i18n>For programs</dt>
        <dd><a i18n class="link" target="_blank" rel="noopener" [href]="docs">The API and its description</a></dd>
      </dl>
    } @else {
      <div class="skeleton card-sized"></div>
    }
  `,
  styleUrl: './section.css',
})
export class AboutSection {
  readonly system = input<SystemView>();
  protected readonly docs = apiDocsUrl;
  protected readonly whyNot = (transcoder: SystemView['transcoder']): string =>
    said(transcoder, transcoder.reason) ?? '';
  protected readonly holdings = computed(() => {
    const { albums = 0, artists = 0, tracks = 0 } = this.system()?.library ?? {};
    return [counted(albums, 'album'), counted(artists, 'artist'), counted(tracks, 'track')].join(', ');
  });
  protected readonly missing = computed(() => numberInWords(this.system()?.library.missingTracks ?? 0));
  protected readonly moment = momentInWords;
  protected readonly size = sizeInWords;
}
