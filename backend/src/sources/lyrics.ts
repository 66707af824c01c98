/** The words of a track, as a source holds them. */
export interface SourceLyrics {
  /** Plain, or LRC where the times of lines are known. */
  readonly text: string;
  /** Whose they are, in words. */
  readonly origin?: string;
}

/** It has the words of its tracks. */
export interface LyricsCapability {
  /**
   * @returns undefined where it has none
   * @throws SourceUnavailable, UpstreamError it did not answer, or answered with a fault
   */
  find(nativeId: string, signal: AbortSignal): Promise<SourceLyrics | undefined>;
}
