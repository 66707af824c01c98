import type { RemoteAlbum, RemotePlaylist } from './remote-catalogue.js';

/** Whose music is shown. */
export interface OwnAccount {
  readonly name: string;
  /** As others find it there: `@ada`. */
  readonly handle?: string;
}

/** One of the accounts that the credentials let in; or the only one, where there is no choice. */
export interface OwnAccountChoice extends OwnAccount {
  /** What chooses it. */
  readonly index: number;
  readonly isChosen: boolean;
}

/** What a person has collected there themselves. */
export interface OwnMusic {
  readonly account: OwnAccount;
  /** What they like; it opens as any playlist. */
  readonly likes?: RemotePlaylist;
  readonly playlists: readonly RemotePlaylist[];
  readonly albums: readonly RemoteAlbum[];
  /** Albums that they wish for. */
  readonly wishes?: readonly RemoteAlbum[];
}

/**
 * It knows what a person has collected there: by credentials that they gave, or by the name of a profile that shows it to
 * everybody. All of these throw `SourceUnavailable`, with what to do, where it takes us for a guest who should not be one, or has
 * no such profile: what is somebody else’s is never shown as theirs.
 */
export interface OwnMusicCapability {
  /** Whose lists those are that are told to be own ones. */
  account(signal: AbortSignal): Promise<OwnAccount>;
  music(signal: AbortSignal): Promise<OwnMusic>;
  /** Among which can be chosen. */
  accounts(signal: AbortSignal): Promise<readonly OwnAccountChoice[]>;
}
