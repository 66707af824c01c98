import type { TrackFacts } from './track-facts.js';

/** What is known of something that was heard: texts as they were then, and names by which it may be known already. */
export interface Heard {
  readonly title: string;
  /** As printed, all names in one text. */
  readonly artist: string;
  /** The main one of them, where that is known. */
  readonly performer?: string;
  /** The main ones one by one, where they are given apart. */
  readonly artists?: readonly string[];
  readonly album?: string;
  readonly albumArtist?: string;
  /** `local`, or the service that told of it. */
  readonly source: string;
  /** Of the library, or of a source. */
  readonly trackId?: string;
  /** Library ids. */
  readonly albumId?: string;
  readonly artistId?: string;
  readonly mbRecordingId?: string;
  readonly isrc?: string;
  readonly mbReleaseId?: string;
  readonly mbReleaseGroupId?: string;
  readonly mbArtistId?: string;
}

/** A track as it is called now. @param source that sounds, or has it */
export function heardOf(track: TrackFacts, source: string): Heard {
  const { id, title, artist, album, isrc, mbRecordingId, credits } = track;
  const [performer] = credits;
  const artists = credits.filter(({ role }) => role === 'main').map(({ name }) => name);
  return {
    title,
    artist,
    ...(performer && { performer: performer.name }),
    ...(artists.length > 1 && { artists }),
    ...(album && { album: album.title }),
    ...(album?.id !== undefined && { albumId: album.id }),
    ...(album?.artist !== undefined && { albumArtist: album.artist }),
    source,
    ...(id !== undefined && { trackId: id }),
    ...(performer?.id !== undefined && { artistId: performer.id }),
    ...(mbRecordingId !== undefined && { mbRecordingId }),
    ...(isrc !== undefined && { isrc }),
    ...(album?.mbReleaseId !== undefined && { mbReleaseId: album.mbReleaseId }),
    ...(album?.mbReleaseGroupId !== undefined && { mbReleaseGroupId: album.mbReleaseGroupId }),
    ...(performer?.mbArtistId !== undefined && { mbArtistId: performer.mbArtistId }),
  };
}
