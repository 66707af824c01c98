import { RecentAnswers, type Clock } from '../../common/index.js';
import type { OwnAccount, OwnAccountChoice, OwnMusic, OwnMusicCapability } from '../own-music.js';
import type { RemoteAlbum } from '../remote-catalogue.js';
import { ItemNotFound, SourceUnavailable } from '../source-error.js';
import { readFan, readFoundFan, readShelf, type ReadFan } from './answers/fan.js';
import { rowsOf } from './answers/found.js';
import type { BandcampApi, Shelf } from './api/bandcamp-api.js';
import type { BandcampPages } from './api/bandcamp-pages.js';
import { isOfThisWay } from './search-ways.js';
import type { Tralbums } from './tralbums.js';

/** Who has which name stays so. */
const FAN_MS = 24 * 3_600_000;
/** Of one shelf, a hundred things each. */
const MOST_PAGES = 20;

export interface FanCollectionOptions {
  readonly api: BandcampApi;
  readonly pages: BandcampPages;
  readonly tralbums: Tralbums;
  /** What stands behind `bandcamp.com/` in the address of the fan. */
  readonly user: string;
  readonly clock: Clock;
}

/** What a fan shows everybody: what they have bought, and what they wish for. */
export class FanCollection implements OwnMusicCapability {
  private readonly fans: RecentAnswers<ReadFan>;

  constructor(private readonly options: FanCollectionOptions) {
    this.fans = new RecentAnswers(options.clock, FAN_MS, 1);
  }

  async music(signal: AbortSignal): Promise<OwnMusic> {
    const fan = await this.fan(signal);
    const albums = await this.shelf('collection', fan, signal);
    const wishes = await this.shelf('wishlist', fan, signal);
    return { account: this.accountOf(fan), playlists: [], albums, wishes };
  }

  async account(signal: AbortSignal): Promise<OwnAccount> {
    return this.accountOf(await this.fan(signal));
  }

  async accounts(signal: AbortSignal): Promise<readonly OwnAccountChoice[]> {
    return [{ ...(await this.account(signal)), index: 0, isChosen: true }];
  }

  private accountOf({ name }: ReadFan): OwnAccount {
    return { name, handle: `bandcamp.com/${this.options.user}` };
  }

  private fan(signal: AbortSignal): Promise<ReadFan> {
    return this.fans.get(this.options.user, (shared) => this.ask(shared), signal);
  }

  /** The search knows fans, too; their pages are for browsers. */
  private async ask(signal: AbortSignal): Promise<ReadFan> {
    const { pages, user } = this.options;
    const found = await this.bySearch(signal);
    if (found) return found;
    const page = await pages.read(new URL(`https://bandcamp.com/${user}`), signal).catch((error: unknown) => {
      if (error instanceof ItemNotFound) return undefined;
      throw error;
    });
    const fan = page && readFan(page);
    if (fan) return fan;
    throw new SourceUnavailable(
      `Bandcamp has no fan ${user}. Set sources.bandcamp.user to what stands behind bandcamp.com/ in the address of yours.`,
    );
  }

  private async bySearch(signal: AbortSignal): Promise<ReadFan | undefined> {
    const { api, user } = this.options;
    try {
      const rows = rowsOf(await api.search(user, 'f', signal));
      return rows.flatMap((row) => readFoundFan(row, user) ?? [])[0];
    } catch (error) {
      if (isOfThisWay(error)) return undefined;
      throw error;
    }
  }

  private async shelf(shelf: Shelf, { id }: ReadFan, signal: AbortSignal): Promise<readonly RemoteAlbum[]> {
    const { api, tralbums } = this.options;
    const byId = new Map<string, RemoteAlbum>();
    let olderThan: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const { albums, next } = readShelf(await api.shelf(shelf, id, olderThan, signal));
      for (const album of albums) if (!byId.has(album.nativeId)) byId.set(album.nativeId, album);
      if (next === undefined || next === olderThan) break;
      olderThan = next;
    }
    tralbums.remember([...byId.values()]);
    return [...byId.values()];
  }
}
