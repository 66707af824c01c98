import { ApplicationRef, createComponent, DOCUMENT, EnvironmentInjector, inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { explain } from '../core/api/api-error';
import type { AlbumSummary, AlbumView, ArtistRef, ArtistSummary, TrackView } from '../core/api/types';
import { Player } from '../player/player';
import { Toasts } from '../core/toasts';
import { ItemMenuPanel, type MenuEntry } from './item-menu-panel';
import { LibraryEdits } from './library-edits';
import { PLACEMENTS, Placements } from './placements';
import { Api } from '../core/api/api';

/** What a menu is about. */
export type MenuSubject =
  | { kind: 'track'; track: TrackView; play?: () => void }
  | { kind: 'album'; album: AlbumSummary & Pick<AlbumView, 'parts'> }
  | { kind: 'artist'; artist: ArtistSummary };

/** A menu of nothing but the places to which an album can go. */
interface PlacementSubject {
  kind: 'placement';
  album: AlbumSummary;
}

/** Of an artist, at most so many tracks go into the queue at once. */
const MOST_TRACKS = 200;

/** Opens the one menu that every track, album and artist has: by button, right click or long press. */
@Service()
export class ItemMenu {
  private readonly player = inject(Player);
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly placements = inject(Placements);
  private readonly edits = inject(LibraryEdits);
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);
  private readonly environmentInjector = inject(EnvironmentInjector);

  /** @param at the element it hangs on, or a place in the view; focus returns to `opener` */
  open(subject: MenuSubject | PlacementSubject, at: Element | { x: number; y: number }, opener: HTMLElement): void {
    const panel = createComponent(ItemMenuPanel, { environmentInjector: this.environmentInjector });
    panel.setInput('entries', this.entriesOf(subject));
    this.application.attachView(panel.hostView);
    this.document.body.append(panel.location.nativeElement as Node);
    panel.instance.closed.subscribe((byKeyboard) => {
      panel.destroy();
      if (byKeyboard) opener.focus();
    });
    panel.changeDetectorRef.detectChanges();
    const box = at instanceof Element ? at.getBoundingClientRect() : undefined;
    const place = at instanceof Element ? { x: box?.right ?? 0, y: (box?.bottom ?? 0) + 4 } : at;
    panel.instance.openAt(place, box !== undefined);
  }

  private entriesOf(subject: MenuSubject | PlacementSubject): MenuEntry[] {
    if (subject.kind === 'track') return this.ofTrack(subject.track, subject.play);
    if (subject.kind === 'album') return this.ofAlbum(subject.album);
    if (subject.kind === 'placement') return this.ofPlacement(subject.album);
    return this.ofArtist(subject.artist);
  }

  private ofTrack(track: TrackView, play?: () => void): MenuEntry[] {
    const start = play ?? (() => this.player.play([track]));
    return [
      { icon: 'play', label: 'Play', run: start, isOff: track.isMissing },
      { icon: 'next', label: 'Play next', run: () => this.player.playNext([track]), isOff: track.isMissing },
      { icon: 'queue', label: 'Add to queue', run: () => this.player.enqueue([track]), isOff: track.isMissing },
      { icon: 'album', label: 'Go to album', run: () => this.go('album', track.album.id), startsGroup: true },
      ...this.toArtists(track.artists),
      { icon: 'link', label: 'Copy link', run: () => this.copyLink('album', track.album.id), startsGroup: true },
    ];
  }

  private ofAlbum(album: AlbumSummary & Pick<AlbumView, 'parts'>): MenuEntry[] {
    const { id, isMissing } = album;
    return [
      { icon: 'play', label: 'Play', run: () => void this.player.playAlbum(id), isOff: isMissing },
      { icon: 'shuffle', label: 'Shuffle', run: () => void this.player.playAlbum(id, 'shuffled'), isOff: isMissing },
      { icon: 'next', label: 'Play next', run: () => void this.player.enqueueAlbum(id, 'next'), isOff: isMissing },
      { icon: 'queue', label: 'Add to queue', run: () => void this.player.enqueueAlbum(id, 'last'), isOff: isMissing },
      { icon: 'album', label: 'Go to album', run: () => this.go('album', id), startsGroup: true },
      ...this.toArtists(album.artists),
      ...this.ofPlacement(album).map((entry, at) => ({ ...entry, startsGroup: at === 0 })),
      ...this.ofParts(album),
      { icon: 'link', label: 'Copy link', run: () => this.copyLink('album', id), startsGroup: true },
    ];
  }

  /** Only the page of an album knows whether its files hold several songs. */
  private ofParts(album: AlbumSummary & Pick<AlbumView, 'parts'>): MenuEntry[] {
    if (album.parts === undefined) return [];
    const isSplit = album.parts === 'tracks';
    return [
      {
        icon: isSplit ? 'whole' : 'parts',
        label: isSplit ? 'Don’t split into tracks' : 'Split into tracks',
        run: () => void this.edits.showParts(album, isSplit ? 'whole' : 'tracks'),
        startsGroup: true,
      },
    ];
  }

  private ofPlacement(album: AlbumSummary): MenuEntry[] {
    const elsewhere = PLACEMENTS.filter(({ id }) => id !== this.placements.of(album));
    return elsewhere.map(({ id, name }) => ({
      icon: id,
      label: id === 'dismissed' ? 'Dismiss' : `Move to ${name.toLowerCase()}`,
      run: () => void this.placements.move(album, id),
    }));
  }

  private ofArtist(artist: ArtistSummary): MenuEntry[] {
    const withTracks = (use: (tracks: TrackView[]) => void) => () => void this.withTracksOf(artist, use);
    const context = { kind: 'artist', id: artist.id, title: artist.name } as const;
    return [
      { icon: 'play', label: 'Play all', run: withTracks((tracks) => this.player.play(tracks, 0, context)) },
      { icon: 'shuffle', label: 'Shuffle', run: withTracks((tracks) => this.player.playShuffled(tracks, context)) },
      { icon: 'next', label: 'Play next', run: withTracks((tracks) => this.player.playNext(tracks)) },
      { icon: 'queue', label: 'Add to queue', run: withTracks((tracks) => this.player.enqueue(tracks)) },
      { icon: 'artist', label: 'Go to artist', run: () => this.go('artist', artist.id), startsGroup: true },
      { icon: 'link', label: 'Copy link', run: () => this.copyLink('artist', artist.id), startsGroup: true },
    ];
  }

  /** Hands over the tracks of an artist; says so when they cannot be loaded. */
  async withTracksOf(artist: { id: string }, use: (tracks: TrackView[]) => void): Promise<void> {
    try {
      use((await this.api.read('/api/v1/tracks', { query: { artistId: artist.id, limit: MOST_TRACKS } })).items);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  private toArtists(artists: readonly ArtistRef[]): MenuEntry[] {
    const distinct = [...new Map(artists.map((artist) => [artist.id, artist])).values()].slice(0, 3);
    return distinct.map((artist) => ({
      icon: 'artist',
      label: distinct.length === 1 ? 'Go to artist' : `Go to ${artist.name}`,
      run: () => this.go('artist', artist.id),
    }));
  }

  private go(kind: 'album' | 'artist', id: string): void {
    void this.router.navigate(['/', kind, id]);
  }

  private copyLink(kind: 'album' | 'artist', id: string): void {
    const link = new URL(`${kind}/${encodeURIComponent(id)}`, this.document.baseURI).href;
    this.copy(link).then(
      () => this.toasts.show('The link is copied.'),
      () => this.toasts.show(`The browser does not let Pyxis copy. The link is ${link}`),
    );
  }

  private async copy(text: string): Promise<void> {
    // Absent on plain http other than localhost, whatever the types say.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) throw new Error('no clipboard');
    await clipboard.writeText(text);
  }
}
