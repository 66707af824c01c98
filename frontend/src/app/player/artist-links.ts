import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TrackView } from '../api/types';

/** The artists of a track, each a link; as printed when the track names none by themselves. */
@Component({
  selector: 'px-artist-links',
  imports: [RouterLink],
  template: `
    @for (artist of track().artists; track $index) {
      @if (artist.role === 'main' || artist.role === 'featured') {
        @if ($index > 0) {
          <span>, </span>
        }
        <a dir="auto" [routerLink]="['/artist', artist.id]" [replaceUrl]="replaceUrl()" (click)="followed.emit()">{{
          artist.name
        }}</a>
      }
    } @empty {
      <span dir="auto">{{ track().artist }}</span>
    }
  `,
  styles: `
    a:hover {
      text-decoration: underline;
    }
  `,
})
export class ArtistLinks {
  readonly track = input.required<TrackView>();
  readonly replaceUrl = input(false);
  readonly followed = output();
}
