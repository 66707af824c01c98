import { map, merge, type Observable } from 'rxjs';
import type { Clock, HealthState } from '../common/index.js';
import type { SourceAnswer, SourceHealth } from './source.js';

/** Something outside on which a source depends, and how it is doing: an `Upstream` is one. */
export interface Dependency {
  /** What a person calls it. */
  readonly name: string;
  /** Undefined before it was first asked. */
  readonly state:
    | {
        readonly state: HealthState;
        /** Absent where it is ok. */
        readonly trouble?: DependencyTrouble;
        readonly sinceMs: number;
        readonly lastSuccessAtMs?: number;
      }
    | undefined;
  readonly changes: Observable<unknown>;
  /** Newest first. */
  readonly lastCalls: readonly Omit<SourceAnswer, 'service'>[];
}

export interface DependencyTrouble {
  /** A code that is never reworded. */
  readonly reason: string;
  /** What happened, in a sentence. */
  readonly detail: string;
  /** What a person can do. */
  readonly nextStep: string;
  /** Which of several things that have one reason; absent: the usual one. */
  readonly because?: string;
  /** Until then it is not asked. */
  readonly retryAtMs?: number;
}

const GRAVITY: Readonly<Record<HealthState, number>> = { ok: 0, degraded: 1, unavailable: 2 };
const MOST_ANSWERS = 10;

/**
 * The health of a source that consists of services outside: one reason and one thing to do, of the one that is worst, the first
 * of those that are equally bad. Without the first of all nothing can be done; where another is out of reach, something can.
 */
export class ServiceHealth {
  readonly changes: Observable<void>;
  private readonly madeAtMs: number;

  constructor(
    private readonly dependencies: readonly [Dependency, ...Dependency[]],
    clock: Clock,
  ) {
    this.madeAtMs = clock.nowMs();
    this.changes = merge(...dependencies.map(({ changes }) => changes)).pipe(map(() => undefined));
  }

  get now(): SourceHealth {
    const known = this.dependencies.flatMap(({ name, state }) => (state ? { name, ...state } : []));
    const [first, ...others] = known;
    if (!first) return { state: 'ok', sinceMs: this.madeAtMs, parts: [] };
    const worst = others.reduce((bad, next) => (GRAVITY[next.state] > GRAVITY[bad.state] ? next : bad), first);
    const { name: service, sinceMs, trouble } = worst;
    const isWithoutMain = this.dependencies[0].state?.state === 'unavailable';
    const state = worst.state === 'unavailable' && !isWithoutMain ? 'degraded' : worst.state;
    const successes = known.flatMap(({ lastSuccessAtMs }) => lastSuccessAtMs ?? []);
    return {
      state,
      ...(trouble && { code: trouble.reason, service, reason: trouble.detail, nextStep: trouble.nextStep }),
      ...(trouble?.because !== undefined && { because: trouble.because }),
      ...(trouble?.retryAtMs !== undefined && { retryAtMs: trouble.retryAtMs }),
      sinceMs,
      ...(successes.length > 0 && { lastSuccessAtMs: Math.max(...successes) }),
      parts: [],
    };
  }

  /** How the last calls went, newest first. */
  answers(): SourceAnswer[] {
    return this.dependencies
      .flatMap(({ name, lastCalls }) => lastCalls.map((call) => ({ service: name, ...call })))
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, MOST_ANSWERS);
  }
}
