import type { SoundEngine } from './sound/sound-engine';

/** An engine tells its place at least this often, also in a hidden tab. */
const SAMPLE_EVERY_MS = 1_000;

export interface Reading {
  readonly positionMs: number;
  /** Of the whole play, also what other outputs have sounded of it. */
  readonly heardMs: number;
}

/** How far the play in the engine is. Keeps the last reading for when the engine has left the item. */
export class PlayMeter {
  private heardBeforeMs = 0;
  private last: Reading = { positionMs: 0, heardMs: 0 };

  constructor(private readonly engine: SoundEngine) {}

  /** @param heardBeforeMs what another output, or this one before it was loaded anew, has sounded of the play */
  begin(positionMs: number, heardBeforeMs: number): void {
    this.heardBeforeMs = heardBeforeMs;
    this.last = { positionMs, heardMs: heardBeforeMs };
  }

  read(itemId: string): Reading {
    const { engine } = this;
    if (engine.itemId === itemId) {
      this.last = { positionMs: engine.positionMs, heardMs: this.heardBeforeMs + engine.heardMs };
    }
    return this.last;
  }

  /** It sounded to its end, of which the last moment was not read. */
  readEnd(durationMs = this.last.positionMs): Reading {
    const restMs = Math.min(Math.max(0, durationMs - this.last.positionMs), SAMPLE_EVERY_MS);
    return { positionMs: durationMs, heardMs: this.last.heardMs + restMs };
  }
}
