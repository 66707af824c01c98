import { RecentAnswers, type Clock } from '../../common/index.js';
import type { RemoteTrack } from '../remote-catalogue.js';
import { ItemNotFound } from '../source-error.js';
import { listOf } from './answers/reading.js';
import { readSet, type Entry, type ReadSet } from './answers/sets.js';
import { goneTrack, readTrack } from './answers/tracks.js';
import type { SoundCloudApi } from './api/soundcloud-api.js';
import type { PrivateLinks } from './private-links.js';
import type { Tracks } from './tracks.js';

/** Tracks that may be looked up at once. */
const MOST_AT_ONCE = 50;
/** A long set is opened once for all its pages. */
const RECENT_MS = 600_000;
const MOST_RECENT = 20;

/** Sets: albums and playlists. SoundCloud tells the first few of their tracks, and the ids of the others. */
export class Sets {
  private readonly recent: RecentAnswers<ReadSet>;

  constructor(
    private readonly api: SoundCloudApi,
    private readonly links: PrivateLinks,
    private readonly songs: Pick<Tracks, 'known'>,
    clock: Clock,
  ) {
    this.recent = new RecentAnswers(clock, RECENT_MS, MOST_RECENT);
  }

  /** @param isAnew not as it was some minutes ago @throws ItemNotFound */
  async open(id: string, isAnew: boolean, signal: AbortSignal): Promise<ReadSet> {
    if (!/^\d{1,20}$/.test(id)) throw nothing();
    if (isAnew) this.recent.forget(id);
    return this.recent.get(id, (shared) => this.ask(id, shared), signal);
  }

  /** The tracks behind some of its entries, in their order; what is gone is at its place, and said to be. */
  async tracks({ item, secret }: ReadSet, entries: readonly Entry[], signal: AbortSignal): Promise<RemoteTrack[]> {
    const ids = entries.filter(({ track }) => !track).map(({ nativeId }) => nativeId);
    const lots = Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, at) =>
      ids.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE),
    );
    const letIn = secret === undefined ? {} : { playlistId: item.nativeId, playlistSecretToken: secret };
    const answers = await Promise.all(
      lots.map((lot) => this.api.get('tracks', { ids: lot.join(','), ...letIn }, signal)),
    );
    const found = answers.flatMap(listOf).flatMap((row) => readTrack(row) ?? []);
    const byId = new Map(found.map((track) => [track.nativeId, track]));
    return entries.map(({ nativeId, track }) => this.songs.known(track ?? byId.get(nativeId) ?? goneTrack(nativeId)));
  }

  private async ask(id: string, signal: AbortSignal): Promise<ReadSet> {
    const secret = this.links.secretOf('playlist', id);
    const answer = await this.api.get(`playlists/${id}`, { representation: 'full', secret_token: secret }, signal);
    const set = readSet(answer);
    if (!set) throw nothing();
    return secret === undefined ? set : { ...set, secret };
  }
}

function nothing(): ItemNotFound {
  return new ItemNotFound('SoundCloud has no such album or playlist any more, or it is private.');
}
