/** A track of an album, in its order. */
export interface AlbumTrack {
  /** Library id. */
  readonly id: string;
  /** Absent: never heard. */
  readonly recordingKey?: number;
}

/** How far somebody has come in an album. */
export interface Progress {
  /** Of its tracks, since it was last begun. */
  readonly heardTracks: number;
  readonly nextTrackId: string;
}

/**
 * Where an album that was begun goes on. It was last begun when its first track was last heard; where that is not among
 * the listens, with the first of them. What goes on is the next track after the one heard last that was not heard yet,
 * else the first such.
 * @param tracks those that are there, in the album's order
 * @param heard recordings, in the order they were heard
 * @returns undefined where none was heard, or all
 */
export function progressIn(tracks: readonly AlbumTrack[], heard: readonly number[]): Progress | undefined {
  // An album may have a recording twice.
  const places = Map.groupBy(tracks.keys(), (place) => tracks[place]?.recordingKey);
  let since = new Set<number>();
  let last = -1;
  for (const recordingKey of heard) {
    const [place, ...further] = places.get(recordingKey) ?? [];
    if (place === undefined) continue;
    if (place === 0) since = new Set();
    for (const heardPlace of [place, ...further]) since.add(heardPlace);
    last = place;
  }
  const left = tracks.flatMap((_, place) => (since.has(place) ? [] : [place]));
  const next = tracks[left.find((place) => place > last) ?? left[0] ?? -1];
  return since.size === 0 || !next ? undefined : { heardTracks: since.size, nextTrackId: next.id };
}
