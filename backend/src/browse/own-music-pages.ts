import { Injectable } from '@nestjs/common';
import { NotFound, present } from '../common/index.js';
import { SourceRegistry, type OwnMusicCapability } from '../sources/index.js';
import type { OwnAccountList, OwnMusicView } from './browse.dto.js';
import { playlistView, RemoteItems } from './remote-items.js';

/** Shows what a person has collected at a source. Throws what `OwnMusicCapability` throws. */
@Injectable()
export class OwnMusicPages {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly items: RemoteItems,
  ) {}

  /** @throws NotFound there is no such source, or it knows nobody */
  async music(ownerId: string, sourceId: string, signal: AbortSignal): Promise<OwnMusicView> {
    const { account, likes, playlists, albums, wishes } = await this.of(sourceId).music(signal);
    await this.items.show(ownerId, sourceId, [...(likes ? [likes] : []), ...playlists]);
    return present({
      ...account,
      likes: likes && playlistView(sourceId, likes),
      playlists: playlists.map((playlist) => playlistView(sourceId, playlist)),
      albums: await this.items.albums(ownerId, sourceId, albums),
      wishes: wishes && (await this.items.albums(ownerId, sourceId, wishes)),
    });
  }

  /** @throws NotFound as `music` */
  async accounts(sourceId: string, signal: AbortSignal): Promise<OwnAccountList> {
    return { items: [...(await this.of(sourceId).accounts(signal))] };
  }

  private of(sourceId: string): OwnMusicCapability {
    const own = this.sources.get(sourceId)?.capabilities.own;
    if (!own) throw new NotFound('source that knows you', sourceId);
    return own;
  }
}
