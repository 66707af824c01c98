import { Injectable } from '@nestjs/common';
import { artworkIdOf, present } from '../common/index.js';
import type { CollectedArtwork, StationIdea, StationSeed } from '../sources/index.js';
import type { OpenedStation } from './known-stations.js';
import { SkipLedger } from './skip-ledger.js';
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

  async one(ownerId: string, { source, station, isListed, seenAtMs }: KnownStation): Promise<PersonalStationView> {
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
      skips: await this.skipsOf(ownerId, source, nativeId),
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

  private async skipsOf(ownerId: string, source: string, nativeId: string): Promise<SkipsView | undefined> {
    const left = await this.skips.left(ownerId, { source, nativeId });
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
