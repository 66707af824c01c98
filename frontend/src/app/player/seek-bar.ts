import { Component, computed, inject, signal } from '@angular/core';
import { Player } from './player';
import { PlayingChapters } from './playing-chapters';
import { clockTime, spokenTime } from '../core/locale/time';

/** The place in the track as a slider; a bubble tells the time under the pointer. */
@Component({
  selector: 'px-seek-bar',
  // Time runs to the right, as it does in every player.
  host: { dir: 'ltr' },
  template: `
    <input
      type="range"
      min="0"
      step="1000"
      i18n-aria-label
      aria-label="Position"
      [max]="player.durationMs()"
      [value]="shownMs()"
      [disabled]="!player.current()"
      [attr.aria-valuetext]="spoken()"
      (input)="drag($event)"
      (change)="drop($event)"
      (pointermove)="point($event)"
      (pointerleave)="pointedMs.set(undefined)"
    />
    <span class="track" aria-hidden="true">
      <span class="buffered" [style.transform]="'scaleX(' + bufferedPart() + ')'"></span>
      <span class="played" [style.transform]="'scaleX(' + part() + ')'"></span>
      @for (mark of marks(); track mark) {
        <span class="mark" [style.left.%]="mark * 100"></span>
      }
    </span>
    <span class="knob" aria-hidden="true" [style.left.%]="part() * 100"></span>
    @if (bubbleMs(); as ms) {
      <span class="bubble tabular" aria-hidden="true" [style.left.%]="(ms / player.durationMs()) * 100">{{
        clock(ms)
      }}</span>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      height: 1rem;
      --thickness: 4px;
    }
    input {
      position: absolute;
      inset: -6px 0;
      z-index: 1;
      width: 100%;
      height: calc(100% + 12px);
      margin: 0;
      opacity: 0;
      cursor: pointer;
    }
    @media (pointer: coarse) {
      input {
        inset: -14px 0;
        height: calc(100% + 28px);
      }
    }
    input:disabled {
      cursor: default;
    }
    .track {
      position: absolute;
      inset: calc(50% - var(--thickness) / 2) 0;
      overflow: hidden;
      border-radius: var(--radius-full);
      background: var(--pressed);
    }
    .buffered,
    .played {
      position: absolute;
      inset: 0;
      transform-origin: 0 0;
      background: var(--hover);
    }
    .played {
      background: var(--accent);
    }
    .mark {
      position: absolute;
      inset-block: 0;
      width: 2px;
      margin-inline-start: -1px;
      background: var(--bg-raised);
    }
    .knob {
      position: absolute;
      top: calc(50% - 6px);
      width: 12px;
      height: 12px;
      margin-inline-start: -6px;
      border-radius: 50%;
      background: var(--accent);
      transform: scale(0);
      transition: transform var(--fast) var(--ease);
    }
    :host(:hover) input:enabled ~ .knob,
    input:focus-visible ~ .knob {
      transform: none;
    }
    input:focus-visible ~ .knob {
      outline: 2px solid var(--focus);
      outline-offset: 3px;
    }
    .bubble {
      position: absolute;
      bottom: 1.25rem;
      padding: 0.1rem 0.45rem;
      border-radius: var(--radius-s);
      background: var(--text);
      color: var(--bg);
      font-size: var(--step--2);
      font-weight: 600;
      transform: translateX(-50%);
      pointer-events: none;
    }
  `,
})
export class SeekBar {
  protected readonly player = inject(Player);
  /** Where it is being dragged to; absent when it is not. */
  private readonly draggedMs = signal<number | undefined>(undefined);
  protected readonly pointedMs = signal<number | undefined>(undefined);
  protected readonly shownMs = computed(() => this.draggedMs() ?? this.player.positionMs());
  protected readonly bubbleMs = computed(() => this.draggedMs() ?? this.pointedMs());
  protected readonly part = computed(() => this.partOf(this.shownMs()));
  protected readonly bufferedPart = computed(() => this.partOf(this.player.bufferedMs()));
  protected readonly spoken = computed(
    () => $localize`${spokenTime(this.shownMs())}:time: of ${spokenTime(this.player.durationMs())}:length:`,
  );
  private readonly chapters = inject(PlayingChapters).listed;
  /** Where chapters begin, as parts of the whole; the first needs no mark. */
  protected readonly marks = computed(() =>
    this.chapters()
      .map(({ startMs }) => this.partOf(startMs))
      .filter((part) => part > 0 && part < 1),
  );
  protected readonly clock = clockTime;

  protected drag(event: Event): void {
    this.draggedMs.set(Number((event.target as HTMLInputElement).value));
  }

  protected drop(event: Event): void {
    this.player.seek(Number((event.target as HTMLInputElement).value));
    this.draggedMs.set(undefined);
  }

  protected point(event: PointerEvent): void {
    const { left, width } = (event.target as HTMLElement).getBoundingClientRect();
    const part = Math.min(Math.max((event.clientX - left) / width, 0), 1);
    this.pointedMs.set(
      event.pointerType === 'mouse' && this.player.current() ? part * this.player.durationMs() : undefined,
    );
  }

  private partOf(milliseconds: number): number {
    const durationMs = this.player.durationMs();
    return durationMs > 0 ? Math.min(milliseconds / durationMs, 1) : 0;
  }
}
