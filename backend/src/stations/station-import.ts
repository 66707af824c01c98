import { Injectable } from '@nestjs/common';
import { InvalidRequest } from '../common/index.js';
import { TrackDirectory } from '../catalogue/index.js';
import { stationIdOf } from '../sources/index.js';
import type { PlaylistEntry } from '../streaming/index.js';
import type { NewStation } from './new-station.js';
import { readStations } from './station-files.js';
import { TooManyStations } from './station-error.js';
import { groupOf, SavedStations } from './saved-stations.js';
import { MAX_NAME, type ImportedStation } from './stations.dto.js';

/** Takes in the stations of a file of another program; what became of each entry is told. */
@Injectable()
export class StationImports {
  constructor(
    private readonly stations: SavedStations,
    private readonly tracks: TrackDirectory,
  ) {}

  /** @throws InvalidRequest there are no stations in it */
  async take(ownerId: string, text: string, signal: AbortSignal): Promise<ImportedStation[]> {
    const entries = await readStations(text);
    if (entries.length === 0) {
      throw new InvalidRequest([
        { field: 'text', detail: 'holds no addresses; M3U, PLS, XSPF and OPML are read.', because: 'no-addresses' },
      ]);
    }
    const report: ImportedStation[] = [];
    const added: string[] = [];
    for (const entry of entries) {
      const { told, trackId } = await this.takeOne(ownerId, entry);
      report.push(told);
      if (trackId !== undefined) added.push(trackId);
    }
    if (added.length > 0) await this.tracks.refresh(added, signal);
    return report;
  }

  /** One that was written down elsewhere. @returns whether it was not there @throws TooManyStations */
  async takeBack(ownerId: string, station: NewStation, signal: AbortSignal): Promise<boolean> {
    const added = await this.stations.add(ownerId, station);
    if (added) await this.tracks.refresh([added.trackId], signal);
    return added !== undefined;
  }

  private async takeOne(
    ownerId: string,
    { url, title, logo, group }: PlaylistEntry,
  ): Promise<{ told: ImportedStation; trackId?: string }> {
    const name = (title ?? new URL(url).hostname).slice(0, MAX_NAME);
    try {
      const station = await this.stations.add(ownerId, {
        nativeId: stationIdOf(url),
        name,
        urls: [url],
        tags: [],
        ...(logo !== undefined && { artwork: logo }),
        ...groupOf(group),
      });
      if (!station) return { told: { name, url, outcome: 'known' } };
      return { told: { name, url, outcome: 'added' }, trackId: station.trackId };
    } catch (error) {
      if (!(error instanceof TooManyStations)) throw error;
      return { told: { name, url, outcome: 'refused', reason: error.message } };
    }
  }
}
