/** What can be found, and what of it goes first where names are equally close: albums are what people look for most. */
export const FOUND_KINDS = ['album', 'artist', 'show', 'station', 'track', 'playlist', 'episode'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];
