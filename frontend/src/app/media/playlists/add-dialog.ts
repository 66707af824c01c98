import { Component, computed, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { Plus } from 'lucide';
import { explain } from '../../core/api/api-error';
import type { AddedView, DuplicateWish, PlaylistView, TracksToAdd } from '../../core/api/playlist-types';
import { query } from '../../core/api/query';
import { plural } from '../../core/locale/formats';
import { Dialog } from '../../ui/dialog';
import { FailureNote } from '../../ui/failure';
import { counted } from '../../ui/format';
import { settled } from '../../ui/settled';
import { PlaylistArt } from './playlist-art';
import { Playlists } from './playlists';
import { addedInWords, alreadyInWords, contentInWords } from './playlist-words';
import { Icon } from '../../ui/icon';

const ICONS = { plus: Plus };

/** More are found by a word of their name. */
const SHOWN = 50;

/**
 * Asks into which playlist something goes: those that changed last first, found by a word, or a new one. Where some of it is
 * in there already, it asks once more.
 */
@Component({
  selector: 'px-add-dialog',
  imports: [Dialog, FailureNote, PlaylistArt, Icon],
  templateUrl: './add-dialog.html',
  styleUrl: './add-dialog.css',
})
export class AddDialog {
  protected readonly icons = ICONS;
  readonly tracks = input.required<TracksToAdd>();
  /** What is added, for people. */
  readonly what = input.required<string>();
  readonly closed = output();

  private readonly playlists = inject(Playlists);
  private readonly dialog = viewChild.required(Dialog);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly typed = signal('');
  private readonly words = settled(this.typed);
  protected readonly page = query(
    '/api/v1/playlists',
    () => ({ query: { sort: 'changed', limit: SHOWN, ...(this.words().trim() && { q: this.words().trim() }) } }),
    $localize`your playlists`,
  );
  protected readonly shown = this.page.latest;
  protected readonly items = computed(() => this.page.latest()?.items ?? []);
  /** What a new one is called. */
  protected readonly newName = computed(() => this.typed().trim() || this.what());
  /** Some are in it already. */
  protected readonly asked = signal<AddedView | undefined>(undefined);
  protected readonly question = computed(() => {
    const asked = this.asked();
    return asked ? alreadyInWords(asked) : '';
  });
  protected readonly others = computed(() => (this.asked()?.total ?? 0) - (this.asked()?.already ?? 0));
  protected readonly addOthers = computed(() =>
    plural(this.others(), $localize`{COUNT, plural, one {Add the other one} other {Add the other #}}`),
  );
  protected readonly problem = signal('');
  protected readonly isBusy = signal(false);
  protected readonly content = contentInWords;

  /** Arrows go through the playlists; Enter in the field takes the first one, or makes a new one. */
  protected onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const target = event.target as HTMLElement;
    if (step !== undefined) {
      event.preventDefault();
      const stops = [...this.host.querySelectorAll<HTMLElement>('[data-stop]')];
      stops[stops.indexOf(target) + step]?.focus();
    } else if (event.key === 'Enter' && target instanceof HTMLInputElement && !event.isComposing) {
      event.preventDefault();
      const [first] = this.items();
      if (this.typed().trim() !== '' && first && this.words() === this.typed()) void this.add(first);
      else if (this.typed().trim() !== '') void this.create();
    }
  }

  protected async create(): Promise<void> {
    await this.attempt(async () => {
      const made = await this.playlists.create({ name: this.newName().slice(0, 200), tracks: this.tracks() });
      this.tell($localize`“${made.name}:playlist:” is made, with ${counted(made.trackCount, 'track')}:tracks:.`, made);
    });
  }

  protected async add(playlist: Pick<PlaylistView, 'id'>, duplicates: DuplicateWish = 'ask'): Promise<void> {
    await this.attempt(async () => {
      const added = await this.playlists.add(playlist.id, this.tracks(), duplicates);
      if (duplicates === 'ask' && added.already > 0) this.asked.set(added);
      else this.tell(addedInWords(added), added.playlist);
    });
  }

  private tell(words: string, playlist: PlaylistView): void {
    this.dialog().close();
    this.playlists.tell(words, playlist);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await work();
    } catch (error) {
      this.problem.set(explain(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
