import { Injectable } from '@nestjs/common';
import { artworkIdOf, Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { SourceRegistry, TrackNotFound, type CollectedArtwork, type SourceTrack } from '../sources/index.js';
import type { Sql } from '../sql/index.js';
import { splitSourceId } from './source-id.js';
import { SourceItems } from './source-items.js';
import type { TrackReader } from './track-directory.js';
import type { TrackFacts, TrackLocation } from './track-facts.js';
import type { TrackView } from './track.dto.js';

/** How long a snapshot is taken for true. What has expired is still shown: the queue is whole while a source is down. */
const FRESH_MS = 24 * 60 * 60 * 1000;

/** Tracks of sources that are in no library, read from snapshots of what the source said of them. */
@Injectable()
export class SourceTrackReader implements TrackReader {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly items: SourceItems,
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
        return [id, viewOf(id, source, value)];
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
        await this.keep(source, nativeId, track);
      } catch (error) {
        if (!(error instanceof TrackNotFound)) throw error;
      }
    }
  }

  private async keep(source: string, nativeId: string, track: SourceTrack): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.database.write(async ({ sql }) => {
      if (track.artwork) await keepArtwork(sql, source, track.artwork);
      await this.items.keep(sql, {
        source,
        kind: 'track',
        nativeId,
        value: track,
        fetchedAtMs: nowMs,
        expiresAtMs: nowMs + FRESH_MS,
      });
    });
  }
}

async function keepArtwork(sql: Sql, source: string, artwork: CollectedArtwork): Promise<void> {
  await sql.run('INSERT INTO artwork (id, source, locator) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING', [
    artworkIdOf(source, artwork),
    source,
    artwork.locator,
  ]);
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

function viewOf(id: string, source: string, track: SourceTrack): TrackView {
  const { kind, title, album, artwork, trackNumber, discNumber, durationMs } = track;
  return {
    id,
    ...(kind && { kind }),
    title,
    artist: artistOf(track),
    // They are no artists of the library, so there is no page of theirs to lead to.
    artists: [],
    album: { id: '', title: album?.title ?? '' },
    ...(artwork && { artworkId: artworkIdOf(source, artwork) }),
    ...(trackNumber !== undefined && { trackNumber }),
    ...(discNumber !== undefined && { discNumber }),
    ...(durationMs !== undefined && { durationMs }),
    ...(track.gainDb !== undefined && { replayGain: { trackGainDb: track.gainDb } }),
    hasLyrics: false,
    isMissing: false,
    addedAtMs: 0,
  };
}

function artistOf({ artist, artists }: SourceTrack): string {
  return artist ?? artists.map(({ name }) => name).join(', ');
}
