import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/index.js';
import { SourceRegistry, type StreamCapability } from '../sources/index.js';
import { KeptAudio } from '../streaming/index.js';
import { HomePins } from './home-pins.js';
import { Keeper } from './keeper.js';
import type { AtHomeView, HomeMarks } from './keeping.dto.js';
import { KeptList } from './kept-list.js';

/** One album, playlist or track, and how much of it is at home. */
@Injectable()
export class AtHome {
  constructor(
    private readonly list: KeptList,
    private readonly pins: HomePins,
    private readonly audio: KeptAudio,
    private readonly keeper: Keeper,
    private readonly sources: SourceRegistry,
  ) {}

  async look(ownerId: string, id: string): Promise<AtHomeView> {
    const entry = await this.list.find(ownerId, id);
    const isPinned = await this.pins.has(ownerId, id);
    if (entry) {
      const { trackCount, tracksHere, isWhole } = entry;
      return { isPinned, trackCount, tracksHere, isWhole, isOwn: false };
    }
    const trackIds = await this.list.trackIdsOf(ownerId, { id, kind: 'album' });
    return { isPinned, trackCount: trackIds.length, tracksHere: 0, isWhole: false, isOwn: await this.isOwn(trackIds) };
  }

  async marks(ownerId: string): Promise<HomeMarks> {
    const lists = await this.list.lists(ownerId);
    return {
      wholeIds: lists.filter(({ isWhole }) => isWhole).map(({ id }) => id),
      pinnedIds: await this.pins.ids(ownerId),
      isOffered: this.sources.having('browse').some(({ source }) => mayKeep(source.capabilities.streams)),
    };
  }

  /**
   * Removes what is here of it. Where a person keeps it, they do no more: let go first it would be no thing of its own, and
   * removed first it would come again.
   * @throws NotFound nothing of it is here
   */
  async remove(ownerId: string, id: string): Promise<void> {
    const entry = await this.list.find(ownerId, id);
    if (!entry) throw new NotFound('kept album, playlist or track', id);
    const trackIds = await this.list.trackIdsOf(ownerId, entry);
    if (await this.pins.has(ownerId, id)) await this.pins.letGo(ownerId, id);
    // Whoever still looks for what was wanted before would find it gone, and fetch it.
    await this.keeper.planned;
    for (const trackId of trackIds) await this.audio.remove(trackId);
    this.keeper.wantsChanged();
  }

  private async isOwn(trackIds: readonly string[]): Promise<boolean> {
    for (const id of trackIds) if (await this.audio.look(id)) return false;
    return trackIds.length > 0;
  }
}

function mayKeep(streams: StreamCapability | undefined): boolean {
  return streams?.upstream !== undefined && streams.keeping !== 'nothing';
}
