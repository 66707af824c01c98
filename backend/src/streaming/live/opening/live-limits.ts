/** Bounds within which a station is opened and read. */
export interface LiveLimits {
  /** Longest wait for the beginning of an answer, and for its first bytes. */
  readonly firstByteMs: number;
  /** Longest time for all of an opening, however many addresses it leads to. */
  readonly openingMs: number;
  /** In which some sound, and some bytes, must come. */
  readonly stallMs: number;
  /** So much of what has an end may come before it is heard: nothing but a network would hold it back. */
  readonly aheadMs: number;
}

/** As the protocols of radio have it; tests are in a hurry. */
export const LIVE_LIMITS: LiveLimits = { firstByteMs: 10_000, openingMs: 40_000, stallMs: 20_000, aheadMs: 30_000 };
