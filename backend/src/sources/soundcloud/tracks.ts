import { RecentAnswers, type Clock } from '../../common/index.js';
import type { RemoteItem, RemoteTrack } from '../remote-catalogue.js';
import { ItemNotFound, TrackNotFound } from '../source-error.js';
import { readTrack } from './answers/tracks.js';
import type { SoundCloudApi } from './api/soundcloud-api.js';
import type { KnownNotHeard } from './known-not-heard.js';
import { notPlayable } from './not-heard.js';
import type { PrivateLinks } from './private-links.js';

const ID = /^\d{1,20}$/;
/** Who pastes the address of a song, opens it and plays it asks about it once. */
const RECENT_MS = 60_000;
const MOST_RECENT = 100;

/** Tracks one by one, and what was found out of them that lists do not tell. */
export class Tracks {
  private readonly recent: RecentAnswers<unknown>;

  constructor(
    private readonly api: Pick<SoundCloudApi, 'get'>,
    private readonly links: PrivateLinks,
    private readonly notHeard: Pick<KnownNotHeard, 'find'>,
    clock: Clock,
  ) {
    this.recent = new RecentAnswers(clock, RECENT_MS, MOST_RECENT);
  }

  /** All that the API says of it. @throws TrackNotFound */
  async answer(id: string, signal: AbortSignal): Promise<unknown> {
    if (!ID.test(id)) throw noSuchSong();
    try {
      return await this.recent.get(id, (shared) => this.ask(id, shared), signal);
    } catch (error) {
      throw error instanceof ItemNotFound ? noSuchSong() : error;
    }
  }

  /** @throws TrackNotFound */
  async find(id: string, signal: AbortSignal): Promise<RemoteTrack> {
    const track = readTrack(await this.answer(id, signal));
    if (!track) throw noSuchSong();
    return this.known(track);
  }

  /** What is known of a track not to be heard, though the API does not say it. */
  known<Item extends RemoteItem>(item: Item): Item {
    const code = item.kind === 'track' && item.isPlayable ? this.notHeard.find(item.nativeId) : undefined;
    return code === undefined ? item : { ...item, ...notPlayable(code) };
  }

  private ask(id: string, signal: AbortSignal): Promise<unknown> {
    return this.api.get(`tracks/${id}`, { secret_token: this.links.secretOf('track', id) }, signal);
  }
}

function noSuchSong(): TrackNotFound {
  return new TrackNotFound('SoundCloud has no such song any more, or it is private.');
}
