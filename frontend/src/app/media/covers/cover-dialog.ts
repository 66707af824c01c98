import { Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { explain } from '../../core/api/api-error';
import { query } from '../../core/api/query';
import type { ArtworkView } from '../../core/api/types';
import { Cover } from '../../ui/cover';
import { Dialog } from '../../ui/dialog';
import { OwnCovers, type CoveredAlbum } from './own-covers';
import { addressIn, holdsFiles, pictureIn } from './pictures-in';

const NO_PICTURE = 'That is no picture. Choose a JPEG, PNG, WebP, AVIF, GIF or TIFF.';
const NO_ADDRESS = 'That is no address of a picture. It begins with https:// or http://.';

/** Another cover for an album: chosen, dropped, pasted or named by its address; shown before it is taken. */
@Component({
  selector: 'px-cover-dialog',
  imports: [Cover, Dialog],
  templateUrl: './cover-dialog.html',
  styleUrl: './cover-dialog.css',
  host: { '(paste)': 'paste($event)' },
})
export class CoverDialog {
  readonly album = input.required<CoveredAlbum>();
  readonly closed = output();

  private readonly covers = inject(OwnCovers);
  private readonly dialog = viewChild.required(Dialog);
  private readonly loaded = query('/api/v1/albums/{id}', () => ({ path: { id: this.album().id } }));
  protected readonly hasOwn = computed(() => this.loaded.latest()?.hasOwnCover === true);
  /** What is to be the cover; absent: as it is. */
  protected readonly given = signal<ArtworkView | undefined>(undefined);
  protected readonly shown = computed(() => this.given()?.id ?? this.loaded.latest()?.artworkId ?? this.album().artworkId); // prettier-ignore
  protected readonly doing = signal('');
  protected readonly problem = signal('');
  protected readonly isOver = signal(false);
  /** Counts what was asked for: the answer to an earlier one is not what is wanted any more. */
  private asked = 0;

  protected choose(picture: File | undefined): void {
    if (picture) void this.take('Sending the picture…', () => this.covers.give(picture));
    else this.problem.set(NO_PICTURE);
  }

  protected fetch(text: string): void {
    const address = addressIn(text);
    if (address === undefined) this.problem.set(NO_ADDRESS);
    else void this.take('Fetching the picture…', () => this.covers.fetch(address));
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
    return this.finish('Saving…', async () => {
      if (picture) await this.covers.choose(this.album(), picture.id);
    });
  }

  protected remove(): Promise<void> {
    return this.finish('Removing…', () => this.covers.remove(this.album()));
  }

  private async take(words: string, give: () => Promise<ArtworkView>): Promise<void> {
    const asked = ++this.asked;
    this.begin(words);
    try {
      const picture = await give();
      if (asked === this.asked) this.given.set(picture);
    } catch (error) {
      if (asked === this.asked) this.problem.set(explain(error).message);
    } finally {
      if (asked === this.asked) this.doing.set('');
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
    this.doing.set(words);
  }
}
