import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from './answers.js';
import type { WorldAlbum, WorldPlaylist, WorldSong } from './world.js';

/** Somebody who has signed in. */
export interface WorldAccount {
  readonly name: string;
  readonly handle: string;
  /** Of a channel that belongs to the account before it in the list, and is no person's own. */
  readonly channel?: string;
  readonly likes: readonly WorldSong[];
  /** As the heading of the likes says; absent: as many as there are. */
  readonly likesTold?: number;
  readonly playlists: readonly WorldPlaylist[];
  readonly albums: readonly WorldAlbum[];
}

/** Longer ago, a signature is not accepted. */
const SIGNED_WITHIN_S = 15 * 60;

/** Accounts of browsers, and who is meant by a call. */
export class Accounts {
  /** By the value of `SAPISID` among the cookies, in the order in which they signed in. */
  readonly all = new Map<string, readonly WorldAccount[]>();

  /**
   * Whom a call is made for: cookies, a signature of this hour, the place of the account and the channel have to fit, or it is
   * a guest's, which is said in no other way.
   */
  of(headers: IncomingHttpHeaders, nowMs: number): WorldAccount | undefined {
    const key = /(?:^|;\s*)SAPISID=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
    const { origin = '', 'x-origin': other = origin } = headers;
    if (!this.isSigned(headers.authorization ?? '', key, String(other), nowMs)) return undefined;
    const own = (this.all.get(key) ?? []).filter(({ channel }) => channel === undefined);
    const account = own[Number(headers['x-goog-authuser'] ?? 0)];
    const page = headers['x-goog-pageid'];
    return page === undefined ? account : this.all.get(key)?.find(({ channel }) => channel === page);
  }

  private isSigned(authorization: string, key: string, origin: string, nowMs: number): boolean {
    const [, seconds = '', signature] = /^SAPISIDHASH (\d+)_([0-9a-f]{40})$/.exec(authorization) ?? [];
    if (Math.abs(Number(seconds) - nowMs / 1_000) > SIGNED_WITHIN_S) return false;
    return createHash('sha1').update(`${seconds} ${key} ${origin}`).digest('hex') === signature;
  }
}

/** What stands in every answer. */
export function responseContext(account: WorldAccount | undefined): Json {
  const params = [{ key: 'logged_in', value: account ? '1' : '0' }];
  return { visitorData: 'CgtGYWtlVmlzaXRvcg%3D%3D', serviceTrackingParams: [{ service: 'GFEEDBACK', params }] };
}

export function accountMenu(account: WorldAccount | undefined): Json {
  const header = account && {
    activeAccountHeaderRenderer: {
      accountName: { runs: [{ text: account.name }] },
      accountPhoto: { thumbnails: [{ url: 'https://yt3.ggpht.com/a=s108', width: 108, height: 108 }] },
      channelHandle: { runs: [{ text: account.handle }] },
    },
  };
  const popup = { multiPageMenuRenderer: { ...(header && { header }), sections: [] } };
  return { actions: [{ openPopupAction: { popup, popupType: 'DROPDOWN' } }] };
}
