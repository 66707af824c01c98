import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import { Clock, type HealthState } from '../common/index.js';
import { reasonOf, type ReasonCode } from './reasons.js';
import type { UpstreamError } from './upstream-error.js';

/** How a service outside is doing. */
export interface UpstreamState {
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  readonly state: HealthState;
  /** Absent where it is ok. */
  readonly trouble?: Trouble;
  /** Since when it is in this state for this reason. */
  readonly sinceMs: number;
  readonly lastSuccessAtMs?: number;
}

export interface Trouble {
  readonly reason: ReasonCode;
  /** What happened, in a sentence. */
  readonly detail: string;
  /** What a person can do, in a sentence or two. */
  readonly nextStep: string;
  /** Which of several things that have one reason; absent: the usual one. */
  readonly because?: string;
  /** Epoch milliseconds; until then no call is made. */
  readonly retryAtMs?: number;
}

/** The calls to a service that ended in one way: `ok`, or the code of a reason. */
export interface CallCount {
  readonly id: string;
  readonly outcome: string;
  readonly count: number;
}

/** How one call to a service went: nothing of what was asked, and no address. */
export interface UpstreamCall {
  readonly atMs: number;
  /** `ok`, or the code of a reason. */
  readonly outcome: string;
  /** What was in the way, in a sentence; absent for `ok`. */
  readonly detail?: string;
}

interface Known {
  state: UpstreamState;
  readonly calls: Map<string, number>;
  /** Newest first. */
  readonly last: UpstreamCall[];
}

/** Calls of which it is remembered how they went, of each service. */
const MOST_REMEMBERED = 10;

/** One state for each service outside, from the first call to it. */
@Injectable()
export class UpstreamStates {
  private readonly known = new Map<string, Known>();
  private readonly changed = new Subject<UpstreamState>();
  /** Tells each state that differs from the one before in more than times. */
  readonly changes: Observable<UpstreamState> = this.changed.asObservable();

  constructor(private readonly clock: Clock) {}

  /** In the order in which they were first asked. */
  get all(): UpstreamState[] {
    return [...this.known.values()].map(({ state }) => this.now(state));
  }

  /** How one service is doing; undefined before the first call to it. */
  of(id: string): UpstreamState | undefined {
    const known = this.known.get(id);
    return known && this.now(known.state);
  }

  get calls(): CallCount[] {
    return [...this.known].flatMap(([id, { calls }]) => [...calls].map(([outcome, count]) => ({ id, outcome, count })));
  }

  /** How the last calls to a service went, newest first. */
  lastCalls(id: string): readonly UpstreamCall[] {
    return this.known.get(id)?.last ?? [];
  }

  /** A call got what it asked for. */
  succeeded(id: string, name: string): void {
    const { state } = this.count(id, name, 'ok');
    const nowMs = this.clock.nowMs();
    const { trouble: _over, ...before } = state;
    const sinceMs = state.state === 'ok' ? state.sinceMs : nowMs;
    this.put({ ...before, state: 'ok', sinceMs, lastSuccessAtMs: nowMs });
  }

  /** A call ended in an error. One with a time to wait for makes the service unavailable until then. */
  failed(id: string, name: string, error: UpstreamError): void {
    const known = this.count(id, name, error.reason, error.message);
    const state = error.retryAtMs === undefined ? reasonOf(error.reason).state : 'unavailable';
    if (state === undefined) return;
    const { trouble: before, ...rest } = known.state;
    const isSame = known.state.state === state && before?.reason === error.reason;
    const sinceMs = isSame ? known.state.sinceMs : this.clock.nowMs();
    const { reason, message: detail, nextStep, retryAtMs, more } = error;
    const { because } = more;
    const said = { reason, detail, nextStep, ...(because !== undefined && { because }) };
    const trouble = { ...said, ...(retryAtMs !== undefined && { retryAtMs }) };
    this.put({ ...rest, state, sinceMs, ...(state !== 'ok' && { trouble }) });
  }

  /** A call to one of many hosts ended in an error: nothing is wrong with the others. */
  failedSomewhere(id: string, name: string, { reason, message }: UpstreamError): void {
    this.count(id, name, reason, message);
  }

  private count(id: string, name: string, outcome: string, detail?: string): Known {
    const atMs = this.clock.nowMs();
    const found = this.known.get(id);
    const known: Known = found ?? { state: { id, name, state: 'ok', sinceMs: atMs }, calls: new Map(), last: [] };
    if (!found) this.known.set(id, known);
    known.calls.set(outcome, (known.calls.get(outcome) ?? 0) + 1);
    known.last.unshift({ atMs, outcome, ...(detail !== undefined && { detail }) });
    known.last.splice(MOST_REMEMBERED);
    return known;
  }

  private put(state: UpstreamState): void {
    const known = this.known.get(state.id)!;
    const before = known.state;
    known.state = state;
    const isSame =
      before.state === state.state &&
      before.trouble?.reason === state.trouble?.reason &&
      before.trouble?.detail === state.trouble?.detail;
    if (!isSame) this.changed.next(state);
  }

  /** A time that has passed is no longer told. */
  private now(state: UpstreamState): UpstreamState {
    if (state.trouble?.retryAtMs === undefined || state.trouble.retryAtMs > this.clock.nowMs()) return state;
    const { retryAtMs: _passed, ...trouble } = state.trouble;
    return { ...state, trouble };
  }
}
