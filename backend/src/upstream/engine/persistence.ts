import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  wrap,
  type CircuitBreakerPolicy,
  type IHalfOpenAfterBackoffContext,
  type IPolicy,
  type IRetryBackoffContext,
} from 'cockatiel';
import type { Clock } from '../../common/index.js';
import { reasonOf, type ReasonCode } from '../reasons.js';
import type { UpstreamLimits } from '../request.js';
import { UpstreamError } from '../upstream-error.js';

const FIRST_WAIT_MS = 500;
/** Whoever wants to be left alone for longer is not waited for within one call. */
const LONGEST_WAIT_MS = 10_000;
/** So much of a wait is left to chance, so that calls which failed together do not return together. */
const JITTER = 0.5;

/** How long a service that fails is bothered: what only reads is repeated, and after failures in a row nobody asks. */
export class Persistence {
  private readonly breaker: CircuitBreakerPolicy;
  private readonly repeating: IPolicy;
  private openUntilMs = 0;
  private lastReason: ReasonCode = 'server-error';

  constructor(
    private readonly name: string,
    { retries, breaker }: UpstreamLimits,
    private readonly clock: Clock,
  ) {
    const isUnwell = handleWhen((error) => error instanceof UpstreamError && reasonOf(error.reason).isUnwell === true);
    this.breaker = circuitBreaker(isUnwell, {
      breaker: new ConsecutiveBreaker(breaker.failures),
      halfOpenAfter: new DelegateBackoff<IHalfOpenAfterBackoffContext>(({ attempt, result }) => {
        const waitMs = Math.min(breaker.firstMs * 2 ** (attempt - 1), breaker.longestMs);
        this.openUntilMs = this.clock.nowMs() + waitMs;
        if ('error' in result && result.error instanceof UpstreamError) this.lastReason = result.error.reason;
        return waitMs;
      }),
    });
    this.breaker.onReset(() => {
      this.openUntilMs = 0;
    });
    const again = handleWhen((error) => error instanceof UpstreamError && this.isWorthRepeating(error));
    const backoff = new DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt, result }) =>
      this.waitMs(attempt, 'error' in result && result.error),
    );
    this.repeating = wrap(retry(again, { maxAttempts: retries, backoff }).dangerouslyUnref(), this.breaker);
  }

  /** When the next call is let through, where none is at this moment. */
  get retryAtMs(): number | undefined {
    return this.openUntilMs > this.clock.nowMs() ? this.openUntilMs : undefined;
  }

  /**
   * Calls once or several times.
   * @throws UpstreamError that of the last try; or at once, while the service is left alone
   */
  async run<Result>(isRepeatable: boolean, call: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    try {
      return await (isRepeatable ? this.repeating : this.breaker).execute(call, signal);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      const says = 'failed several times in a row and is left alone for a while';
      throw new UpstreamError(this.lastReason, this.name, { says, retryAtMs: this.openUntilMs });
    }
  }

  private isWorthRepeating({ reason, retryAtMs }: UpstreamError): boolean {
    if (reason !== 'rate-limited' && reasonOf(reason).isUnwell !== true) return false;
    return (retryAtMs ?? 0) - this.clock.nowMs() <= LONGEST_WAIT_MS;
  }

  private waitMs(attempt: number, error: unknown): number {
    const wholeMs = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
    const ownMs = wholeMs * (1 - JITTER * Math.random());
    const askedMs = error instanceof UpstreamError && error.retryAtMs !== undefined ? error.retryAtMs : 0;
    return Math.ceil(Math.max(ownMs, askedMs - this.clock.nowMs()));
  }
}
