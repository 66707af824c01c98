import type { ExportedSubscription, SubscriptionList } from '../../podcasts.js';
import type { Addresses } from './addresses.js';
import type { Chapter, Feed, Transcript } from './feed.js';
import type { LinkedFeed } from './feeds-of-page.js';

/** What the worker is asked to read; one thing at a time. Bytes go over to it. */
export type WorkerRequest =
  /** Answered with any number of `items`, then an `end`. */
  | {
      readonly kind: 'feed';
      readonly bytes: Uint8Array;
      readonly contentType?: string;
      readonly addresses: Addresses;
      /** Hash of the document that was read last. */
      readonly knownDocument?: string;
      /** Hashes of the items that are known. */
      readonly known: readonly string[];
    }
  | { readonly kind: 'opml'; readonly bytes: Uint8Array }
  | { readonly kind: 'write-opml'; readonly entries: readonly ExportedSubscription[] }
  | {
      readonly kind: 'chapters';
      readonly bytes: Uint8Array;
      readonly contentType?: string;
      readonly addresses: Addresses;
    }
  | {
      readonly kind: 'transcript';
      readonly bytes: Uint8Array;
      readonly contentType?: string;
      /** As the feed says. */
      readonly mimeType: string;
    };

export type WorkerAnswer =
  /** Some of the items, as JSON: parsing it costs the main thread less than a structured clone. */
  { readonly kind: 'items'; readonly json: string } | { readonly kind: 'end'; readonly found: Found };

/** What a document is. */
export type Found =
  | {
      readonly kind: 'feed';
      readonly feed: Feed;
      /** Tells whether the whole document is as it was. */
      readonly document: string;
    }
  /** The document is the one that was read last, to the letter. */
  | { readonly kind: 'same' }
  | { readonly kind: 'page'; readonly feeds: readonly LinkedFeed[] }
  | { readonly kind: 'moved'; readonly to: string }
  | SubscriptionList
  | { readonly kind: 'opml'; readonly text: string }
  | { readonly kind: 'chapters'; readonly chapters: readonly Chapter[] }
  | { readonly kind: 'transcript'; readonly transcript: Transcript };
