import type { Clock } from '../../../common/index.js';
import { DependencyHealth } from '../../dependency-health.js';

const HOUR_MS = 3_600_000;
const DETAIL = 'SoundCloud does not accept the token, and takes Pyxis for a guest.';
const NEXT_STEP =
  'Sign in there again, and put the new value of the cookie oauth_token into the secret soundcloud-token.';

/** The token of somebody who has signed in, as long as SoundCloud accepts it. */
export class WebToken extends DependencyHealth {
  override readonly name = 'The token for SoundCloud';
  private refusedUntilMs = 0;

  /** @param given as in the secret, with or without the word before it */
  constructor(
    clock: Clock,
    private readonly given: string | undefined,
  ) {
    super(clock);
  }

  get isGiven(): boolean {
    return this.given !== undefined;
  }

  /** What to send; undefined: as a guest. */
  get header(): string | undefined {
    if (this.given === undefined || this.refusedUntilMs > this.clock.nowMs()) return undefined;
    return `OAuth ${this.given.replace(/^OAuth\s+/i, '')}`;
  }

  accepted(): void {
    this.refusedUntilMs = 0;
    if (this.state?.state !== 'ok') this.works();
  }

  /** A guest is let in, and who has it is not. */
  refused(): void {
    this.refusedUntilMs = this.clock.nowMs() + HOUR_MS;
    this.note('soundcloud-token-refused', DETAIL);
    this.trouble('degraded', { reason: 'soundcloud-token-refused', detail: DETAIL, nextStep: NEXT_STEP });
  }

  forgive(): void {
    this.refusedUntilMs = 0;
  }
}
