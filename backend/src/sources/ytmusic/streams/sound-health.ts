import { Subject } from 'rxjs';
import type { Clock } from '../../../common/index.js';
import type { Dependency, DependencyTrouble } from '../../service-health.js';
import { StreamRefused } from './refusal.js';

const MOST_REMEMBERED = 10;

/** How finding out where the sound lies is going. That one song cannot be heard says nothing about the others. */
export class SoundHealth implements Dependency {
  readonly name = 'The sound of YouTube Music';
  readonly changes = new Subject<void>();
  readonly lastCalls: { readonly atMs: number; readonly outcome: string; readonly detail?: string }[] = [];
  private known?: NonNullable<Dependency['state']>;

  constructor(private readonly clock: Clock) {}

  get state(): Dependency['state'] {
    const { retryAtMs = Infinity } = this.known?.trouble ?? {};
    if (!this.known?.trouble || retryAtMs > this.clock.nowMs()) return this.known;
    const { retryAtMs: _passed, ...trouble } = this.known.trouble;
    return { ...this.known, trouble };
  }

  /** @param detour what keeps the usual way from being used; absent: it was used */
  found(detour?: StreamRefused): void {
    const lastSuccessAtMs = this.clock.nowMs();
    if (detour) {
      const { detail, nextStep } = detour.details;
      this.note(detour.code, `${detail} Another way was found.`);
      this.trouble('degraded', { reason: detour.code, detail, nextStep }, lastSuccessAtMs);
      return;
    }
    this.note('ok');
    const sinceMs = this.known?.state === 'ok' ? this.known.sinceMs : lastSuccessAtMs;
    this.put({ state: 'ok', sinceMs, lastSuccessAtMs });
  }

  /** @param error why nothing was found */
  refused(error: StreamRefused): void {
    const { detail, nextStep, concerns, forMs } = error.details;
    this.note(error.code, detail);
    if (concerns === 'song') return;
    const isOver = concerns === 'service';
    const retryAtMs = isOver ? { retryAtMs: this.clock.nowMs() + forMs } : {};
    this.trouble(isOver ? 'unavailable' : 'degraded', { reason: error.code, detail, nextStep, ...retryAtMs });
  }

  private trouble(
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

  private put(next: NonNullable<Dependency['state']>): void {
    const before = this.known;
    this.known = next;
    const isSame = (before?.state ?? 'ok') === next.state && before?.trouble?.reason === next.trouble?.reason;
    if (!isSame) this.changes.next();
  }

  private note(outcome: string, detail?: string): void {
    this.lastCalls.unshift({ atMs: this.clock.nowMs(), outcome, ...(detail !== undefined && { detail }) });
    this.lastCalls.splice(MOST_REMEMBERED);
  }
}
