import { Injectable } from '@nestjs/common';
import { artworkIdOf, Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { SourceRegistry, TrackNotFound, type SourceTrack } from '../sources/index.js';
import type { Sql } from '../sql/index.js';
import { splitSourceId } from './source-id.js';
import { SourceItems } from './source-items.js';
import { SourceSnapshots } from './source-snapshots.js';
import type { TrackReader } from './track-directory.js';
import type { TrackFacts, TrackLocation } from './track-facts.js';
import type { TrackView, WhyNotPlayable } from './track.dto.js';

/** Tracks of sources that are in no library, read from snapshots of what the source said of them. */
@Injectable()
export class SourceTrackReader implements TrackReader {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly items: SourceItems,
    private readonly snapshots: SourceSnapshots,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  owns(id: string): boolean {
    return splitSourceId(id) !== undefined;
  }

  async views(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TrackView>> {
    const found = await this.items.read<SourceTrack>(
      sql,
      'track',
      ids.flatMap((id) => splitSourceId(id) ?? []),
    );
    return new Map(
      found.map(({ source, nativeId, value }) => {
        const id = `${source}:${nativeId}`;
        return [id, sourceTrackView(id, source, value, this.sources.can(source, 'lyrics'))];
      }),
    );
  }

  async facts(sql: Sql, id: string): Promise<TrackFacts | undefined> {
    const ref = splitSourceId(id);
    const [found] = ref ? await this.items.read<SourceTrack>(sql, 'track', [ref]) : [];
    return found && factsOf(id, found.source, found.value);
  }

  async locations(sql: Sql, id: string): Promise<readonly TrackLocation[]> {
    const ref = splitSourceId(id);
    // Only of sources whose tracks are found by their ids: those of a collection are played by way of the library.
    if (!ref || !this.sources.get(ref.source)?.capabilities.tracks) return [];
    const [found] = await this.items.read<SourceTrack>(sql, 'track', [ref]);
    const { durationMs } = found?.value ?? {};
    return [{ source: ref.source, locator: ref.nativeId, ...(durationMs !== undefined && { durationMs }) }];
  }

  async fetch(ids: readonly string[], signal: AbortSignal, isAnew: boolean): Promise<void> {
    const nowMs = this.clock.nowMs();
    const refs = ids.flatMap((id) => splitSourceId(id) ?? []);
    const known = await this.items.read<SourceTrack>(this.database.read, 'track', refs);
    const fresh = new Set(
      known.flatMap((item) => (!isAnew && item.expiresAtMs > nowMs ? [`${item.source}:${item.nativeId}`] : [])),
    );
    for (const { source, nativeId } of refs) {
      const tracks = this.sources.get(source)?.capabilities.tracks;
      if (!tracks || fresh.has(`${source}:${nativeId}`)) continue;
      try {
        const track = await tracks.find(nativeId, signal);
        await this.snapshots.keep([{ source, kind: 'track', nativeId, value: track, artwork: track.artwork }]);
      } catch (error) {
        if (!(error instanceof TrackNotFound)) throw error;
      }
    }
  }

  async learnGain(sql: Sql, id: string, gainDb: number): Promise<boolean> {
    const ref = splitSourceId(id);
    const [item] = ref ? await this.items.read<SourceTrack>(sql, 'track', [ref]) : [];
    if (!item || item.value.gainDb === gainDb) return false;
    await this.items.keep(sql, [{ ...item, value: { ...item.value, gainDb } }]);
    return true;
  }
}

function factsOf(id: string, source: string, track: SourceTrack): TrackFacts {
  const { kind, title, artists, album, trackNumber, discNumber, durationMs, isrc, musicBrainz } = track;
  return {
    id,
    ...(kind && { kind }),
    title,
    artist: artistOf(track),
    credits: artists.map(({ name, role, musicBrainzId }) => ({
      name,
      role,
      ...(musicBrainzId !== undefined && { mbArtistId: musicBrainzId }),
    })),
    ...(album && {
      album: {
        title: album.title,
        ...(album.artist !== undefined && { artist: album.artist }),
        ...(musicBrainz?.releaseId !== undefined && { mbReleaseId: musicBrainz.releaseId }),
        ...(musicBrainz?.releaseGroupId !== undefined && { mbReleaseGroupId: musicBrainz.releaseGroupId }),
      },
    }),
    ...(trackNumber !== undefined && { trackNumber }),
    ...(discNumber !== undefined && { discNumber }),
    ...(durationMs !== undefined && { durationMs }),
    ...(isrc !== undefined && { isrc }),
    ...(musicBrainz?.recordingId !== undefined && { mbRecordingId: musicBrainz.recordingId }),
    source,
  };
}

/** @param hasLyrics whether the source has words of its tracks; of which it has none shows when it is asked */
export function sourceTrackView(id: string, source: string, track: SourceTrack, hasLyrics: boolean): TrackView {
  const { kind, title, artists, album, artwork, trackNumber, discNumber, durationMs } = track;
  return {
    id,
    ...(kind && { kind }),
    title,
    artist: artistOf(track),
    artists: artists.flatMap(({ nativeId, name, role }) =>
      nativeId === undefined ? [] : [{ id: `${source}:${nativeId}`, name, role }],
    ),
    album: { id: album?.nativeId === undefined ? '' : `${source}:${album.nativeId}`, title: album?.title ?? '' },
    ...(artwork && { artworkId: artworkIdOf(source, artwork) }),
    ...(trackNumber !== undefined && { trackNumber }),
    ...(discNumber !== undefined && { discNumber }),
    ...(durationMs !== undefined && { durationMs }),
    ...(track.gainDb !== undefined && { replayGain: { trackGainDb: track.gainDb } }),
    hasLyrics: hasLyrics && kind === undefined,
    isMissing: track.isPlayable === false,
    ...whyNotPlayableOf(track),
    addedAtMs: 0,
    sourceId: source,
    ...(track.isExplicit && { isExplicit: true }),
    ...(track.isVideo && { isVideo: true }),
    ...(track.mayHaveChapters && { mayHaveChapters: true }),
    ...(track.webAddress !== undefined && { webAddress: track.webAddress }),
  };
}

/** As its view tells it; undefined where it is playable, or nobody says why it is not. */
export function whyNotPlayableOf(track: SourceTrack): WhyNotPlayable | undefined {
  const { isPlayable, whyNotPlayable, notPlayableCause } = track;
  if (isPlayable !== false || whyNotPlayable === undefined) return undefined;
  return { whyNotPlayable, ...(notPlayableCause && { notPlayableCause }) };
}

function artistOf({ artist, artists }: SourceTrack): string {
  return artist ?? artists.map(({ name }) => name).join(', ');
}
