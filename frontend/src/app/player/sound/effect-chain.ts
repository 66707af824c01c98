import { BAND_Q, BANDS_HZ, channelFactors, FLAT, preampFactor } from './equaliser';
import type { WantedEffects } from './sound-effects';

const NOTHING: WantedEffects = {
  bandsDb: FLAT.gainsDb,
  preampDb: 0,
  isGuarded: false,
  isMono: false,
  balance: 0,
};
/** Long enough that a slider does not crackle, short enough to be heard at once. */
const SMOOTH_SECONDS = 0.02;

/**
 * From one input to the loudspeakers: preamp, ten bands, mono, balance, and an analyser that shows what comes out. A peaking
 * filter of 0 dB and a factor of 1 leave every sample as it is, so that nothing has to be taken out where nothing is wanted.
 */
export class EffectChain {
  readonly input: AudioNode;
  readonly analyser: AnalyserNode;
  private readonly preamp: GainNode;
  private readonly bands: readonly BiquadFilterNode[];
  /** With one channel it mixes both. */
  private readonly mixer: GainNode;
  private readonly left: GainNode;
  private readonly right: GainNode;

  constructor(private readonly context: AudioContext) {
    this.input = this.preamp = new GainNode(context);
    this.bands = BANDS_HZ.map(
      (frequency) => new BiquadFilterNode(context, { type: 'peaking', frequency, Q: BAND_Q, gain: 0 }),
    );
    this.mixer = new GainNode(context, { channelCount: 2, channelCountMode: 'explicit' });
    // The splitter leaves the second channel of one that has only one empty.
    const stereo = new GainNode(context, { channelCount: 2, channelCountMode: 'explicit' });
    const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
    const merger = new ChannelMergerNode(context, { numberOfInputs: 2 });
    this.left = new GainNode(context);
    this.right = new GainNode(context);
    this.analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.75 });

    [this.preamp, ...this.bands, this.mixer, stereo, splitter].reduce((from, to) => from.connect(to));
    splitter.connect(this.left, 0).connect(merger, 0, 0);
    splitter.connect(this.right, 1).connect(merger, 0, 1);
    merger.connect(this.analyser).connect(context.destination);
  }

  /** @param wanted absent: the sound is to be as it comes */
  apply(wanted: WantedEffects | undefined): void {
    const { bandsDb, preampDb, isGuarded, isMono, balance } = wanted ?? NOTHING;
    const { left, right } = channelFactors(balance);
    this.glide(this.preamp.gain, preampFactor(preampDb, bandsDb, isGuarded));
    this.bands.forEach((band, index) => this.glide(band.gain, bandsDb[index] ?? 0));
    this.mixer.channelCount = isMono ? 1 : 2;
    this.glide(this.left.gain, left);
    this.glide(this.right.gain, right);
  }

  private glide(param: AudioParam, value: number): void {
    param.setTargetAtTime(value, this.context.currentTime, SMOOTH_SECONDS);
  }
}
