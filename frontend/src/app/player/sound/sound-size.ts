import { computed, inject, linkedSignal, Service } from '@angular/core';
import { Network } from '../../core/network';
import { oneOf, Preferences } from '../../core/preferences';

/** How much of the sound is loaded: all of it, or what is left when it is made smaller to so many kilobits a second. */
export const SIZES = ['original', '128', '64'] as const;
export type Size = (typeof SIZES)[number];

const ANYWHERE = oneOf('pyxis.sound-size', SIZES);
const ON_MOBILE_DATA = oneOf('pyxis.sound-size-mobile', ['same', ...SIZES, 'ask']);
const KEPT = oneOf('pyxis.sound-size-kept', SIZES);
/** Until somebody has answered. */
const WHILE_ASKED: Size = '64';

export type SizeOnMobileData = (typeof ON_MOBILE_DATA)['usual'];

/**
 * How large this browser loads sound, by the network that it is in. Where the browser does not tell of mobile data, one choice
 * holds everywhere. What is loaded already stays as it is.
 */
@Service()
export class SoundSize {
  private readonly network = inject(Network);
  private readonly anywhere = inject(Preferences).of(ANYWHERE);
  private readonly onMobileData = inject(Preferences).of(ON_MOBILE_DATA);
  private readonly onDevice = inject(Preferences).of(KEPT);
  /** Holds until the network is another one. */
  private readonly answered = linkedSignal<boolean | undefined, Size | undefined>({
    source: this.network.isMobile,
    computation: () => undefined,
  });

  readonly usual = this.anywhere.value;
  readonly mobile = this.onMobileData.value;
  /** Of what comes to this device to stay. */
  readonly kept = this.onDevice.value;
  /** Whether this browser can tell when it is on mobile data. */
  readonly knowsNetwork = computed(() => this.network.isMobile() !== undefined);
  readonly mustAsk = computed(
    () => this.network.isMobile() === true && this.mobile() === 'ask' && this.answered() === undefined,
  );
  /** Of what is loaded from now on. */
  readonly now = computed<Size>(() => {
    const mobile = this.mobile();
    if (this.network.isMobile() !== true || mobile === 'same') return this.usual();
    return mobile === 'ask' ? (this.answered() ?? WHILE_ASKED) : mobile;
  });

  choose(size: Size): void {
    this.anywhere.choose(size);
  }

  chooseOnMobileData(size: SizeOnMobileData): void {
    this.onMobileData.choose(size);
  }

  chooseForKeeping(size: Size): void {
    this.onDevice.choose(size);
  }

  /** What was said when it was asked. */
  answer(size: Size): void {
    this.answered.set(size);
  }
}
