import { Component, inject, input, output, signal } from '@angular/core';
import { BookmarkPlus, X } from 'lucide';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { BookmarkView } from '../../../core/api/podcast-types';
import { query } from '../../../core/api/query';
import { Toasts } from '../../../core/toasts';
import { clockTime, spokenTime } from '../../../core/locale/time';
import { Label } from '../../../ui/label';
import { Icon } from '../../../ui/icon';

const ICONS = { bookmarkPlus: BookmarkPlus, x: X };

/** Places of an episode that somebody wants to find again. They do not change where it goes on. */
@Component({
  selector: 'px-bookmark-list',
  imports: [Label, Icon],
  template: `
    <section aria-labelledby="px-bookmarks-title">
      <h2 i18n id="px-bookmarks-title" class="section-title">Bookmarks</h2>
      <form (submit)="add($event)">
        <input
          #field
          class="field"
          maxlength="1000"
          i18n-placeholder
          placeholder="A note, if you like"
          i18n-aria-label
          aria-label="Note of the bookmark"
          [value]="note()"
          (input)="note.set(field.value)"
        />
        <button type="submit" class="button tabular">
          <svg [pxIcon]="icons.bookmarkPlus" size="1.1em" aria-hidden="true"></svg>
          <span i18n><span class="sr-only">Bookmark </span>{{ clock(atMs()) }}</span>
        </button>
      </form>
      <ol>
        @for (bookmark of loaded.latest()?.items ?? []; track bookmark.id) {
          <li>
            <button type="button" (click)="wanted.emit(bookmark.positionMs)">
              <span class="time tabular" aria-hidden="true">{{ clock(bookmark.positionMs) }}</span>
              <span class="title" dir="auto">{{ bookmark.note || noNote }}</span>
              <span i18n class="sr-only">at {{ spoken(bookmark.positionMs) }}</span>
            </button>
            <button
              type="button"
              class="icon-button"
              i18n-pxLabel
              pxLabel="Remove the bookmark at {{ spoken(bookmark.positionMs) }}"
              (click)="remove(bookmark)"
            >
              <svg [pxIcon]="icons.x" size="16" aria-hidden="true"></svg>
            </button>
          </li>
        }
      </ol>
    </section>
  `,
  styleUrl: '../../../media/place-list.css',
})
export class BookmarkList {
  protected readonly icons = ICONS;
  readonly episodeId = input.required<string>();
  /** Where a new one is put, in milliseconds. */
  readonly atMs = input.required<number>();
  /** Somebody wants to hear it from there, in milliseconds. */
  readonly wanted = output<number>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly note = signal('');
  protected readonly clock = clockTime;
  protected readonly noNote = $localize`Without a note`;
  protected readonly spoken = spokenTime;
  protected readonly loaded = query(
    '/api/v1/podcasts/episodes/{id}/bookmarks',
    () => ({ path: { id: this.episodeId() } }),
    $localize`the bookmarks`,
  );

  protected add(event: Event): void {
    event.preventDefault();
    const note = this.note().trim();
    this.note.set('');
    void this.put(Math.round(this.atMs()), note);
  }

  protected async remove({ id, positionMs, note = '' }: BookmarkView): Promise<void> {
    try {
      await this.api.command('delete', '/api/v1/podcasts/bookmarks/{id}', { path: { id } });
      const left = (this.loaded.latest()?.items ?? []).filter((each) => each.id !== id);
      this.loaded.set({ items: left });
      this.toasts.show($localize`The bookmark at ${clockTime(positionMs)}:time: is removed.`, {
        label: $localize`Undo`,
        run: () => void this.put(positionMs, note),
      });
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  private async put(positionMs: number, note: string): Promise<void> {
    try {
      const added = await this.api.command('post', '/api/v1/podcasts/episodes/{id}/bookmarks', {
        path: { id: this.episodeId() },
        body: { positionMs, ...(note !== '' && { note }) },
      });
      const known = this.loaded.latest()?.items ?? [];
      this.loaded.set({ items: [...known, added].sort((a, b) => a.positionMs - b.positionMs) });
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}
