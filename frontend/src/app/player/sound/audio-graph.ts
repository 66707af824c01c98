import { DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import { EffectChain } from './effect-chain';
import { SoundEffects } from './sound-effects';

/**
 * The browser's audio graph, one for the tab. An element that is led through it sounds nowhere else from then on, and not at
 * all while the graph is held by the browser: so none is led through it before something is wanted of the graph (effects, a
 * spectrum, silence to be found) and the graph runs. Until then, as without any of that, elements sound by themselves.
 */
@Service()
export class AudioGraph {
  private readonly document = inject(DOCUMENT);
  private readonly effects = inject(SoundEffects);
  /** All that were told to play. */
  private readonly elements = new Set<HTMLMediaElement>();
  private readonly sources = new Map<HTMLMediaElement, MediaElementAudioSourceNode>();
  private readonly taps = new WeakMap<HTMLMediaElement, AnalyserNode>();
  /** How many want to see what sounds. */
  private readonly watchers = signal(0);
  private readonly shown = signal<AnalyserNode | undefined>(undefined);
  private context?: AudioContext;
  private chain?: EffectChain;

  /** Shows all that sounds; absent while nothing is led through the graph. */
  readonly analyser = this.shown.asReadonly();

  constructor() {
    effect(() => {
      const wanted = this.effects.wanted();
      this.chain?.apply(wanted);
      if (wanted || this.watchers() > 0) untracked(() => void this.leadAll());
    });
  }

  /** To be called whenever an element is told to play. */
  sounds(element: HTMLMediaElement): void {
    this.elements.add(element);
    if (this.effects.wanted() || this.watchers() > 0) void this.lead(element);
    else this.wake();
  }

  /** @returns what ends it */
  watch(): () => void {
    this.watchers.update((count) => count + 1);
    return () => this.watchers.update((count) => count - 1);
  }

  /** @returns what hears one element alone, as it is before all effects; nothing where the browser has no graph */
  async tap(element: HTMLMediaElement, samples: number): Promise<AnalyserNode | undefined> {
    const source = await this.lead(element);
    const known = this.taps.get(element);
    if (!source || known) return known;
    const analyser = new AnalyserNode(source.context, { fftSize: samples });
    source.connect(analyser);
    this.taps.set(element, analyser);
    return analyser;
  }

  private async leadAll(): Promise<void> {
    await Promise.all([...this.elements].map((element) => this.lead(element)));
  }

  private async lead(element: HTMLMediaElement): Promise<AudioNode | undefined> {
    if (typeof AudioContext === 'undefined') return undefined;
    const context = (this.context ??= this.open());
    try {
      // Waits for a tap where the browser wants one.
      await context.resume();
    } catch {
      // Refused: the next tap or the next play tries again.
      return undefined;
    }
    const known = this.sources.get(element);
    if (known) return known;
    const source = context.createMediaElementSource(element);
    this.sources.set(element, source);
    source.connect(this.chainOf(context).input);
    return source;
  }

  private chainOf(context: AudioContext): EffectChain {
    if (this.chain) return this.chain;
    const chain = (this.chain = new EffectChain(context));
    chain.apply(untracked(this.effects.wanted));
    this.shown.set(chain.analyser);
    return chain;
  }

  /** A call, another app, or a tab that lay in the background may have stopped it; then all that is led through is silent. */
  private open(): AudioContext {
    const context = new AudioContext({ latencyHint: 'playback' });
    const wake = (): void => this.wake();
    context.addEventListener('statechange', wake);
    for (const event of ['visibilitychange', 'pointerdown', 'keydown']) {
      this.document.addEventListener(event, wake, { capture: true, passive: true });
    }
    return context;
  }

  private wake(): void {
    if (!this.context || this.context.state === 'running' || this.context.state === 'closed') return;
    // Refused: the next tap tries again.
    this.context.resume().catch(() => undefined);
  }
}
