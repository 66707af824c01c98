/** Quieter than this, as the root mean square of samples up to 1, nobody speaks: −50 dB. */
const SILENT_LEVEL = 0.0032;
/** Shorter pauses belong to speech. */
const PAUSE_MS = 400;
/** Who was not asked for so long does not know what sounded meanwhile. */
const BLIND_MS = 250;

/** Tells silence that lasts from a pause between words. */
export class SilenceGate {
  private quietSinceMs?: number;
  private heardAtMs = -Infinity;

  /**
   * @param level of what sounds now, from 0 to 1, as it is at full volume
   * @returns whether it has been silent for so long that it may be shortened
   */
  hear(level: number, atMs: number): boolean {
    const wasBlind = atMs - this.heardAtMs > BLIND_MS;
    this.heardAtMs = atMs;
    if (level >= SILENT_LEVEL) this.quietSinceMs = undefined;
    else if (this.quietSinceMs === undefined || wasBlind) this.quietSinceMs = atMs;
    return this.quietSinceMs !== undefined && atMs - this.quietSinceMs > PAUSE_MS;
  }
}

/** @returns the root mean square of samples */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}
