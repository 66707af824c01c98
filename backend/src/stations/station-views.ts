import { Injectable } from '@nestjs/common';
import { TrackDirectory } from '../catalogue/index.js';
import { LiveStreams } from '../streaming/index.js';
import type { SavedStation } from './station-store.js';
import type { StationView } from './stations.dto.js';

/** Shows saved stations as clients see them. */
@Injectable()
export class StationViews {
  constructor(
    private readonly tracks: TrackDirectory,
    private readonly live: LiveStreams,
  ) {}

  async of(stations: readonly SavedStation[]): Promise<StationView[]> {
    const tracks = await this.tracks.views(stations.map(({ trackId }) => trackId));
    return stations.map(({ artwork: _, urls, tags, ...station }) => {
      const { artworkId, placeholder } = tracks.get(station.trackId) ?? {};
      const playing = this.live.announced(station.trackId)?.titles.at(-1)?.title?.text;
      return {
        ...station,
        urls: [...urls],
        tags: [...tags],
        ...(artworkId !== undefined && { artworkId }),
        ...(placeholder !== undefined && { placeholder }),
        ...(playing !== undefined && { playing }),
      };
    });
  }
}
