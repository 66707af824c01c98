import type { Clock } from '../../../common/index.js';
import { DependencyHealth } from '../../dependency-health.js';
import type { Dependency } from '../../service-health.js';
import { PandoraRefusal } from '../protocol/problems.js';

/** How Pandora treats this account. That one call was refused says nothing about the others. */
export class AccountHealth extends DependencyHealth {
  override readonly name = 'The account at Pandora';
  private readonly madeAtMs: number;

  /** @param hasAccount whether a name and a password are there, by now */
  constructor(
    clock: Clock,
    private readonly hasAccount: () => boolean,
  ) {
    super(clock);
    this.madeAtMs = clock.nowMs();
  }

  override get state(): Dependency['state'] {
    if (this.hasAccount()) return super.state;
    const { code: reason, details } = new PandoraRefusal('not-signed-in');
    const { detail, nextStep } = details;
    return { state: 'unavailable', trouble: { reason, detail, nextStep }, sinceMs: this.madeAtMs };
  }

  /** Says so where nobody can sign in, which changes nothing and would not be told otherwise. */
  announce(): void {
    if (!this.hasAccount()) this.changes.next();
  }

  /** Pandora did what it was asked. */
  worked(): void {
    this.works();
  }

  signedIn(): void {
    this.note('ok');
    this.works();
  }

  /** Pandora answered so. */
  answered({ code, details }: PandoraRefusal): void {
    this.note(code, details.detail);
  }

  refused({ code, retryAtMs, details }: PandoraRefusal): void {
    const { detail, nextStep, concerns } = details;
    if (concerns === 'call') return;
    const until = retryAtMs === undefined ? {} : { retryAtMs };
    this.trouble(concerns === 'account' ? 'unavailable' : 'degraded', { reason: code, detail, nextStep, ...until });
  }
}
