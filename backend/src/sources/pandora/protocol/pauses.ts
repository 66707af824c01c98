import { BoundedCache, type Clock } from '../../../common/index.js';
import { PandoraRefusal, type ProblemCode } from './problems.js';

const LONGEST_MS = 60 * 60_000;
const MOST_REMEMBERED = 500;

interface Pause {
  readonly problem: ProblemCode;
  readonly untilMs: number;
  readonly lastMs: number;
}

/** What is not asked for a while after it was refused: the longer the more often in a row, up to an hour. */
export class Pauses {
  private readonly known = new BoundedCache<string, Pause>(MOST_REMEMBERED);

  constructor(private readonly clock: Clock) {}

  /** @throws PandoraRefusal as it was refused last, while it is too early */
  refuse(subject: string): void {
    const pause = this.known.get(subject);
    const nowMs = this.clock.nowMs();
    if (pause && pause.untilMs > nowMs) throw new PandoraRefusal(pause.problem, pause.untilMs, nowMs);
  }

  /** @returns the refusal, with when it is worth asking again */
  begin(subject: string, problem: ProblemCode, firstMs: number): PandoraRefusal {
    const nowMs = this.clock.nowMs();
    const lastMs = Math.min(LONGEST_MS, (this.known.get(subject)?.lastMs ?? firstMs / 2) * 2);
    this.known.set(subject, { problem, lastMs, untilMs: nowMs + lastMs });
    return new PandoraRefusal(problem, nowMs + lastMs, nowMs);
  }

  end(subject: string): void {
    this.known.delete(subject);
  }

  /** A person wants to know. */
  forgive(): void {
    this.known.clear();
  }
}
