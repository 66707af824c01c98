import { DependencyHealth } from '../../dependency-health.js';
import type { StreamRefused } from './refusal.js';

/** How finding out where the sound lies is going. That one song cannot be heard says nothing about the others. */
export class SoundHealth extends DependencyHealth {
  override readonly name = 'The sound of YouTube Music';

  /** @param detour what keeps the usual way from being used; absent: it was used */
  found(detour?: StreamRefused): void {
    if (detour) {
      const { detail, nextStep } = detour.details;
      this.note(detour.code, `${detail} Another way was found.`);
      this.trouble('degraded', { reason: detour.code, detail, nextStep }, this.clock.nowMs());
      return;
    }
    this.note('ok');
    this.works();
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
}
