import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { ArrowDownUp, Minus, Pencil, Plus, Search } from 'lucide';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { TrackView } from '../../core/api/types';
import { isOfSource } from '../../media/subjects/subject';
import { FailureNote } from '../../ui/failure';
import { lastBegun } from '../../ui/last-begun';
import { Toasts } from '../../core/toasts';
import { LyricsEditor } from './lyrics-editor';
import { LyricsFind } from './lyrics-find';
import { linesToShow, linesWith, momentsOf, shifted, type TimedLine } from './lyrics-lines';
import { numberInWords } from '../../core/locale/formats';
import { Player } from '../../player/player';
import { SungPlace } from './sung-place';
import { query } from '../../core/api/query';
import { Icon } from '../../ui/icon';

const ICONS = {
  arrowDownUp: ArrowDownUp,
  minus: Minus,
  pencil: Pencil,
  plus: Plus,
  search: Search,
};

/** As the server takes it. */
const MOST_OFFSET_MS = 60_000;
/** After scrolling by hand the lyrics are left alone for so long. */
const REST_MS = 4_000;
/** Where in the height of the view the current line is kept. */
const LINE_AT = 0.38;
/** Keys that scroll, or go through the lines. */
const SCROLL_KEYS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '];

/**
 * The words of what plays. Where their times are known the current line is marked and kept in view, word by word if
 * possible, and a line can be gone to. Nothing is announced by itself: it would talk over the music.
 */
@Component({
  selector: 'px-lyrics-view',
  imports: [FailureNote, LyricsEditor, LyricsFind, Icon],
  host: { '(keydown.control.f)': 'find($event)', '(keydown.meta.f)': 'find($event)' },
  templateUrl: './lyrics-view.html',
  styleUrl: './lyrics-view.css',
})
export class LyricsView {
  protected readonly icons = ICONS;
  readonly track = input.required<TrackView>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly player = inject(Player);
  private readonly place = new SungPlace();
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly calm = window.matchMedia('(prefers-reduced-motion: reduce)');

  private readonly trackId = computed(() => this.track().id);
  /** A station has no words. */
  protected readonly isMusic = computed(() => this.track().kind === undefined);
  /** Somebody has written them just now. */
  private readonly isWritten = linkedSignal<string, boolean>({ source: this.trackId, computation: () => false });
  /** Of what a source has, only the server knows whether somebody wrote some. */
  private readonly mayHaveLyrics = computed(
    () => this.isMusic() && (this.track().hasLyrics || this.isWritten() || isOfSource(this.trackId())),
  );
  protected readonly loaded = query(
    '/api/v1/tracks/{id}/lyrics',
    () => (this.mayHaveLyrics() ? { path: { id: this.trackId() } } : undefined),
    $localize`the lyrics`,
  );
  protected readonly lyrics = this.loaded.value;
  protected readonly failure = computed(() => {
    const failure = this.loaded.failure();
    return failure?.isNotFound ? undefined : failure;
  });
  /** It is known that there are none. */
  readonly isNone = computed(() => !this.lyrics() && !this.failure() && !this.loaded.isLoading());
  /** As it is here, before the server knows. */
  protected readonly offsetMs = linkedSignal(() => this.lyrics()?.offsetMs ?? 0);
  protected readonly lines = computed(() => linesToShow(shifted(this.lyrics()?.lines ?? [], this.offsetMs())));
  protected readonly isEditing = signal(false);
  protected readonly editing = computed(() => (this.lyrics() ? $localize`Edit lyrics` : $localize`Add lyrics`));
  protected readonly isFinding = signal(false);
  protected readonly searched = signal('');
  private readonly shownLines = computed(() => (this.lyrics()?.isSynced ? this.lines() : (this.lyrics()?.lines ?? [])));
  protected readonly found = computed(() => (this.isFinding() ? linesWith(this.shownLines(), this.searched()) : []));
  protected readonly offset = computed(() => {
    const offsetMs = this.offsetMs();
    const seconds = $localize`${numberInWords(Math.abs(offsetMs / 1000), 1)}:seconds: s`;
    return offsetMs === 0 ? seconds : `${offsetMs > 0 ? '+' : '−'}${seconds}`;
  });
  private readonly moments = computed(() => momentsOf(this.lines()));

