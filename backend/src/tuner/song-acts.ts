import { Injectable } from '@nestjs/common';
import { TrackDirectory } from '../catalogue/index.js';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { currentItem, Players } from '../playback/index.js';
import type { Sql } from '../sql/index.js';
import { KnownStations } from './known-stations.js';
import { SongStore, type GivenSong, type Thumb } from './song-store.js';
import { StationSources, type NativeRef } from './station-sources.js';
import { StationStore } from './station-store.js';
import { ThumbStore } from './thumb-store.js';
import { NoSkipsLeft, NotOfStation, NotRated, ThumbNotListed } from './tuner-error.js';

/** What came of a thumb. */
export interface Rated {
  /** A thumb down of what plays goes on to the next song. */
  readonly isSkipped: boolean;
  /** Why it did not, though it should have. */
  readonly notSkipped?: string;
}

/** What a person does with a song that a station gave. Of a mix all of it goes to the station that the song is of. */
@Injectable()
export class SongActs {
  constructor(
    private readonly database: Database,
    private readonly songs: SongStore,
    private readonly thumbs: ThumbStore,
    private readonly stations: StationStore,
    private readonly known: KnownStations,
    private readonly sources: StationSources,
    private readonly directory: TrackDirectory,
    private readonly players: Players,
    private readonly clock: Clock,
  ) {}

  /** @throws NotOfStation, NotRated; what the source throws */
  async rate(ownerId: string, trackId: string, isUp: boolean): Promise<Rated> {
    const song = await this.find(ownerId, trackId);
    if (!song.mayThumb) throw new NotRated();
    const station = stationOf(song);
    const given = await this.known.ask(ownerId, station, (capability, signal) =>
      capability.thumb(song.stationId, song.nativeId, isUp, signal),
    );
    const track = (await this.directory.views([trackId])).get(trackId);
    const thumb = {
      nativeId: given.nativeId,
      isUp,
      title: track?.title ?? trackId,
      ...(track && track.artist !== '' && { artist: track.artist }),
      atMs: this.clock.nowMs(),
    };
    await this.database.write(async ({ sql }) => {
      await this.dropThumb(sql, ownerId, song);
      await this.thumbs.keep(sql, ownerId, station, thumb);
      await this.songs.rate(sql, song, wordOf(isUp), given.nativeId);
      await this.stations.countThumbs(sql, ownerId, station, given);
    });
    return isUp ? { isSkipped: false } : this.skip(ownerId, trackId);
  }

  /** Takes the thumb of a song back. @throws ThumbNotListed nobody knows by which id */
  async unrate(ownerId: string, trackId: string): Promise<void> {
    const song = await this.find(ownerId, trackId);
    if (!song.thumb) return;
    const thumbId = song.thumbId ?? (await this.listedThumb(ownerId, trackId, song));
    if (thumbId === undefined) throw new ThumbNotListed(this.sources.nameOf(song.source));
    await this.removeThumb(ownerId, stationOf(song), thumbId);
    await this.database.write(({ sql }) => this.songs.rate(sql, song));
  }

  /** Takes a thumb of a station back. */
  async removeThumb(ownerId: string, station: NativeRef, thumbId: string): Promise<void> {
    const thumb = (await this.thumbs.all(ownerId, station)).find(({ nativeId }) => nativeId === thumbId);
    await this.known.ask(ownerId, station, (capability, signal) => capability.removeThumb(thumbId, signal));
    const known = await this.stations.find(ownerId, station);
    await this.database.write(async ({ sql }) => {
      await this.thumbs.remove(sql, ownerId, station.source, thumbId);
      await this.songs.forget(sql, station.source, thumbId);
      const total = thumb?.isUp ? known?.upTotal : known?.downTotal;
      if (thumb && total) await this.stations.countThumbs(sql, ownerId, station, { [wordOf(thumb.isUp)]: total - 1 });
    });
  }

  /** It is not played for about a month. */
  async rest(ownerId: string, trackId: string): Promise<void> {
    const song = await this.find(ownerId, trackId);
    await this.known.ask(ownerId, stationOf(song), (capability, signal) => capability.rest(song.nativeId, signal));
  }

  /** Why it was chosen. */
  async explain(ownerId: string, trackId: string): Promise<readonly string[]> {
    const song = await this.find(ownerId, trackId);
    return this.known.ask(ownerId, stationOf(song), (capability, signal) => capability.explain(song.nativeId, signal));
  }

  async bookmark(ownerId: string, trackId: string, kind: 'track' | 'artist'): Promise<void> {
    const song = await this.find(ownerId, trackId);
    await this.known.ask(ownerId, stationOf(song), (capability, signal) =>
      capability.bookmark(song.nativeId, kind, signal),
    );
  }

  /** @throws NotOfStation */
  async find(ownerId: string, trackId: string): Promise<GivenSong> {
    const song = await this.songs.find(ownerId, trackId);
    if (!song) throw new NotOfStation();
    return song;
  }

  /** Its skip counts as any other. Where none is left, it plays on. */
  private async skip(ownerId: string, trackId: string): Promise<Rated> {
    const { playback } = await this.players.of(ownerId);
    if (currentItem(playback.current)?.trackId !== trackId) return { isSkipped: false };
    try {
      await playback.perform({ kind: 'next' });
      return { isSkipped: true };
    } catch (error) {
      if (error instanceof NoSkipsLeft) return { isSkipped: false, notSkipped: error.message };
      throw error;
    }
  }

  private async dropThumb(sql: Sql, ownerId: string, { source, thumbId }: GivenSong): Promise<void> {
    if (thumbId !== undefined) await this.thumbs.remove(sql, ownerId, source, thumbId);
  }

  /** One that was given before the song was chosen again: by its names. */
  private async listedThumb(ownerId: string, trackId: string, song: GivenSong): Promise<string | undefined> {
    const track = (await this.directory.views([trackId])).get(trackId);
    const { thumbs } = await this.known.open(ownerId, stationOf(song));
    const found = thumbs.find(
      ({ isListed, isUp, title, artist = '' }) =>
        isListed && wordOf(isUp) === song.thumb && title === track?.title && artist === track.artist,
    );
    return found?.nativeId;
  }
}

function stationOf({ source, stationId }: GivenSong): NativeRef {
  return { source, nativeId: stationId };
}

function wordOf(isUp: boolean): Thumb {
  return isUp ? 'up' : 'down';
}
