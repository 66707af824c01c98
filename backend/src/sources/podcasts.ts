import type { ReasonCode } from '../upstream/index.js';
import type { Chapter, Feed, FeedItem, Transcript } from './podcast/feed/feed.js';

/** What a source of podcasts can do, beside playing their episodes. */
export interface PodcastsCapability {
  /**
   * Fetches and reads a feed.
   * @throws nothing but what is a defect of Pyxis: what can go wrong is an outcome
   */
  fetch(request: FeedRequest, signal: AbortSignal): Promise<FetchedFeed>;
  /**
   * Shows in the directory that match, best first; only those that have a feed.
   * @throws UpstreamError the directory does not answer
   */
  search(query: string, limit: number, signal: AbortSignal): Promise<readonly DirectoryShow[]>;
  /**
   * The chapters that a feed links to.
   * @returns undefined where there are none at that address
   * @throws UpstreamError they cannot be had now
   */
  chapters(address: string, feedAddress: string, signal: AbortSignal): Promise<readonly Chapter[] | undefined>;
  /**
   * The transcript that a feed links to.
   * @param mimeType as the feed says
   * @returns undefined where there is nothing to read at that address
   * @throws UpstreamError it cannot be had now
   */
  transcript(
    address: string,
    mimeType: string,
    feedAddress: string,
    signal: AbortSignal,
  ): Promise<Transcript | undefined>;
  readSubscriptions(file: Uint8Array): Promise<SubscriptionList>;
  /** An OPML file. */
  writeSubscriptions(entries: readonly ExportedSubscription[]): Promise<string>;
  /**
   * Says where episodes are, by their ids, which are their locators: an address alone does not tell what is there, and may be
   * another tomorrow. Until it is said none can be played.
   */
  episodesAt(find: FindEpisode): void;
  /**
   * Whether the sound of an episode can still be had, as far as its host says: a host that is unwell says nothing.
   * @returns false where the host says that there is no such thing, or none any more
   * @throws UpstreamError the host is unwell
   */
  hasSound(episode: EpisodeWhereabouts, signal: AbortSignal): Promise<boolean>;
  /** The addresses that nobody may see. */
  readonly secrets: FeedSecrets;
  /** Feeds that the configuration subscribes to: their addresses, or the names of the secrets that hold these. */
  readonly configured: readonly (string | { readonly secret: string })[];
}

/** @returns undefined where there is no such episode, or its audio is not to be had any more */
export type FindEpisode = (episodeId: string) => Promise<EpisodeWhereabouts | undefined>;

/** All that is needed to play an episode. */
export interface EpisodeWhereabouts {
  readonly showId: string;
  readonly address: string;
  /** As told; absent: as the host says. */
  readonly mimeType?: string;
}

/** Keeps whole addresses of private feeds, by the ids of their shows, where only this user may read them. */
export interface FeedSecrets {
  find(showId: string): string | undefined;
  keep(showId: string, address: string): void;
  forget(showId: string): void;
}

export interface FeedRequest {
  /** Whole, with name and password where it has them. */
  readonly address: string;
  /** What the last answer was marked with, byte for byte; absent: whatever there is is wanted. */
  readonly conditions?: FeedMarks;
  /** Hash of the document that was read last. */
  readonly knownDocument?: string;
  /** Hashes of the items that are known: these are told and not read. Asked for only when there is something to read. */
  readonly known: () => Promise<Iterable<string>>;
  /** foreground: a person waits. */
  readonly priority: 'foreground' | 'background';
}

/** Validators of HTTP, byte for byte. */
export interface FeedMarks {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** An item that is as it was, or one that is new or has changed. */
export type KnownOrRead = FeedItem | { readonly hash: string };

export type FetchedFeed =
  | {
      readonly kind: 'feed';
      readonly feed: Feed;
      /** In the order of the feed, each once. */
      readonly items: readonly KnownOrRead[];
      readonly marks: FeedMarks;
      /** Hash of the document. */
      readonly document: string;
      /** Where the server says that the feed is for ever, with name and password where they may go there. */
      readonly permanentAddress?: string;
    }
  /** It is as it was when it was fetched last. Where it is for ever is only told where the feed itself was sent. */
  | { readonly kind: 'unchanged'; readonly permanentAddress?: string }
  /** A web page, with the feeds that it leads to. */
  | { readonly kind: 'page'; readonly feeds: readonly { readonly address: string; readonly title?: string }[] }
  /** A note in place of the feed that it is elsewhere. */
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

/** Why a feed cannot be read: itself, a defect of ours, or what a call for it ended with. */
export type FeedFailureCode = 'not-a-feed' | 'defect' | ReasonCode;

export interface FeedFailure {
  /** `not-a-feed`, or the code of a call that failed (`not-found`, `gone`, `unauthorized`, `timeout` …). */
  readonly code: FeedFailureCode;
  /** What happened, in a sentence. Holds no secret. */
  readonly detail: string;
  /** What a person can do. */
  readonly nextStep: string;
  /** Epoch milliseconds; before that the host does not want to be asked. */
  readonly retryAtMs?: number;
}

/** A show as a directory lists it. */
export interface DirectoryShow {
  readonly title: string;
  readonly author?: string;
  readonly feedAddress: string;
  readonly artwork?: string;
  readonly episodeCount?: number;
  readonly genre?: string;
}

export type SubscriptionList =
  | { readonly kind: 'list'; readonly entries: readonly ListedSubscription[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** A line of a list of subscriptions, with its address or the reason why it has none. */
export interface ListedSubscription {
  readonly title: string;
  /** Folders that it is in, joined; absent at the top. */
  readonly group?: string;
  readonly address?: string;
  readonly refusal?: string;
}

export interface ExportedSubscription {
  readonly title: string;
  readonly address: string;
  readonly link?: string;
  readonly group?: string;
}
