import { map, type Observable } from 'rxjs';
import type { Clock } from '../common/index.js';
import type { Upstream } from '../upstream/index.js';
import type { SourceHealth } from './source.js';

/** The health of a source that is one service outside: as the last calls to that went. */
export class ServiceHealth {
  readonly changes: Observable<void>;
  private readonly madeAtMs: number;

  constructor(
    private readonly upstream: Pick<Upstream, 'state' | 'changes'>,
    clock: Clock,
  ) {
    this.madeAtMs = clock.nowMs();
    this.changes = upstream.changes.pipe(map(() => undefined));
  }

  get now(): SourceHealth {
    const known = this.upstream.state;
    if (!known) return { state: 'ok', sinceMs: this.madeAtMs, parts: [] };
    const { state, sinceMs, lastSuccessAtMs, trouble } = known;
    return {
      state,
      ...(trouble && { reason: `${trouble.detail} ${trouble.nextStep}` }),
      sinceMs,
      ...(lastSuccessAtMs !== undefined && { lastSuccessAtMs }),
      parts: [],
    };
  }
}
