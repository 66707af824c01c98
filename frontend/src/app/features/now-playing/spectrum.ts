import { Component, DestroyRef, effect, ElementRef, inject, signal, viewChild } from '@angular/core';
import { AudioGraph } from '../../player/sound/audio-graph';
import { Player } from '../../player/player';
import { barsOf } from './spectrum-bars';

const BAR_PX = 8;
const GAP_PX = 2;
/** After a pause it falls to its foot, and then nothing is drawn any more. */
const FALL_MS = 1_500;

/**
 * The spectrum of what this tab puts out. It draws only while something sounds and it can be seen: browsers give no frames to
 * pages in the background.
 */
@Component({
  selector: 'px-spectrum',
  template: '<canvas #canvas></canvas>',
  host: { 'aria-hidden': 'true' },
  styles: `
    :host,
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
    canvas {
      color: var(--accent);
    }
  `,
})
export class Spectrum {
  private readonly graph = inject(AudioGraph);
  private readonly player = inject(Player);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly isInView = signal(false);
  private frame = 0;

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const seen = new IntersectionObserver(([entry]) => this.isInView.set(entry?.isIntersecting ?? false));
    seen.observe(host);
    const unwatch = this.graph.watch();
    inject(DestroyRef).onDestroy(() => {
      seen.disconnect();
      unwatch();
    });
    effect((onCleanup) => {
      const analyser = this.graph.analyser();
      if (!analyser || !this.isInView()) return;
      const untilMs = this.player.isPlaying() ? Infinity : performance.now() + FALL_MS;
      this.drawUntil(untilMs, analyser);
      onCleanup(() => cancelAnimationFrame(this.frame));
    });
  }

  private drawUntil(untilMs: number, analyser: AnalyserNode): void {
    const levels = new Uint8Array(analyser.frequencyBinCount);
    const hzPerLevel = analyser.context.sampleRate / analyser.fftSize;
    const draw = (nowMs: number): void => {
      analyser.getByteFrequencyData(levels);
      this.draw(levels, hzPerLevel);
      if (nowMs < untilMs) this.frame = requestAnimationFrame(draw);
    };
    this.frame = requestAnimationFrame(draw);
  }

  private draw(levels: Uint8Array, hzPerLevel: number): void {
    const canvas = this.canvas().nativeElement;
    const paint = canvas.getContext('2d');
    if (!paint) return;
    const scale = window.devicePixelRatio;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const [dotsWide, dotsHigh] = [Math.round(width * scale), Math.round(height * scale)];
    // Setting a size makes a new picture, which is too much for each frame.
    if (canvas.width !== dotsWide) canvas.width = dotsWide;
    if (canvas.height !== dotsHigh) canvas.height = dotsHigh;
    paint.setTransform(scale, 0, 0, scale, 0, 0);
    paint.clearRect(0, 0, width, height);
    paint.fillStyle = getComputedStyle(canvas).color;
    const count = Math.floor((width + GAP_PX) / (BAR_PX + GAP_PX));
    barsOf(levels, hzPerLevel, count).forEach((bar, index) => {
      const barPx = Math.max(1, bar * height);
      paint.fillRect(index * (BAR_PX + GAP_PX), height - barPx, BAR_PX, barPx);
    });
  }
}
