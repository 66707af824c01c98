import { Injectable } from '@nestjs/common';
import { artworkIdOf, present } from '../common/index.js';
import type { CollectedArtwork, StationIdea, StationSeed } from '../sources/index.js';
import type { OpenedStation } from './known-stations.js';
import type { SkipsLeft } from './skip-allowance.js';
import { SkipLedger, type SkipsAtSource } from './skip-ledger.js';
import { StationSources } from './station-sources.js';
import type { KnownStation } from './station-store.js';
import type { KnownThumb } from './thumb-store.js';
import type {
  PersonalStationDetail,
  PersonalStationView,
  SkipsView,
  StationIdeaView,
  StationSeedView,
  StationThumbsView,
} from './tuner.dto.js';

/** Shows stations as clients see them. */
@Injectable()
export class PersonalStationViews {
  constructor(
    private readonly skips: SkipLedger,
    private readonly sources: StationSources,
  ) {}

  async one(ownerId: string, known: KnownStation): Promise<PersonalStationView> {
    return this.view(known, await this.skips.at(ownerId, known.source));
  }

  /** @returns one view for each, in their order */
  async all(ownerId: string, stations: readonly KnownStation[]): Promise<PersonalStationView[]> {
    const sources = [...new Set(stations.map(({ source }) => source))];
    const skips = new Map(
      await Promise.all(sources.map(async (source) => [source, await this.skips.at(ownerId, source)] as const)),
    );
    return stations.map((known) => this.view(known, skips.get(known.source)));
  }

  private view(known: KnownStation, left?: SkipsAtSource): PersonalStationView {
    const { source, station, isListed, seenAtMs } = known;
    const { nativeId, name, isMix, isShared, canRename, canRemove, canSeed, createdAtMs, artwork } = station;
    return present({
      id: `${source}:${nativeId}`,
      sourceId: source,
      name,
      artworkId: pictureOf(source, artwork),
      isMix,
      mixed: station.mixed.map((id) => `${source}:${id}`),
      isShared,
      canRename,
      canRemove,
      canSeed,
      createdAtMs,
      isListed,
      seenAtMs,
      skips: this.skipsView(source, left?.(nativeId)),
    });
  }

  async detail(ownerId: string, opened: OpenedStation): Promise<PersonalStationDetail> {
    const { known, seeds, thumbs, failure } = opened;
    const { source, upTotal, downTotal } = known;
    const view = await this.one(ownerId, known);
    const detail = present({
      seeds: seeds?.map((seed) => seedView(source, seed)),
      up: thumbsView(
        source,
        thumbs.filter(({ isUp }) => isUp),
        upTotal,
      ),
      down: thumbsView(
        source,
        thumbs.filter(({ isUp }) => !isUp),
        downTotal,
      ),
      failure,
    });
    return Object.assign(view, detail);
  }

  private skipsView(source: string, left: SkipsLeft | undefined): SkipsView | undefined {
    const { skipsAnHour, skipsADay } = this.sources.allowanceOf(source) ?? {};
    return left && present({ ...left, anHour: skipsAnHour, aDay: skipsADay });
  }
}

export function pictureOf(source: string, artwork: CollectedArtwork | undefined): string | undefined {
  return artwork && artworkIdOf(source, artwork);
}

export function ideaView({ nativeId, kind, name, artist }: StationIdea): StationIdeaView {
  return present({ id: nativeId, kind, name, artist });
}

function seedView(source: string, { nativeId, kind, name, artist, artwork }: StationSeed): StationSeedView {
  return present({ id: nativeId, kind, name, artist, artworkId: pictureOf(source, artwork) });
}

function thumbsView(source: string, thumbs: readonly KnownThumb[], total = 0): StationThumbsView {
  const items = thumbs.map(({ nativeId, isUp, title, artist, atMs, artwork, isListed }) =>
    present({ id: nativeId, isUp, title, artist, atMs, artworkId: pictureOf(source, artwork), mayUndo: isListed }),
  );
  return { items, total: Math.max(total, items.length) };
}
