import { Subject } from 'rxjs';
import type {
  CollectedItem,
  CollectedTrack,
  CollectionCapability,
  CollectionEvent,
  CollectionRequest,
  ItemFault,
  SourceAdapter,
} from '../../src/sources/index.js';
import { FakePlaylistFiles } from './fake-playlist-files.js';

type Content = { readonly track: CollectedTrack } | { readonly fault: ItemFault };
type FakeItem = Content & { readonly version: string };

/** A track as a source would give it, with what a spec says of it. */
export function aTrack(facts: Partial<CollectedTrack> & { readonly title: string }): CollectedTrack {
  const artist = facts.artist ?? 'Nobody';
  return {
    contentKey: `content of ${facts.title}`,
    sizeBytes: 1_000,
    format: {
      codec: 'flac', container: 'flac', mimeType: 'audio/flac', durationMs: 60_000, bitrateKbps: 800,
      sampleRateHz: 44_100, channels: 2, bitDepth: 16,
    },
    artist,
    artists: [{ name: artist, role: 'main' }],
    albumArtists: facts.albumArtist === undefined ? [] : [{ name: facts.albumArtist, role: 'main' }],
    isCompilation: false,
    genres: [],
    ...facts,
  }; // prettier-ignore
}

/** A collection in memory: folders of files that specs put, move, break and take away. Keeps to the contract. */
export class FakeCollection implements CollectionCapability, SourceAdapter {
  readonly id = 'local';
  readonly name = 'Fake files';
  readonly healthChanges = new Subject<void>();
  /** Lists that lie among the files. */
  readonly lists: FakePlaylistFiles;
  readonly capabilities: SourceAdapter['capabilities'];
  /** Locators of the items that were read, in order. */
  readonly opened: string[] = [];
  /** Parts that cannot be read right now. */
  readonly unreadable = new Set<string>();
  /** Of the scan that runs, or the last that did. */
  signal = new AbortController().signal;
  /** Called before each unit is given. */
  beforeUnit: (key: string) => unknown = () => undefined;
  private readonly folders = new Map<string, Map<string, FakeItem>>();
  private revision = 0;

  constructor(readonly root = '/music/') {
    this.lists = new FakePlaylistFiles([root]);
    this.capabilities = { collection: this, playlistFiles: this.lists };
  }

  /** Puts a file, or replaces the one there. @param path below the root: `artist/album/01.flac` */
  put(path: string, track: CollectedTrack): void {
    this.set(path, { track });
  }

  break(path: string, fault: ItemFault): void {
    this.set(path, { fault });
  }

  remove(path: string): void {
    const { folder, locator } = this.split(path);
    this.folders.get(folder)?.delete(locator);
    if (this.folders.get(folder)?.size === 0) this.folders.delete(folder);
  }

  move(from: string, to: string): void {
    const { folder, locator } = this.split(from);
    const item = this.folders.get(folder)?.get(locator);
    if (!item) throw new Error(`${from} is not there.`);
    this.remove(from);
    this.set(to, item);
  }

  async *scan(request: CollectionRequest): AsyncIterable<CollectionEvent> {
    const { known, only, signal } = request;
    this.signal = signal;
    const keys = [...this.folders.keys()].filter(
      (key) =>
        (!only || only.some((start) => key.startsWith(start))) &&
        ![...this.unreadable].some((part) => key.startsWith(part)),
    );
    const itemsSeen = keys.reduce((sum, key) => sum + (this.folders.get(key)?.size ?? 0), 0);
    yield { kind: 'progress', itemsSeen, isWalkDone: true };
    for (const key of keys) {
      if (signal.aborted) return;
      const version = this.versionOf(key);
      if (known.get(key) === version) {
        yield { kind: 'unchanged', unitKeys: [key], items: this.folders.get(key)?.size ?? 0 };
        continue;
      }
      await this.beforeUnit(key);
      const versions = known.has(key) ? await request.knownItems(key) : new Map<string, string>();
      const items = [...(this.folders.get(key) ?? [])].map(([locator, item]) => this.read(locator, item, versions));
      yield { kind: 'unit', unit: { key, version, groupKey: key.replace(/\/(?:CD|Disc) ?\d+\/$/i, '/'), items } };
    }
    if (signal.aborted) return;
    for (const part of this.unreadable) yield { kind: 'unreadable', unitKeyPrefix: part, reason: 'It is not there.' };
    for (const start of only ?? [this.root]) {
      if (!this.unreadable.has(start)) yield { kind: 'complete', unitKeyPrefix: start };
    }
  }

  present(locators: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(
      new Set(locators.filter((locator) => [...this.folders.values()].some((items) => items.has(locator)))),
    );
  }

  health(): { state: 'ok'; sinceMs: number; parts: [] } {
    return { state: 'ok', sinceMs: 0, parts: [] };
  }

  private read(locator: string, item: FakeItem, known: ReadonlyMap<string, string>): CollectedItem {
    const { version } = item;
    if (known.get(locator) === version) return { kind: 'unchanged', locator };
    this.opened.push(locator);
    return 'track' in item
      ? { kind: 'track', locator, version, track: item.track }
      : { kind: 'broken', locator, version, fault: item.fault };
  }

  private set(path: string, content: Content): void {
    const { folder, locator } = this.split(path);
    const items = this.folders.get(folder) ?? new Map<string, FakeItem>();
    items.set(locator, { ...content, version: String(++this.revision) });
    this.folders.set(folder, items);
  }

  private split(path: string): { folder: string; locator: string } {
    const locator = `${this.root}${path}`;
    return { folder: locator.slice(0, locator.lastIndexOf('/') + 1), locator };
  }

  private versionOf(key: string): string {
    return [...(this.folders.get(key) ?? [])].map(([locator, { version }]) => `${locator}=${version}`).join();
  }
}
