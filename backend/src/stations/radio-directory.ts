import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/index.js';
import {
  SourceRegistry,
  type DirectoryStation,
  type StationListKind,
  type StationsCapability,
  type StationWish,
} from '../sources/index.js';
import { NoRadio } from './station-error.js';
import type { NewStation } from './new-station.js';

const SOURCE = 'radio';

/** The directory of all stations there are, as the source of radio has it. */
@Injectable()
export class RadioDirectory {
  constructor(private readonly sources: SourceRegistry) {}

  search(
    wish: StationWish,
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<readonly DirectoryStation[]> {
    return this.directory.search(wish, page, signal);
  }

  list(kind: StationListKind, signal: AbortSignal): ReturnType<StationsCapability['list']> {
    return this.directory.list(kind, signal);
  }

  /** @throws NotFound it knows none of that id */
  async station(nativeId: string, signal: AbortSignal): Promise<NewStation> {
    const station = await this.directory.find(nativeId, signal);
    if (!station) throw new NotFound('station', nativeId);
    return newStation(station);
  }

  /** @returns undefined where it does not know the address, and where it does not answer */
  async byUrl(url: string, signal: AbortSignal): Promise<NewStation | undefined> {
    try {
      const station = await this.directory.byUrl(url, signal);
      // What a person pasted is what is fetched, whatever the directory has found behind it.
      return station && { ...newStation(station), urls: [url] };
    } catch {
      return undefined;
    }
  }

  /** Somebody listens. */
  clicked(nativeId: string): void {
    this.sources.get(SOURCE)?.capabilities.stations?.clicked(nativeId);
  }

  private get directory(): StationsCapability {
    const directory = this.sources.get(SOURCE)?.capabilities.stations;
    if (!directory) throw new NoRadio();
    return directory;
  }
}

function newStation({ nativeId, name, urls, homepage, artwork, tags, countryCode }: DirectoryStation): NewStation {
  return {
    nativeId,
    name,
    urls,
    tags,
    ...(homepage !== undefined && { homepage }),
    ...(artwork !== undefined && { artwork }),
    ...(countryCode !== undefined && { countryCode }),
  };
}
