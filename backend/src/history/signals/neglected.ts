/** An album of the collection, and since when it has been left alone. */
export interface LeftAlone {
  readonly albumKey: number;
  readonly addedAtMs: number;
  /** Absent: never. */
  readonly lastHeardAtMs?: number;
}

/**
 * Neglected are albums of the collection of which nothing was heard for `library.neglectedAfterDays`, and which were
 * added longer ago than that: what is new has not been neglected yet. Left alone for longest first; what was never heard
 * has been since it was added.
 * @param sinceMs `daysBefore` now
 */
export function mostNeglected(albums: readonly LeftAlone[], sinceMs: number): LeftAlone[] {
  return albums
    .filter((album) => album.addedAtMs < sinceMs && aloneSince(album) < sinceMs)
    .sort((a, b) => aloneSince(a) - aloneSince(b) || a.albumKey - b.albumKey);
}

function aloneSince({ addedAtMs, lastHeardAtMs }: LeftAlone): number {
  return lastHeardAtMs ?? addedAtMs;
}
