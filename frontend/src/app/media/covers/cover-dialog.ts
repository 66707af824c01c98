import { Component, computed, DestroyRef, inject, input, output, signal, viewChild } from '@angular/core';
import { explain } from '../../core/api/api-error';
import { query } from '../../core/api/query';
import type { ArtworkView } from '../../core/api/types';
import { Cover } from '../../ui/cover';
import { Dialog } from '../../ui/dialog';
import { PlaylistArt } from '../playlists/playlist-art';
import { OwnCovers, type Coverable } from './own-covers';
import { addressIn, holdsFiles, pictureIn } from './pictures-in';

/** Another cover for an album, an artist or a playlist: chosen, dropped, pasted or named by its address; shown before it is taken. */
@Component({
  selector: 'px-cover-dialog',
  imports: [Cover, Dialog, PlaylistArt],
  templateUrl: './cover-dialog.html',
  styleUrl: './cover-dialog.css',
  host: { '(paste)': 'paste($event)' },
})
export class CoverDialog {
  readonly subject = input.required<Coverable>();
  readonly closed = output();

  private readonly covers = inject(OwnCovers);
  private readonly dialog = viewChild.required(Dialog);
  private readonly album = query('/api/v1/albums/{id}', () => this.asked('album'));
  private readonly artist = query('/api/v1/artists/{id}', () => this.asked('artist'));
  protected readonly playlist = query('/api/v1/playlists/{id}', () => this.asked('playlist'));
  private readonly loaded = computed(() => this.album.latest() ?? this.artist.latest());
  protected readonly hasOwn = computed(() => (this.loaded() ?? this.playlist.latest())?.hasOwnCover === true);
  /** What is to be the cover; absent: as it is. */
  protected readonly given = signal<ArtworkView | undefined>(undefined);
  protected readonly shown = computed(() => this.given()?.id ?? this.loaded()?.artworkId ?? this.subject().artworkId);
  protected readonly heading = computed(() =>
    this.subject().kind === 'artist' ? $localize`Change picture` : $localize`Change cover`,
  );
  protected readonly withoutWords = computed(() => {
    const { kind } = this.subject();
    if (kind === 'playlist') return $localize`Use covers of its songs`;
    return kind === 'artist' ? $localize`Use cover of an album` : $localize`Use cover of the files`;
  });
  protected readonly doing = signal('');
  /** How much of a picture has arrived, from 0 to 1; undefined where that is not known. */
  protected readonly sentShare = signal<number | undefined>(undefined);
  protected readonly problem = signal('');
  protected readonly isOver = signal(false);
  /** A picture on its way is of no use to a dialog that was closed. */
  private readonly ending = new AbortController();
  /** Counts what was asked for: the answer to an earlier one is not what is wanted any more. */
  private count = 0;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.ending.abort());
  }

  protected choose(picture: File | undefined): void {
    const told = (share: number): void => this.sentShare.set(share);
    if (picture)
      void this.take($localize`Sending the picture…`, () => this.covers.give(picture, told, this.ending.signal));
    else this.problem.set($localize`That is no picture. Choose a JPEG, PNG, WebP, AVIF, GIF or TIFF.`);
  }

  protected fetch(text: string): void {
    const address = addressIn(text);
    if (address === undefined)
      this.problem.set($localize`That is no address of a picture. It begins with https:// or http://.`);
    else void this.take($localize`Fetching the picture…`, () => this.covers.fetch(address));
  }

  /** A picture, or an address: that goes into the field by itself where the focus is there. */
  protected paste(event: ClipboardEvent): void {
    const picture = pictureIn(event.clipboardData);
    const address = addressIn(event.clipboardData?.getData('text/plain') ?? '');
    if (picture) {
      event.preventDefault();
      this.choose(picture);
    } else if (address !== undefined) this.fetch(address);
  }

  protected over(event: DragEvent): void {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    this.choose(pictureIn(event.dataTransfer));
  }

  protected save(): Promise<void> {
    const picture = this.given();
    return this.finish($localize`Saving…`, async () => {
      if (picture) await this.covers.choose(this.subject(), picture.id);
    });
  }

  protected remove(): Promise<void> {
    return this.finish($localize`Removing…`, () => this.covers.remove(this.subject()));
  }

  private asked(kind: Coverable['kind']): { path: { id: string } } | undefined {
    const subject = this.subject();
    return subject.kind === kind ? { path: { id: subject.id } } : undefined;
  }

  private async take(words: string, give: () => Promise<ArtworkView>): Promise<void> {
    const count = ++this.count;
    this.begin(words);
    try {
      const picture = await give();
      if (count === this.count) this.given.set(picture);
    } catch (error) {
      if (count === this.count) this.problem.set(explain(error).message);
    } finally {
      if (count === this.count) this.doing.set('');
    }
  }

  private async finish(words: string, work: () => Promise<void>): Promise<void> {
    this.begin(words);
    try {
      await work();
      this.dialog().close();
    } catch (error) {
      this.problem.set(explain(error).message);
    } finally {
      this.doing.set('');
    }
  }

  private begin(words: string): void {
    this.problem.set('');
    this.sentShare.set(undefined);
    this.doing.set(words);
  }
}
