import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { ArrowDownUp } from 'lucide';
import { query } from '../../../core/api/query';
import { Player } from '../../../player/player';
import { FailureNote } from '../../../ui/failure';
import { lastBegun } from '../../../ui/last-begun';
import { firstChoice, isSame, wordsOf, type TranscriptChoice } from './transcript-choice';
import { Icon } from '../../../ui/icon';

const ICONS = { arrowDownUp: ArrowDownUp };

/** After scrolling by hand it is left alone for so long. */
const REST_MS = 6_000;
/** Where in the height of the view the current line is kept. */
const LINE_AT = 0.35;
/** Keys that scroll, or go through the lines. */
const SCROLL_KEYS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '];

/**
 * What is said in an episode. Fetched when somebody opens it; where times are known, the line that is heard is marked and
 * kept in view, and a line can be gone to.
 */
@Component({
  selector: 'px-transcript-view',
  imports: [FailureNote, Icon],
  templateUrl: './transcript-view.html',
  styleUrl: './transcript-view.css',
})
export class TranscriptView {
  protected readonly icons = ICONS;
  readonly episodeId = input.required<string>();
  /** The transcripts that there are, at least one. */
  readonly choices = input.required<readonly TranscriptChoice[]>();
  /** Somebody wants to hear it from there, in milliseconds. */
  readonly wanted = output<number>();

  private readonly player = inject(Player);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  protected readonly isOpen = linkedSignal({ source: this.episodeId, computation: () => false });
  /** The one that somebody picked, of this episode. */
  private readonly picked = linkedSignal<string, TranscriptChoice | undefined>({
    source: this.episodeId,
    computation: () => undefined,
  });
  private readonly chosen = computed(() => this.picked() ?? firstChoice(this.choices(), navigator.languages));
  protected readonly options = computed(() => {
    const choices = this.choices();
    return choices.map((choice) => ({ label: wordsOf(choice, choices), isChosen: isSame(choice, this.chosen()) }));
  });
  protected readonly loaded = query(
    '/api/v1/podcasts/episodes/{id}/transcript',
    () => {
      const { language, type } = this.chosen() ?? {};
      return this.isOpen() ? { path: { id: this.episodeId() }, query: { language, type } } : undefined;
    },
    $localize`the transcript`,
  );
  /** With who speaks where that changes. */
  protected readonly lines = computed(() => {
    const cues = this.loaded.value()?.cues ?? [];
    return cues.map((cue, index) => ({
      ...cue,
      said: cue.speaker === cues[index - 1]?.speaker ? undefined : cue.speaker,
    }));
  });
  protected readonly isTimed = computed(() => this.loaded.value()?.isTimed ?? false);
  private readonly isCurrent = computed(() => this.player.current()?.id === this.episodeId());
  /** Of the line that is heard; -1 before the first, and while another track plays. */
  protected readonly current = computed(() =>
    this.isCurrent() && this.isTimed() ? lastBegun(this.lines(), this.player.positionMs()) : -1,
  );
  protected readonly isFollowing = linkedSignal({ source: this.episodeId, computation: () => true });
  private readonly moves = signal(0);
  private readonly focused = linkedSignal<string, number | undefined>({
    source: this.episodeId,
    computation: () => undefined,
  });
  /** The one line that Tab stops at; arrows go to the others. */
  protected readonly tabStop = computed(() => this.focused() ?? Math.max(0, this.current()));

  constructor() {
    // Who scrolls while nothing plays is reading, and is not disturbed.
    effect((onCleanup) => {
      this.moves();
      if (this.isFollowing() || !this.isCurrent() || !this.player.isPlaying()) return;
      const timer = setTimeout(() => this.follow(), REST_MS);
      onCleanup(() => clearTimeout(timer));
    });
    afterRenderEffect(() => {
      const scroller = this.scroller()?.nativeElement;
      const line = scroller?.querySelectorAll<HTMLElement>('li')[this.current()];
      if (!scroller || !line || !this.isFollowing()) return;
      const top = line.offsetTop - scroller.clientHeight * LINE_AT;
      scroller.scrollTo({ top, behavior: this.calm.matches ? 'instant' : 'smooth' });
    });
  }

  protected choose(index: number): void {
    this.picked.set(this.choices()[index]);
    this.follow();
  }

  protected follow(): void {
    this.focused.set(undefined);
    this.isFollowing.set(true);
  }

  protected goTo(startMs: number | undefined): void {
    if (startMs === undefined) return;
    this.wanted.emit(startMs);
    this.follow();
  }

  /** A hand is on it: it stays where it is put. */
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
    // Arrows seek elsewhere; here they have been used.
    event.stopPropagation();
    this.focused.set(Math.min(Math.max(target, 0), last));
    this.scroller()?.nativeElement.querySelectorAll<HTMLElement>('li button')[this.tabStop()]?.focus();
  }
}
