/** How an album was listened to within a window of time. */
export interface RecentListens {
  readonly albumKey: number;
  /** Library id. */
  readonly albumId: string;
  /** Of any of its tracks. */
  readonly listens: number;
  readonly lastHeardAtMs: number;
}

/**
 * Hot are albums with at least `minRecentListens` listens in the window, wherever they were put: most listens first,
 * then heard last, then by id, so that the order is always the same.
 * @param recent listens within `library.albumRelationship.hot.windowDays`; albums may come in any order
 */
export function hottest(recent: readonly RecentListens[], minRecentListens: number): RecentListens[] {
  return recent
    .filter(({ listens }) => listens >= minRecentListens)
    .sort(
      (a, b) =>
        b.listens - a.listens ||
        b.lastHeardAtMs - a.lastHeardAtMs ||
        (a.albumId < b.albumId ? -1 : Number(a.albumId > b.albumId)),
    );
}
