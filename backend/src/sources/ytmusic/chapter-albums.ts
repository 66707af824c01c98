import type { RemoteAlbumPage, RemoteTrack } from '../remote-catalogue.js';
import { ItemNotFound, SourceUnavailable, TrackNotFound } from '../source-error.js';
import type { AudioPart } from '../source.js';
import type { Chapter, ResolvedAudio } from './streams/resolved-audio.js';

const VIDEO = /^[\w-]{11}$/;
const CHAPTER = /^([\w-]{11})@(\d{1,9})-(\d{1,9})$/;

/** Whether an id is that of a video or a song, which has chapters or not. */
export function isVideo(id: string): boolean {
  return VIDEO.test(id);
}

/** What the id of a chapter, `<video>@<ms>-<ms>`, is a part of; undefined: it is none. */
export function partOf(id: string): AudioPart | undefined {
  const [, whole, start = '', end = ''] = CHAPTER.exec(id) ?? [];
  const [startMs, endMs] = [Number(start), Number(end)];
  return whole !== undefined && startMs < endMs ? { whole, startMs, endMs } : undefined;
}

/** Long videos as albums: their chapters are the tracks. */
export class ChapterAlbums {
  /**
   * @param find what is told of a video
   * @param resolve finds its sound, with which its chapters are told
   */
  constructor(
    private readonly find: (id: string, signal: AbortSignal) => Promise<RemoteTrack>,
    private readonly resolve: (id: string, signal: AbortSignal) => Promise<ResolvedAudio>,
  ) {}

  /**
   * @param id of a video
   * @throws ItemNotFound it has no chapters
   * @throws TrackNotFound, StreamRefused, SourceUnavailable, UpstreamError
   */
  async album(id: string, signal: AbortSignal): Promise<RemoteAlbumPage> {
    const [video, { chapters }] = await Promise.all([this.find(id, signal), this.resolve(id, signal)]);
    if (chapters === undefined) {
      throw new SourceUnavailable('Only yt-dlp tells the chapters of a video, and it does not answer. See “Sources”.');
    }
    if (chapters.length === 0) {
      throw new ItemNotFound('This video has no chapters. It can be played as one track.');
    }
    const { title, artists, artwork, isExplicit } = video;
    const album = { kind: 'album' as const, nativeId: id, title, artists, isExplicit, ...(artwork && { artwork }) };
    return { album, tracks: chapters.map((chapter) => trackOf(video, chapter)), trackCount: chapters.length };
  }

  /** A chapter by its id. @throws TrackNotFound and what `album` throws */
  async track(id: string, whole: string, signal: AbortSignal): Promise<RemoteTrack> {
    const { tracks } = await this.album(whole, signal);
    const track = tracks.find(({ nativeId }) => nativeId === id);
    if (!track) throw new TrackNotFound('The video has no such chapter any more. Open it as an album again.');
    return track;
  }
}

function trackOf(video: RemoteTrack, { title, startMs, endMs }: Chapter): RemoteTrack {
  const { nativeId, mayHaveChapters: _, ...rest } = video;
  return {
    ...rest,
    nativeId: `${nativeId}@${startMs}-${endMs}`,
    title,
    album: { title: video.title, nativeId },
    durationMs: endMs - startMs,
  };
}
