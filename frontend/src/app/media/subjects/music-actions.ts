import { inject, Service } from '@angular/core';
import type { ArtistRef, TrackView } from '../../core/api/types';
import { Player } from '../../player/player';
import type { Playable } from '../../player/playable';
import type { Action, ActionProvider } from './actions';
import { Links } from './links';
import { listActions } from './list-actions';
import { isAlbum, isArtist, isTrack, type ArtistSubject, type Subject, type TrackSubject } from './subject';

/** Of the artists of an album or track, at most so many are listed. */
const MOST_ARTISTS = 3;

@Service()
export class AlbumActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly links = inject(Links);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isAlbum(subject)) return [];
    const { id, title, album } = subject;
    return [
      ...listActions(this.player, { kind: 'album', id, title }, $localize`Play`, album.isMissing),
      ...this.links.toAlbum(id),
      ...artistsOf(this.links, album.artists),
      ...this.links.give('album', id, title),
    ];
  }
}

@Service()
export class ArtistActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly links = inject(Links);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isArtist(subject)) return [];
    const { id, title } = subject;
    return [
      ...listActions(this.player, playableArtist(subject), $localize`Play all`),
      ...this.links.toArtist(id, $localize`Go to artist`),
      ...this.links.give('artist', id, title),
    ];
  }
}

@Service()
export class TrackActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly links = inject(Links);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isTrack(subject)) return [];
    const { track } = subject;
    const { isMissing: isOff } = track;
    const { player } = this;
    return [
      { id: 'play', group: 'play', icon: 'play', title: $localize`Play`, isOff, run: () => this.play(subject) },
      {
        id: 'next',
        group: 'play',
        icon: 'next',
        title: $localize`Play next`,
        isOff,
        run: () => player.addTrack(track, 'next'),
      },
      { id: 'queue', group: 'play', icon: 'queue', title: $localize`Add to queue`, isOff, run: () => player.addTrack(track, 'last') }, // prettier-ignore
      ...(track.kind === undefined ? this.ofMusic(track) : []),
      ...(subject.rename ? [{ id: 'rename', group: 'edit', icon: 'rename', title: $localize`Edit title`, run: subject.rename } as const] : []), // prettier-ignore
    ];
  }

  /** A station or an episode is on no album. */
  private ofMusic({ title, album, artists }: TrackView): readonly Action[] {
    // A song of a source may be on no album that has a page.
    if (album.id === '') return artistsOf(this.links, artists);
    return [
      ...this.links.toAlbum(album.id),
      ...artistsOf(this.links, artists),
      ...this.links.give('album', album.id, title),
    ];
  }

  private play({ track, play }: TrackSubject): void {
    if (play) play();
    else this.player.playTrack(track);
  }
}

/** The whole library plays shuffled: in order, nobody would hear the end of it. */
@Service()
export class EverythingActions implements ActionProvider {
  private readonly player = inject(Player);

  actionsFor({ kind }: Subject): readonly Action[] {
    if (kind !== 'everything') return [];
    const run = (): void => this.player.play({ kind: 'everything', title: $localize`Everything, shuffled` });
    return [{ id: 'shuffle', group: 'play', icon: 'shuffle', title: $localize`Shuffle everything`, run }];
  }
}

/** All tracks of an artist, in the order of their page. */
export function playableArtist({ id, title }: ArtistSubject): Playable {
  return { kind: 'artist', id, title };
}

function artistsOf(links: Links, artists: readonly ArtistRef[]): readonly Action[] {
  const distinct = [...new Map(artists.map((artist) => [artist.id, artist])).values()].slice(0, MOST_ARTISTS);
  return distinct.flatMap(({ id, name }) =>
    links.toArtist(id, distinct.length === 1 ? $localize`Go to artist` : $localize`Go to ${name}:name:`),
  );
}
