import { present } from '../../../common/index.js';
import type { OwnAccount, OwnAccountChoice, OwnMusic, OwnMusicCapability } from '../../own-music.js';
import type { RemoteItem, RemotePlaylistPage } from '../../remote-catalogue.js';
import { ItemNotFound, SourceUnavailable } from '../../source-error.js';
import { findFirst, wordsOf } from '../answers/walk.js';
import type { InnerTube } from '../inner-tube.js';
import type { YtMusicCatalogue } from '../ytmusic-catalogue.js';
import { isToSomebody, NOT_SIGNED_IN, type Session } from './session.js';

/** Accounts of one browser among which is looked. */
const MOST_ACCOUNTS = 5;
const LIKES = 'LM';

/** What somebody has collected at YouTube Music. */
export class YtMusicOwn implements OwnMusicCapability {
  constructor(
    private readonly innerTube: InnerTube,
    private readonly catalogue: YtMusicCatalogue,
    private readonly session: Session,
  ) {}

  async music(signal: AbortSignal): Promise<OwnMusic> {
    const account = await this.account(signal);
    const [likes, playlists, albums] = await Promise.all([
      this.catalogue.playlist(LIKES, undefined, signal),
      this.catalogue.grid('FEmusic_liked_playlists', signal),
      this.catalogue.grid('FEmusic_liked_albums', signal),
    ]);
    return present({
      account,
      likes: likes.playlist,
      playlists: playlists.flatMap((item) => (isOwnList(item) ? [item] : [])),
      albums: albums.flatMap((item) => (item.kind === 'album' ? [item] : [])),
    });
  }

  async account(signal: AbortSignal): Promise<OwnAccount> {
    const account = await this.find(signal);
    if (!account) throw notSignedIn();
    return account;
  }

  /** Any list, as the catalogue opens it. Where cookies have gone stale, own ones are empty, or not there. */
  async playlist(id: string, cursor: string | undefined, signal: AbortSignal): Promise<RemotePlaylistPage> {
    const page = await this.catalogue.playlist(id, cursor, signal).catch(async (error: unknown) => {
      if (error instanceof ItemNotFound) await this.account(signal);
      throw error;
    });
    if (id !== LIKES) return page;
    if (this.session.state?.state === 'degraded') throw notSignedIn();
    return page.playlist ? { ...page, playlist: { ...page.playlist, isOwn: true } } : page;
  }

  async accounts(signal: AbortSignal): Promise<readonly OwnAccountChoice[]> {
    const { choice } = this.session;
    const found: OwnAccountChoice[] = [];
    for (let index = 0; index < MOST_ACCOUNTS; index++) {
      const account = await this.find(signal, index);
      // Behind the last the service answers as to a guest, or as for the first.
      if (!account || found.some(({ name, handle }) => name === account.name && handle === account.handle)) break;
      found.push({ ...account, index, isChosen: index === choice.index && choice.channel === undefined });
    }
    if (found.length === 0) throw notSignedIn();
    return found;
  }

  /** @returns undefined where we are taken for a guest */
  private async find(signal: AbortSignal, index?: number): Promise<OwnAccount | undefined> {
    const as = index === undefined ? {} : { as: { index } };
    const answer = await this.innerTube.call('account/account_menu', {}, signal, as);
    const header = findFirst(answer, 'activeAccountHeaderRenderer');
    const name = wordsOf(header?.accountName);
    if (isToSomebody(answer) === false || name === undefined) return undefined;
    return present({ name, handle: wordsOf(header?.channelHandle) });
  }
}

/** Among own lists stands what makes a new one, and the likes. */
function isOwnList(item: RemoteItem): item is Extract<RemoteItem, { kind: 'playlist' }> {
  return item.kind === 'playlist' && item.nativeId !== LIKES;
}

function notSignedIn(): SourceUnavailable {
  return new SourceUnavailable(`${NOT_SIGNED_IN.detail} ${NOT_SIGNED_IN.nextStep}`, 'not-signed-in');
}
