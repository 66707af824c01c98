import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TrackView } from '../../core/api/types';
import { creditRuns } from '../../media/artist-links';

/** The artist line of what plays, each name a link; usable inside the now-playing view, which a link must close. */
@Component({
  selector: 'px-playing-artists',
  imports: [RouterLink],
  template: `
    @for (run of runs(); track $index) {
      @if (run.artistId) {
        <a [routerLink]="['/artist', run.artistId]" [replaceUrl]="replaceUrl()" (click)="followed.emit()">{{
          run.text
        }}</a>
      } @else {
        <span>{{ run.text }}</span>
      }
    }
  `,
  host: { dir: 'auto' },
  styles: `
    a:hover {
      text-decoration: underline;
    }
  `,
})
export class PlayingArtists {
  readonly track = input.required<TrackView>();
  /** The page gone to takes the place of the current one in the history. */
  readonly replaceUrl = input(false);
  readonly followed = output();
  protected readonly runs = computed(() => creditRuns(this.track().artist, this.track().artists));
}
