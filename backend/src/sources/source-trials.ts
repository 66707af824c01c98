import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import type { SourceAdapter } from './source.js';

/** A person waits for it. */
const LIMIT_MS = 30_000;
/** A trial goes past every pause that a service asked for: whoever presses again and again is told how the last one went. */
const APART_MS = 10_000;

interface Trial {
  readonly atMs: number;
  readonly result: Promise<void>;
}

/** Tries how a source is doing when a person wants to know, not when its time has come. */
@Injectable()
export class SourceTrials {
  private readonly last = new Map<string, Trial>();

  constructor(private readonly clock: Clock) {}

  /** Ends when it has been tried. How it went is seen by the health of the source. */
  run(source: SourceAdapter): Promise<void> {
    const nowMs = this.clock.nowMs();
    const last = this.last.get(source.id);
    if (last && nowMs - last.atMs < APART_MS) return last.result;
    // What fails is what was to be found out.
    const result = source.tryNow?.(AbortSignal.timeout(LIMIT_MS)).catch(() => undefined) ?? Promise.resolve();
    this.last.set(source.id, { atMs: nowMs, result });
    return result;
  }
}
