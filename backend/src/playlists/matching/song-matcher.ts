import { Injectable } from '@nestjs/common';
import { mainCredit, sameRecording, splitSourceId, TrackDirectory, type RecordingFacts, type TrackView } from '../../catalogue/index.js'; // prettier-ignore
import { DomainError, identityKey, present } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { tracksNamed } from '../../history/index.js';
import { LibrarySearch, TrackFiles } from '../../library/index.js';
import { SourceRegistry } from '../../sources/index.js';
import type { ListedSong } from '../formats/listed-song.js';
import type { KeptTrack } from '../item-store.js';
import { FileIndex } from './file-index.js';
import { readLocation } from './locations.js';

/** What may be meant, to be chosen from. */
const MOST_CHOICES = 5;
/** A source that is asked for one song must answer by then. */
const ASK_LIMIT_MS = 5_000;

/** Which tracks a song of a list is. */
export type Match =
  | { readonly kind: 'found'; readonly tracks: readonly KeptTrack[] }
  /** One of these, perhaps. */
  | { readonly kind: 'doubtful'; readonly choices: readonly string[] }
  | { readonly kind: 'missing' };

/** Finds songs of other programs' lists: by their files, their addresses, or by what they are called. */
@Injectable()
export class SongMatcher {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    private readonly files: TrackFiles,
    private readonly search: LibrarySearch,
    private readonly database: Database,
  ) {}

  /** To find many songs with: what is where is looked up once. */
  async begin(): Promise<readonly FileIndex[]> {
    return Promise.all(
      this.sources
        .having('playlistFiles')
        .map(({ source, capability }) => FileIndex.over(source.id, capability, this.files)),
    );
  }

  /** @param folder of the list, where it lies in a music folder */
  async match(ownerId: string, song: ListedSong, indexes: readonly FileIndex[], folder?: string): Promise<Match> {
    const tracks = song.location === undefined ? [] : await this.atLocation(song, song.location, indexes, folder);
    if (tracks.length > 0) return { kind: 'found', tracks };
    return this.named(ownerId, song);
  }

  /** Which of these tracks a song is, by the rules of identity; the choice where none is for certain. */
  pick(song: ListedSong, views: readonly TrackView[]): Match {
    const { title, artist = '' } = song;
    if (title === undefined) return { kind: 'missing' };
    const facts = factsOf(song, title, artist);
    const judged = views.map((view) => ({ view, outcome: sameRecording(facts, viewFacts(view)).outcome }));
    const same = judged.filter(({ outcome }) => outcome === 'same').map(({ view }) => view);
    const best = same.find((view) => isOnAlbum(view, song)) ?? same[0];
    if (best && artist !== '') return { kind: 'found', tracks: [best] };
    const choices = judged
      .filter(({ view, outcome }) => outcome !== 'different' || isCalledAlike(view, title))
      .map(({ view }) => view.id)
      .slice(0, MOST_CHOICES);
    return choices.length > 0 ? { kind: 'doubtful', choices } : { kind: 'missing' };
  }

  private async atLocation(
    song: ListedSong,
    location: string,
    indexes: readonly FileIndex[],
    folder: string | undefined,
  ): Promise<readonly KeptTrack[]> {
    for (const index of indexes) {
      const meant = readLocation(location, folder, index.roots);
      if (meant.kind !== 'file') continue;
      const ids = await index.tracksAt(meant.paths);
      if (ids.length > 0) return this.known(ids);
    }
    const meant = readLocation(location, folder, []);
    if (meant.kind === 'file') return [];
    const id = meant.kind === 'track' ? meant.id : this.idAt(meant.url);
    return id === undefined ? [] : this.ofSource(id, song);
  }

  private idAt(url: URL): string | undefined {
    for (const { source, capability } of this.sources.having('search')) {
      const link = capability.readLink?.(url);
      if (link?.kind === 'track') return `${source.id}:${link.nativeId}`;
    }
    return undefined;
  }

  /** A song of a source that does not answer is known by what the list says of it. */
  private async ofSource(id: string, song: ListedSong): Promise<readonly KeptTrack[]> {
    const known = await this.known([id]);
    if (known.length > 0 || !splitSourceId(id)) return known;
    try {
      await this.directory.fetch([id], AbortSignal.timeout(ASK_LIMIT_MS));
      const fetched = await this.known([id]);
      if (fetched.length > 0) return fetched;
    } catch (error) {
      if (!(error instanceof DomainError) && !(error instanceof Error && error.name === 'TimeoutError')) throw error;
    }
    const { title, artist = '', album = '', durationMs } = song;
    return title === undefined ? [] : [present({ id, title, artist, album: { title: album }, durationMs })];
  }

  private async known(ids: readonly string[]): Promise<readonly TrackView[]> {
    const views = await this.directory.views(ids);
    return ids.flatMap((id) => views.get(id) ?? []);
  }

  private async named(ownerId: string, song: ListedSong): Promise<Match> {
    const { title, artist } = song;
    if (title === undefined) return { kind: 'missing' };
    if (artist !== undefined) {
      for (const each of new Set([title, mainCredit(title)])) {
        const facts = factsOf(song, each, artist);
        const { ids } = await tracksNamed(this.database.read, facts, mainCredit(artist));
        const views = await this.known(ids);
        const there = views.filter(({ isMissing }) => !isMissing);
        const best = there.find((view) => isOnAlbum(view, song)) ?? there[0];
        if (best) return { kind: 'found', tracks: [best] };
      }
    }
    const query = [artist, title].filter((text) => text !== undefined).join(' ');
    const found = await this.search.find({ query, limit: MOST_CHOICES, ownerId });
    return this.pick(song, found.tracks.map(({ view }) => view)); // prettier-ignore
  }
}

function factsOf({ album, durationMs, isrc }: ListedSong, title: string, artist: string): RecordingFacts {
  return present({ title, artist, album, durationMs, isrc });
}

function viewFacts({ title, artist, album, durationMs }: TrackView): RecordingFacts {
  return present({ title, artist, album: album.title === '' ? undefined : album.title, durationMs });
}

function isOnAlbum({ album }: TrackView, song: ListedSong): boolean {
  return song.album !== undefined && identityKey(album.title) === identityKey(song.album);
}

function isCalledAlike(view: TrackView, title: string): boolean {
  return identityKey(view.title) === identityKey(title);
}
