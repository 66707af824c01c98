import { DestroyRef, inject, Service } from '@angular/core';
import { Preferences, yesOrNo } from '../../core/preferences';
import { AudioGraph } from './audio-graph';
import { levelOf, SilenceGate } from './silence-gate';

const SHORTEN_SILENCE = yesOrNo('pyxis.shorten-silence');
const LOOK_EVERY_MS = 40;
/** About 40 ms of sound. */
const SAMPLES = 2048;
/** Below this volume nothing can be told from silence. */
const LEAST_VOLUME = 0.01;

/**
 * Whether this browser plays silence in speech faster, and where it is. An element is led through the browser's audio
 * graph only once that is wanted.
 */
@Service()
export class ShortenSilence {
  private readonly kept = inject(Preferences).of(SHORTEN_SILENCE);
  private readonly graph = inject(AudioGraph);
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
    const analyser = this.isOn() ? await this.graph.tap(element, SAMPLES) : undefined;
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
}
