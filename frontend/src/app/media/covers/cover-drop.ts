import { Component, DestroyRef, DOCUMENT, inject, input, signal } from '@angular/core';
import { explain } from '../../core/api/api-error';
import { Toasts } from '../../core/toasts';
import { OwnCovers, type Coverable } from './own-covers';
import { holdsFiles, pictureIn } from './pictures-in';

/**
 * The cover on the page of an album, an artist or a playlist, which takes a picture that is dropped on it, or pasted on the page.
 * While a file is dragged, it says so.
 */
@Component({
  selector: 'px-cover-drop',
  template: `
    <ng-content />
    @let share = sentShare();
    @if (share !== undefined) {
      <p class="words" role="status">
        <span i18n>Sending the picture…</span>
        <progress aria-hidden="true" [value]="share"></progress>
      </p>
    } @else if (isNear()) {
      <p class="words" [class.over]="isOver()">
        @if (subject().kind === 'artist') {
          <span i18n>Drop a picture here to change it</span>
        } @else {
          <span i18n>Drop a picture here to change the cover</span>
        }
      </p>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: block;
    }
    .words {
      position: absolute;
      inset: 0;
      display: grid;
      place-content: center;
      justify-items: center;
      gap: var(--s2);
      padding: var(--s4);
      border: 2px dashed #fff;
      border-radius: inherit;
      background: rgb(0 0 0 / 0.6);
      color: #fff;
      font-weight: 600;
      text-align: center;
      pointer-events: none;
    }
    progress {
      width: 6rem;
      max-width: 80%;
      accent-color: #fff;
    }
    .words.over {
      border-style: solid;
      background: rgb(0 0 0 / 0.75);
    }
  `,
  host: {
    '(document:dragenter)': 'approach($event)',
    '(document:dragover)': 'refuse($event)',
    '(document:dragleave)': 'leave($event)',
    '(document:drop)': 'miss($event)',
    '(document:paste)': 'paste($event)',
    '(dragover)': 'over($event)',
    '(dragleave)': 'isOver.set(false)',
    '(drop)': 'drop($event)',
  },
})
export class CoverDrop {
  readonly subject = input.required<Coverable>();

  private readonly covers = inject(OwnCovers);
  private readonly toasts = inject(Toasts);
  private readonly document = inject(DOCUMENT);
  protected readonly isNear = signal(false);
  protected readonly isOver = signal(false);
  /** How much of a picture has arrived, from 0 to 1; undefined while none is on its way. */
  protected readonly sentShare = signal<number | undefined>(undefined);
  private readonly ending = new AbortController();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.ending.abort());
  }

  protected approach({ dataTransfer }: DragEvent): void {
    if (holdsFiles(dataTransfer)) this.isNear.set(true);
  }

  /** Beside the cover a browser would open the file in place of the app. */
  protected refuse(event: DragEvent): void {
    if (event.defaultPrevented || !event.dataTransfer || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  }

  /** Out of the window. */
  protected leave({ relatedTarget }: DragEvent): void {
    if (relatedTarget === null) this.isNear.set(false);
  }

  protected miss(event: DragEvent): void {
    if (holdsFiles(event.dataTransfer)) event.preventDefault();
    this.isNear.set(false);
  }

  protected over(event: DragEvent): void {
    if (!event.dataTransfer || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    this.isOver.set(false);
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    const picture = pictureIn(event.dataTransfer);
    if (picture) void this.change(picture);
    else this.toasts.show($localize`That is no picture. Drop a JPEG, PNG, WebP, AVIF, GIF or TIFF.`);
  }

  /** Fields take what is pasted themselves, and so do dialogs; what lies over the page hides its cover. */
  protected paste({ target, clipboardData }: ClipboardEvent): void {
    const isTaken = target instanceof Element && target.closest('input, textarea') !== null;
    const picture = pictureIn(clipboardData);
    if (picture && !isTaken && !this.document.querySelector('dialog[open], [aria-modal=true]'))
      void this.change(picture);
  }

  private async change(picture: File): Promise<void> {
    const subject = this.subject();
    this.sentShare.set(0);
    try {
      const { id } = await this.covers.give(picture, (share) => this.sentShare.set(share), this.ending.signal);
      await this.covers.choose(subject, id);
    } catch (error) {
      if (error !== this.ending.signal.reason) this.toasts.show(explain(error).message);
    } finally {
      this.sentShare.set(undefined);
    }
  }
}
