/** A station as a directory knows it. Texts are trimmed, never empty. */
export interface DirectoryStation {
  readonly nativeId: string;
  readonly name: string;
  /** Best first. */
  readonly urls: readonly [string, ...string[]];
  readonly homepage?: string;
  /** Address of a picture. */
  readonly artwork?: string;
  readonly tags: readonly string[];
  /** ISO 3166-1. */
  readonly countryCode?: string;
  readonly language?: string;
  readonly codec?: string;
  readonly bitrateKbps?: number;
  readonly votes?: number;
  /** Listeners who began in the last day. */
  readonly clicks?: number;
}

/** What stations are looked for; all of it must fit. */
export interface StationWish {
  /** Part of it. */
  readonly name?: string;
  readonly countryCode?: string;
  readonly language?: string;
  readonly tag?: string;
  readonly codec?: string;
  readonly order: 'popular' | 'votes' | 'trend' | 'name';
}

export type StationListKind = 'countries' | 'languages' | 'tags' | 'codecs';

/** It has a directory of stations. */
export interface StationsCapability {
  /** @throws SourceUnavailable, UpstreamError no server of the directory answers */
  search(
    wish: StationWish,
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<readonly DirectoryStation[]>;
  /** What can be wished for, with most stations first. @throws SourceUnavailable, UpstreamError */
  list(
    kind: StationListKind,
    signal: AbortSignal,
  ): Promise<readonly { readonly name: string; readonly stations: number }[]>;
  /** @returns undefined where it knows none of that id @throws SourceUnavailable, UpstreamError */
  find(nativeId: string, signal: AbortSignal): Promise<DirectoryStation | undefined>;
  /** @returns undefined where it does not know the address @throws SourceUnavailable, UpstreamError */
  byUrl(url: string, signal: AbortSignal): Promise<DirectoryStation | undefined>;
  /** Tells the directory that somebody listens, unless that is switched off. Never fails, and nobody waits for it. */
  clicked(nativeId: string): void;
}
