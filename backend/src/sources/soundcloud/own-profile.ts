import { fieldsOf, present, RecentAnswers, type Clock } from '../../common/index.js';
import type { OwnAccount, OwnAccountChoice, OwnMusic, OwnMusicCapability } from '../own-music.js';
import type { RemoteAlbum, RemoteItem, RemotePlaylist } from '../remote-catalogue.js';
import { ItemNotFound, SourceUnavailable } from '../source-error.js';
import { itemOf } from './answers/lists.js';
import { readUser } from './answers/users.js';
import type { SoundCloudApi } from './api/soundcloud-api.js';
import { likesOf } from './likes.js';
import { Lists } from './lists.js';

const RECENT_MS = 600_000;
const LISTED = 50;
/** Likes are many, and looked through for the sets among them. */
const LIKED = 200;

interface Profile extends OwnAccount {
  readonly id: string;
  readonly likes: RemotePlaylist | undefined;
}

/** What somebody shows everybody on their profile: what they like, and sets of their own. */
export class OwnProfile implements OwnMusicCapability {
  private readonly lists: Lists;
  private readonly recent: RecentAnswers<Profile>;

  /** @param user what stands behind `soundcloud.com/` in its address */
  constructor(
    private readonly api: SoundCloudApi,
    private readonly user: string,
    clock: Clock,
  ) {
    this.lists = new Lists(api);
    this.recent = new RecentAnswers(clock, RECENT_MS, 1);
  }

  async music(signal: AbortSignal): Promise<OwnMusic> {
    const { id, name, handle, likes } = await this.profile(signal);
    const [made, published, liked] = await Promise.all([
      this.sets(`users/${id}/playlists_without_albums`, LISTED, signal),
      this.sets(`users/${id}/albums`, LISTED, signal),
      this.sets(`users/${id}/likes`, LIKED, signal),
    ]);
    const sets = new Map([...made, ...published, ...liked].map((item) => [item.nativeId, item]));
    return present({
      account: present({ name, handle }),
      likes,
      playlists: [...sets.values()].filter((item) => item.kind === 'playlist'),
      albums: [...sets.values()].filter((item) => item.kind === 'album'),
    });
  }

  async account(signal: AbortSignal): Promise<OwnAccount> {
    const { name, handle } = await this.profile(signal);
    return present({ name, handle });
  }

  async accounts(signal: AbortSignal): Promise<readonly OwnAccountChoice[]> {
    return [{ ...(await this.account(signal)), index: 0, isChosen: true }];
  }

  private profile(signal: AbortSignal): Promise<Profile> {
    return this.recent.get(this.user, (shared) => this.ask(shared), signal);
  }

  private async ask(signal: AbortSignal): Promise<Profile> {
    const url = `https://soundcloud.com/${this.user}`;
    const answer = await this.api.get('resolve', { url }, signal).catch((error: unknown) => {
      if (error instanceof ItemNotFound) return undefined;
      throw error;
    });
    const user = fieldsOf(answer).kind === 'user' ? readUser(answer) : undefined;
    if (!user) {
      throw new SourceUnavailable(
        `SoundCloud has no profile ${this.user}. Set sources.soundcloud.user to what stands behind soundcloud.com/ in the address of yours.`,
      );
    }
    return { id: user.nativeId, name: user.name, handle: `soundcloud.com/${this.user}`, likes: likesOf(answer) };
  }

  private sets(path: string, limit: number, signal: AbortSignal): Promise<(RemoteAlbum | RemotePlaylist)[]> {
    const parameters = { limit, linked_partitioning: 1 };
    return this.lists.all({ path, parameters, read: (row) => setIn(itemOf(row)) }, signal);
  }
}

function setIn(item: RemoteItem | undefined): RemoteAlbum | RemotePlaylist | undefined {
  return item?.kind === 'album' || item?.kind === 'playlist' ? item : undefined;
}