  /** Of the line that is sung; -1 before the first. */
  protected readonly current = computed(() => lastBegun(this.lines(), this.place.ms()));
  protected readonly currentWord = computed(() => {
    const words = this.lines()[this.current()]?.words;
    return words ? lastBegun(words, this.place.ms()) : -1;
  });
  /** Whether the view goes along with the music. Another track is followed anew. */
  protected readonly isFollowing = linkedSignal({ source: this.trackId, computation: () => true });
  private readonly moves = signal(0);
  private readonly focused = linkedSignal<string, number | undefined>({
    source: this.trackId,
    computation: () => undefined,
  });
  /** The one line that Tab stops at; arrows go to the others. */
  protected readonly tabStop = computed(() => this.focused() ?? Math.max(0, this.current()));

  constructor() {
    effect(() => this.place.report(this.player.positionMs(), this.player.isPlaying(), this.moments()));
    inject(DestroyRef).onDestroy(() => this.place.stop());
    // Who scrolls while nothing plays is reading, and is not disturbed.
    effect((onCleanup) => {
      this.moves();
      if (this.isFollowing() || !this.player.isPlaying()) return;
      const timer = setTimeout(() => this.follow(), REST_MS);
      onCleanup(() => clearTimeout(timer));
    });
    let shownTrack = '';
    afterRenderEffect(() => {
      const scroller = this.scroller()?.nativeElement;
      const line = scroller?.querySelectorAll<HTMLElement>('li')[Math.max(0, this.current())];
      if (!scroller || !line || !this.isFollowing()) return;
      const top = line.offsetTop + line.offsetHeight / 2 - scroller.clientHeight * LINE_AT;
      const isFirst = shownTrack !== this.trackId();
      shownTrack = this.trackId();
      scroller.scrollTo({ top, behavior: isFirst || this.calm.matches ? 'instant' : 'smooth' });
    });
  }

  protected follow(): void {
    this.focused.set(undefined);
    this.isFollowing.set(true);
  }

  protected seek(line: TimedLine): void {
    this.player.seek(line.startMs);
    this.follow();
  }

  protected find(event?: Event): void {
    if (!this.lyrics()?.lines.length) return;
    event?.preventDefault();
    this.isFinding.set(true);
  }

  protected showWritten(): void {
    // Asked for the first time, or anew.
    if (this.mayHaveLyrics()) this.loaded.reload();
    this.isWritten.set(true);
  }

  protected endSearch(): void {
    this.isFinding.set(false);
    this.searched.set('');
  }

  protected showLine(line: number): void {
    this.leaveAlone();
    const lines = this.scroller()?.nativeElement.querySelectorAll('li, p');
    lines?.[line]?.scrollIntoView({ block: 'center', behavior: this.calm.matches ? 'instant' : 'smooth' });
  }

  /** @param by tenths of a second, later; negative: sooner */
  protected async shift(by: number): Promise<void> {
    const id = this.trackId();
    const before = this.offsetMs();
    const offsetMs = Math.max(-MOST_OFFSET_MS, Math.min(MOST_OFFSET_MS, before + by * 100));
    this.offsetMs.set(offsetMs);
    try {
      await this.api.command('put', '/api/v1/tracks/{id}/lyrics/offset', { path: { id }, body: { offsetMs } });
    } catch (error) {
      if (id === this.trackId()) this.offsetMs.set(before);
      this.toasts.show($localize`The timing is not kept. ${explain(error).message}:why:`);
    }
  }

  /** A hand is on it: the lyrics stay where they are put. */
  protected leaveAlone(): void {
    this.isFollowing.set(false);
    this.moves.update((count) => count + 1);
  }

  protected onKey(event: KeyboardEvent): void {
    if (!SCROLL_KEYS.includes(event.key)) return;
    const last = this.lines().length - 1;
    const at = this.tabStop();
    const target = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[event.key];
    if (event.key !== ' ') this.leaveAlone();
    if (target === undefined) return;
    event.preventDefault();
    this.focused.set(Math.min(Math.max(target, 0), last));
    this.scroller()?.nativeElement.querySelectorAll<HTMLElement>('li button')[this.tabStop()]?.focus();
  }
}
