import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ArtistRef } from '../core/api/types';

/** A run of the printed line, with the artist it names if any. */
export interface CreditRun {
  text: string;
  artistId?: string;
}

/** Cuts the printed line into names that can be linked and what stands between them. */
export function creditRuns(line: string, artists: readonly ArtistRef[]): CreditRun[] {
  const runs: CreditRun[] = [];
  const distinct = [...new Map(artists.map((artist) => [artist.name, artist])).values()];
  let rest = line;
  while (rest !== '') {
    // The one that comes first; of two at the same place the longer.
    const [found] = distinct
      .map((artist) => ({ artist, at: rest.indexOf(artist.name) }))
      .filter(({ artist, at }) => at >= 0 && artist.name !== '')
      .sort((a, b) => a.at - b.at || b.artist.name.length - a.artist.name.length);
    if (!found) break;
    if (found.at > 0) runs.push({ text: rest.slice(0, found.at) });
    runs.push({ text: found.artist.name, artistId: found.artist.id });
    rest = rest.slice(found.at + found.artist.name.length);
  }
  if (rest !== '') runs.push({ text: rest });
  // Printed otherwise than credited: the whole line leads to the first.
  const first = artists[0];
  return runs.length === 1 && runs[0]?.artistId === undefined && first ? [{ text: line, artistId: first.id }] : runs;
}

/** An artist line as printed, each name leading to its artist. */
@Component({
  selector: 'px-artist-links',
  imports: [RouterLink],
  template: `@for (run of runs(); track $index) {
    @if (run.artistId) {
      <a [routerLink]="['/artist', run.artistId]">{{ run.text }}</a>
    } @else {
      <span>{{ run.text }}</span>
    }
  }`,
  host: { dir: 'auto' },
  styles: `
    /* 24 px high at least, to be hit by a finger (WCAG 2.2, 2.5.8). */
    a {
      display: inline-block;
      line-height: max(1.5rem, 1.25em);
      border-radius: 2px;
    }
    a:hover {
      text-decoration: underline;
      text-underline-offset: 0.18em;
    }
    span {
      white-space: pre;
    }
  `,
})
export class ArtistLinks {
  readonly line = input.required<string>();
  readonly artists = input.required<readonly ArtistRef[]>();
  protected readonly runs = computed(() => creditRuns(this.line(), this.artists()));
}
