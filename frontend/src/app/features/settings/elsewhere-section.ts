import { Component, input } from '@angular/core';
import { LucideTriangleAlert } from '@lucide/angular';
import type { Loaded } from '../../core/api/query';
import type { SourceList } from '../../core/api/types';
import { comesFromFiles, serviceInWords } from './words';

/** Sources that are services elsewhere: how each is doing, and what to do. What failed to load is told beside the folders. */
@Component({
  selector: 'px-elsewhere-section',
  imports: [LucideTriangleAlert],
  template: `
    <h2>From elsewhere</h2>
    @if (sources().value(); as list) {
      <ul class="cards">
        @for (source of list.items; track source.id) {
          @if (!isOfFiles(source)) {
            <li class="card">
              @if (source.state !== 'ok') {
                <svg lucideTriangleAlert class="warn" size="20" aria-hidden="true"></svg>
              }
              <div>
                <p class="name">{{ source.name }}</p>
                <p class="dim">{{ inWords(source.state, source.reason) }}</p>
              </div>
            </li>
          }
        }
      </ul>
    } @else if (!sources().failure()) {
      <div class="skeleton card-sized"></div>
      <div class="skeleton card-sized"></div>
    }
  `,
  styleUrl: './section.css',
})
export class ElsewhereSection {
  readonly sources = input.required<Loaded<SourceList>>();
  protected readonly isOfFiles = comesFromFiles;
  protected readonly inWords = serviceInWords;
}
