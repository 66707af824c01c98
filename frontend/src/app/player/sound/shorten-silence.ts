import { DestroyRef, inject, Service } from '@angular/core';
import { Preferences, yesOrNo } from '../../core/preferences';
import { levelOf, SilenceGate } from './silence-gate';

const SHORTEN_SILENCE = yesOrNo('pyxis.shorten-silence');
const LOOK_EVERY_MS = 40;
/** About 40 ms of sound. */
const SAMPLES = 2048;
/** Below this volume nothing can be told from silence. */
const LEAST_VOLUME = 0.01;

/**
 * Whether this browser plays silence in speech faster, and where it is. An element is led through the browser's audio
 * graph only once that is wanted: one that is led through it sounds nowhere else.
 */
@Service()
export class ShortenSilence {
  private readonly kept = inject(Preferences).of(SHORTEN_SILENCE);
  private readonly analysers = new WeakMap<HTMLMediaElement, AnalyserNode>();
  private context?: AudioContext;
  private timer?: ReturnType<typeof setInterval>;
  /** Counts what was asked for, so that what comes late is not done any more. */
  private turn = 0;

  readonly isOn = this.kept.value;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.rest());
  }

  choose(isOn: boolean): void {
    this.kept.choose(isOn);
  }

  /** Listens to an element that plays speech, and tells when silence begins and ends, until it is to rest. */
  async listen(element: HTMLMediaElement, told: (isSilent: boolean) => void): Promise<void> {
    this.rest();
    const turn = this.turn;
    const analyser = await this.analyserOf(element);
    if (!analyser || turn !== this.turn) return;
    const gate = new SilenceGate();
    const samples = new Float32Array(SAMPLES);
    let was = false;
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      // What comes out of an element is as loud as its volume says.
      const isTold = this.isOn() && element.volume > LEAST_VOLUME && !element.paused;
      const isSilent = gate.hear(isTold ? levelOf(samples) / element.volume : 1, performance.now());
      if (isSilent !== was) told(isSilent);
      was = isSilent;
    }, LOOK_EVERY_MS);
  }

  rest(): void {
    this.turn += 1;
    clearInterval(this.timer);
  }

  /** @returns nothing where it is not wanted and never was, or the browser does not let pages listen now */
  private async analyserOf(element: HTMLMediaElement): Promise<AnalyserNode | undefined> {
    const known = this.analysers.get(element);
    if ((!this.isOn() && !known) || typeof AudioContext === 'undefined') return undefined;
    const context = (this.context ??= new AudioContext());
    // Waits for a tap where the browser wants one; until then the element sounds by itself.
    await context.resume();
    const found = known ?? this.analysers.get(element);
    if (found) return found;
    const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
    context.createMediaElementSource(element).connect(analyser).connect(context.destination);
    this.analysers.set(element, analyser);
    return analyser;
  }
}
