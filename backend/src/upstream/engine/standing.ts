import type { Clock } from '../../common/index.js';
import { Backoff } from '../backoff.js';
import { reasonOf, type ReasonCode } from '../reasons.js';
import type { Meaning, UpstreamLimits } from '../request.js';
import { UpstreamError, type UpstreamErrorDetails } from '../upstream-error.js';
import { Persistence } from './persistence.js';

/** How things stand with those who answer: whether they may be asked at this moment. Of one service, or of one host of many. */
export class Standing {
  private readonly persistence: Persistence;
  /** They have asked not to be asked before. */
  private pausedUntilMs = 0;
  /** Why, where they have said so themselves. */
  private pausedBy?: Meaning | undefined;
  /** How long they are left alone when they have had enough and do not say for how long. */
  private readonly untold = new Backoff(Math.random);

  /** @param name for messages */
  constructor(
    private readonly name: string,
    limits: UpstreamLimits,
    private readonly clock: Clock,
  ) {
    this.persistence = new Persistence(name, limits, clock);
  }

  /** Calls once, or several times when it may be repeated. @throws UpstreamError */
  run<Result>(isRepeatable: boolean, call: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    return this.persistence.run(isRepeatable, call, signal);
  }

  /** @throws UpstreamError it is too early */
  refuseWhilePaused(): void {
    if (this.pausedUntilMs <= this.clock.nowMs()) return;
    throw this.error(this.pausedBy?.reason ?? 'rate-limited', { ...this.pausedBy, retryAtMs: this.pausedUntilMs });
  }

  /**
   * Leaves them alone.
   * @param untilMs as they asked; absent: for minutes, the longer the more often
   * @param meaning what whoever asks meanwhile is told; absent: that they have had enough
   * @returns until when, in epoch milliseconds
   */
  pause(untilMs: number | undefined, meaning?: Meaning): number {
    this.pausedBy = meaning;
    this.pausedUntilMs = untilMs ?? this.clock.nowMs() + this.untold.nextMs();
    return this.pausedUntilMs;
  }

  answered(): void {
    this.untold.reset();
  }

  error(reason: ReasonCode, details?: UpstreamErrorDetails): UpstreamError {
    return new UpstreamError(reason, this.name, details);
  }

  /** While the circuit is open, nobody needs to try. */
  withTimeToWait(error: Error): Error {
    const isUnwell = error instanceof UpstreamError && reasonOf(error.reason).isUnwell === true;
    if (isUnwell && this.persistence.retryAtMs !== undefined) error.retryAtMs ??= this.persistence.retryAtMs;
    return error;
  }
}
