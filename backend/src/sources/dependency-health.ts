import { Subject } from 'rxjs';
import type { Clock } from '../common/index.js';
import type { Dependency, DependencyTrouble } from './service-health.js';

const MOST_REMEMBERED = 10;

/** How something is doing that only the source itself can tell: from what its answers say, not from whether they come. */
export abstract class DependencyHealth implements Dependency {
  abstract readonly name: string;
  readonly changes = new Subject<void>();
  readonly lastCalls: { readonly atMs: number; readonly outcome: string; readonly detail?: string }[] = [];
  private known?: NonNullable<Dependency['state']>;

  constructor(protected readonly clock: Clock) {}

  get state(): Dependency['state'] {
    const { retryAtMs = Infinity } = this.known?.trouble ?? {};
    if (!this.known?.trouble || retryAtMs > this.clock.nowMs()) return this.known;
    const { retryAtMs: _passed, ...trouble } = this.known.trouble;
    return { ...this.known, trouble };
  }

  protected works(): void {
    const lastSuccessAtMs = this.clock.nowMs();
    const sinceMs = this.known?.state === 'ok' ? this.known.sinceMs : lastSuccessAtMs;
    this.put({ state: 'ok', sinceMs, lastSuccessAtMs });
  }

  protected trouble(
    state: 'degraded' | 'unavailable',
    trouble: DependencyTrouble,
    lastSuccessAtMs = this.known?.lastSuccessAtMs,
  ): void {
    const isSame = this.known?.state === state && this.known.trouble?.reason === trouble.reason;
    this.put({
      state,
      trouble,
      sinceMs: isSame ? (this.known?.sinceMs ?? 0) : this.clock.nowMs(),
      ...(lastSuccessAtMs !== undefined && { lastSuccessAtMs }),
    });
  }

  /** Remembers how a call went. @param outcome `ok`, or the code of what was in the way */
  protected note(outcome: string, detail?: string): void {
    this.lastCalls.unshift({ atMs: this.clock.nowMs(), outcome, ...(detail !== undefined && { detail }) });
    this.lastCalls.splice(MOST_REMEMBERED);
  }

  private put(next: NonNullable<Dependency['state']>): void {
    const before = this.known;
    this.known = next;
    const isSame = (before?.state ?? 'ok') === next.state && before?.trouble?.reason === next.trouble?.reason;
    if (!isSame) this.changes.next();
  }
}
