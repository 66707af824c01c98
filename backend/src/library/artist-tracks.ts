/**
 * Selects the keys of an artist's tracks, each once: those that credit the artist, and all of the artist's own albums. Of
 * “Various Artists”, of a composer whose albums credit the players, or of who mixed a set, nothing else is theirs.
 * @param artistKey SQL that gives the key; it is written twice, so its parameters are needed twice
 */
export function tracksOf(artistKey: string): string {
  return `SELECT ta.track_key AS key FROM track_artist ta WHERE ta.artist_key = ${artistKey}
    UNION SELECT own.key FROM album_artist aa JOIN track own ON own.album_key = aa.album_key WHERE aa.artist_key = ${artistKey}`;
}
