import { DatePipe } from '@angular/common';
import { Component, input } from '@angular/core';
import type { SystemView } from '../../core/api/types';
import { apiDocsUrl } from '../../core/api/urls';
import { sizeInWords } from './words';

/** The server itself: version, what it holds, whether it can transcode. */
@Component({
  selector: 'px-about-section',
  imports: [DatePipe],
  template: `
    <h2>About</h2>
    @if (system(); as system) {
      <dl class="facts tabular">
        <dt>Version</dt>
        <dd>Pyxis {{ system.version }}, running since {{ system.startedAtMs | date: 'd MMM, HH:mm' }}</dd>
        <dt>Library</dt>
        <dd>
          {{ system.library.albums.toLocaleString('en') }} albums,
          {{ system.library.artists.toLocaleString('en') }} artists,
          {{ system.library.tracks.toLocaleString('en') }} tracks
          @if (system.library.missingTracks > 0) {
            <span class="dim">({{ system.library.missingTracks.toLocaleString('en') }} with missing files)</span>
          }
        </dd>
        <dt>Transcoding</dt>
        <dd>
          @if (system.transcoder.isAvailable) {
            Ready: ffmpeg {{ system.transcoder.version }}
          } @else {
            Not possible. {{ system.transcoder.reason }} Files that this browser plays by itself still play.
          }
        </dd>
        <dt>Database</dt>
        <dd>
          {{ system.databaseEngine === 'sqlite' ? 'SQLite' : 'PostgreSQL'
          }}{{ system.databaseSizeBytes ? ', ' + size(system.databaseSizeBytes) : '' }}
        </dd>
        <dt>Configuration</dt>
        <dd>
          @if (system.configFile) {
            <code class="code">{{ system.configFile }}</code>
          } @else {
            No file; everything is at its default.
          }
        </dd>
        <dt>Machine</dt>
        <dd>{{ system.platform }}, Node {{ system.nodeVersion }}</dd>
        <dt>For programs</dt>
        <dd><a class="link" target="_blank" rel="noopener" [href]="docs">The API and its description</a></dd>
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
  protected readonly size = sizeInWords;
}
