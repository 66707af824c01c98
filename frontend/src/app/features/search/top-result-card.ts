import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Play } from 'lucide';
import type { SearchResponse, TopResult } from '../../core/api/types';
import { saidBriefly } from '../../core/locale/server/server-words';
import { Cover } from '../../ui/cover';
import { Highlighted } from '../../ui/highlighted';
import { MenuOn } from '../../media/menu-on';
import { SourceBadge } from '../../media/source-badge';
import { Actions } from '../../media/subjects/actions';
import { kindInWords } from '../../media/track-kind';
import {
  albumSubject,
  artistSubject,
  playlistSubject,
  showSubject,
  trackSubject,
  type Subject,
} from '../../media/subjects/subject';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = { play: Play };

interface Shown {
  /** What it is, in words. */
  kind: string;
  isRound?: boolean;
  name: string;
  by: string;
  /** Absent where there is no page of it. */
  link?: readonly string[];
  isLettered?: boolean;
  subject: Subject;
  artworkId?: string;
  placeholder?: string;
  sourceId?: string;
  isMissing: boolean;
  whyNotPlayable?: string | undefined;
}

/** The result that is most likely meant, large. */
@Component({
  selector: 'px-top-result-card',
  imports: [Label, Cover, Highlighted, MenuOn, RouterLink, SourceBadge, Icon],
  template: `
    @if (shown(); as it) {
      <article [pxMenuOn]="it.subject">
        <px-cover
          [class.round]="it.isRound"
          [artworkId]="it.artworkId"
          [placeholder]="it.placeholder"
          [title]="it.name"
          [artist]="it.by"
          [hasWords]="!it.isRound"
          [isLettered]="it.isLettered ?? false"
          sizes="160px"
        />
        <div class="words">
          <a class="name" [routerLink]="it.link ?? null"><px-highlighted [text]="it.name" [query]="query()" /></a>
          <p class="by truncate" dir="auto">{{ it.kind }}{{ it.by ? ' · ' + it.by : '' }}</p>
          @if (it.sourceId; as sourceId) {
            <px-source-badge [sourceId]="sourceId" />
          }
          @if (it.whyNotPlayable; as why) {
            <p class="by">{{ why }}</p>
          }
        </div>
        @if (!it.isMissing) {
          <button
            type="button"
            class="play"
            i18n-pxLabel
            pxLabel="Play {{ it.name }}"
            (click)="actions.runFirst(it.subject)"
          >
            <svg [pxIcon]="icons.play" size="22" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
          </button>
        }
      </article>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    article {
      position: relative;
      display: grid;
      align-content: start;
      gap: var(--s4);
      /* As high as its skeleton: with a title of two lines. */
      min-height: 18rem;
      padding: var(--s5);
      border-radius: var(--radius-l);
      background: var(--hover);
    }
    article:hover {
      background: var(--pressed);
    }
    px-cover {
      width: 8rem;
      box-shadow: var(--shadow-2);
    }
    px-cover.round {
      border-radius: 50%;
    }
    .words {
      min-width: 0;
      padding-inline-end: 4rem;
    }
    .name {
      display: -webkit-box;
      overflow: hidden;
      font: 700 var(--step-4) / 1.12 var(--font-display);
      letter-spacing: -0.02em;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      line-clamp: 3;
    }
    .name::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    .by {
      margin-top: var(--s1);
      color: var(--text-dim);
    }
    .play {
      position: absolute;
      inset-inline-end: var(--s5);
      bottom: var(--s5);
      display: grid;
      place-items: center;
      width: 3.25rem;
      height: 3.25rem;
      border-radius: 50%;
      background: var(--accent);
      color: var(--on-accent);
      box-shadow: var(--shadow-2);
    }
  `,
})
export class TopResultCard {
  protected readonly icons = ICONS;
  readonly top = input.required<TopResult>();
  readonly found = input.required<SearchResponse>();
  readonly query = input('');
  protected readonly actions = inject(Actions);

  protected readonly shown = computed<Shown | undefined>(() => {
    const { kind, id } = this.top();
    const { albums, artists, tracks, playlists, shows, episodes, stations } = this.found();
    const album = albums.find((each) => each.id === id);
    if (kind === 'album' && album) {
      const { title: name, artist: by } = album;
      return { ...album, kind: $localize`Album`, name, by, link: ['/album', id], subject: albumSubject(album) };
    }
    const artist = artists.find((each) => each.id === id);
    if (kind === 'artist' && artist) {
      const subject = artistSubject(artist);
      return {
        ...artist,
        kind: $localize`Artist`,
        isRound: true,
        by: '',
        link: ['/artist', id],
        subject,
        isMissing: false,
      };
    }
    const show = shows.find((each) => each.id === id);
    if (kind === 'show' && show) {
      const { title: name, author: by = '' } = show;
      return {
        ...show,
        kind: $localize`Podcast`,
        name,
        by,
        link: ['/podcast', id],
        subject: showSubject(show),
        isMissing: false,
      };
    }
    const playlist = playlists.find((each) => each.id === id);
    if (kind === 'playlist' && playlist) {
      const { title: name, owner: by = '' } = playlist;
      const subject = playlistSubject(playlist);
      return { ...playlist, kind: $localize`Playlist`, name, by, link: ['/playlist', id], subject, isMissing: false };
    }
    const track = [...tracks, ...episodes, ...stations].find((each) => each.id === id);
    if (!track) return undefined;
    const subject = trackSubject(track);
    const { title: name, artist: by, album: on } = track;
    const whyNotPlayable = saidBriefly(track.notPlayableCause, track.whyNotPlayable);
    const kindOf = kindInWords(track) ?? $localize`Track`;
    const shown = { ...track, kind: kindOf, name, by, subject, whyNotPlayable };
    if (track.kind === 'episode') return { ...shown, link: ['/episode', id] };
    if (track.kind === 'station') return { ...shown, link: ['/station', id], isLettered: true };
    return { ...shown, ...(on.id !== '' && { link: ['/album', on.id] }) };
  });
}
