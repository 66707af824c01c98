import { EMPTY } from 'rxjs';
import { ItemNotFound, TrackNotFound, type RemoteItem, type RemoteKind, type RemotePage, type SourceAdapter, type SourceHealth } from '../../src/sources/index.js'; // prettier-ignore

/** A call that the source got, and whether it was given up. */
export interface ToyCall {
  readonly what: string;
  readonly signal: AbortSignal;
}

const PAGE = 3;

/**
 * The smallest source that can be searched, as somebody writes one who has read docs/architecture.md: what it has is a list,
 * and it answers as it is told to.
 */
export class ToyMusic implements SourceAdapter {
  readonly healthChanges = EMPTY;
  readonly capabilities: SourceAdapter['capabilities'];
  readonly calls: ToyCall[] = [];
  items: readonly RemoteItem[] = [];
  /** What an answer waits for. */
  until: (signal: AbortSignal) => Promise<unknown> = () => Promise.resolve();

  constructor(
    readonly id: string,
    readonly name = id,
    kinds: readonly RemoteKind[] = ['album', 'artist', 'track', 'playlist'],
  ) {
    this.capabilities = {
      search: {
        kinds,
        find: (query, kind, cursor, signal) => this.find(query, kind, cursor, signal),
        suggest: async (beginning, signal) => {
          await this.answer(`suggest ${beginning}`, signal);
          return this.items.map(nameOf).filter((name) => name.toLowerCase().startsWith(beginning.toLowerCase()));
        },
        readLink: (address) => {
          const [, kind, nativeId] = /^\/(album|artist|track|playlist)\/(\w+)$/.exec(address.pathname) ?? [];
          const known = this.items.find((item) => item.kind === kind)?.kind;
          return address.hostname === `${id}.example` && known && nativeId ? { kind: known, nativeId } : undefined;
        },
        // Names in place of ids.
        askLink: async (address, signal) => {
          const [, name] = /^\/called\/(\w+)$/.exec(address.pathname) ?? [];
          if (address.hostname !== `${id}.example` || name === undefined) return undefined;
          await this.answer(`askLink ${name}`, signal);
          const named = this.items.find((item) => nameOf(item).toLowerCase() === name);
          return named && { kind: named.kind, nativeId: named.nativeId };
        },
      },
      browse: {
        album: async (nativeId, signal) => {
          const album = await this.open('album', nativeId, signal);
          return { album, tracks: [], trackCount: 0 };
        },
        artist: async (nativeId, signal) => {
          const artist = await this.open('artist', nativeId, signal);
          return { artist, tracks: [], albums: [] };
        },
        playlist: async (nativeId, _cursor, signal) => {
          const playlist = await this.open('playlist', nativeId, signal);
          return { playlist, items: [] };
        },
      },
      tracks: {
        find: async (nativeId, signal) => {
          await this.answer(`track ${nativeId}`, signal);
          const track = this.items.find((item) => item.kind === 'track' && item.nativeId === nativeId);
          if (track?.kind !== 'track') throw new TrackNotFound(`${this.name} has no such track.`);
          return { title: track.title, artists: track.artists.map(({ name }) => ({ name, role: 'main' })) };
        },
      },
    };
  }

  health(): SourceHealth {
    return { state: 'ok', sinceMs: 0, parts: [] };
  }

  /** How often it was asked for something that begins so. */
  asked(beginning: string): number {
    return this.calls.filter(({ what }) => what.startsWith(beginning)).length;
  }

  private async find(
    query: string,
    kind: RemoteKind,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<RemotePage<RemoteItem>> {
    await this.answer(`find ${kind} ${query}`, signal);
    const word = query.toLowerCase();
    const found = this.items.filter((item) => item.kind === kind && nameOf(item).toLowerCase().includes(word));
    const begin = Number(cursor ?? 0);
    const items = found.slice(begin, begin + PAGE);
    return { items, ...(begin + PAGE < found.length && { cursor: String(begin + PAGE) }) };
  }

  private async open<Kind extends RemoteKind>(
    kind: Kind,
    nativeId: string,
    signal: AbortSignal,
  ): Promise<Extract<RemoteItem, { kind: Kind }>> {
    await this.answer(`${kind} ${nativeId}`, signal);
    const isIt = (item: RemoteItem): item is Extract<RemoteItem, { kind: Kind }> =>
      item.kind === kind && item.nativeId === nativeId;
    const item = this.items.find(isIt);
    if (!item) throw new ItemNotFound(`${this.name} has no such ${kind}.`);
    return item;
  }

  private async answer(what: string, signal: AbortSignal): Promise<void> {
    this.calls.push({ what, signal });
    await this.until(signal);
  }
}

/** Answers never, and ends when it is given up. */
export function sleeps(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason as Error));
  return promise;
}

export function toyAlbum(nativeId: string, title: string, artist = 'Kites'): RemoteItem {
  return { kind: 'album', nativeId, title, artists: [{ name: artist }], isExplicit: false };
}

export function toyTrack(nativeId: string, title: string, durationMs = 200_000): RemoteItem {
  const flags = { isExplicit: false, isPlayable: true, isVideo: false };
  return { kind: 'track', nativeId, title, artists: [{ name: 'Kites' }], durationMs, ...flags };
}

function nameOf(item: RemoteItem): string {
  return item.kind === 'artist' ? item.name : item.title;
}
