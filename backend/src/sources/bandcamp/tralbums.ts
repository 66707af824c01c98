import { BoundedCache, type Clock } from '../../common/index.js';
import { ItemNotFound } from '../source-error.js';
import { readDetails } from './answers/details.js';
import { readNativeId, UNKNOWN_BAND, type NativeId } from './answers/native-id.js';
import type { ReadTrack, ReadTralbum } from './answers/tralbum.js';
import { readTralbumPage } from './answers/tralbum-page.js';
import type { BandcampApi } from './api/bandcamp-api.js';
import type { BandcampPages } from './api/bandcamp-pages.js';
import { KeptAnswers } from './api/kept-answers.js';
import type { WhyNot } from './not-heard.js';
import { isOfThisWay } from './search-ways.js';

const DAY_MS = 24 * 3_600_000;
/** What leads to sound is told with the details, and works for a day. */
const SOUND_MS = 6 * 3_600_000;
const MOST_KEPT = 300;
const MOST_REMEMBERED = 3_000;

interface Opened {
  readonly read: ReadTralbum;
  readonly atMs: number;
}

/** A track, with what it stands on where that was told with it. */
export interface TrackOf extends ReadTrack {
  readonly tralbum: ReadTralbum;
}

/** Albums, and tracks that have a page of their own: by the API of the apps; by their page where that fails and is known. */
export class Tralbums {
  private readonly opened: KeptAnswers<Opened>;
  /** By the id of a track that was listed: the album that told it. */
  private readonly listedOn = new BoundedCache<string, string>(MOST_REMEMBERED);
  /** By the id of a track: why it is not to be heard, as it was told last. */
  private readonly notHeard = new BoundedCache<string, WhyNot>(MOST_REMEMBERED);
  /** By ids of both: where their pages are. */
  private readonly addresses = new BoundedCache<string, string>(MOST_REMEMBERED);

  constructor(
    private readonly api: BandcampApi,
    private readonly pages: BandcampPages,
    private readonly clock: Clock,
  ) {
    this.opened = new KeptAnswers(clock, DAY_MS, MOST_KEPT);
  }

  /** @param id of an album or a track @throws ItemNotFound */
  async open(id: string, signal: AbortSignal): Promise<ReadTralbum> {
    return (await this.openSince(id, 0, signal)).read;
  }

  /** A track, told by the album that listed it where one has: its tracks are then asked for by one call. @throws ItemNotFound */
  track(id: string, signal: AbortSignal): Promise<TrackOf> {
    return this.trackSince(id, 0, signal);
  }

  /** The same, with what leads to its sound. @param isAnew what was told of that does not work */
  sound(id: string, isAnew: boolean, signal: AbortSignal): Promise<TrackOf> {
    return this.trackSince(id, isAnew ? 'now' : this.clock.nowMs() - SOUND_MS, signal);
  }

  /** Lists of a search do not tell what is not to be heard: it is known of what was opened. */
  whyNot(id: string): WhyNot | undefined {
    return this.notHeard.get(id);
  }

  /** Where their page is, for when there is no other way. */
  remember(items: readonly { readonly nativeId: string; readonly webAddress?: string }[]): void {
    for (const { nativeId, webAddress } of items) {
      if (webAddress !== undefined) this.addresses.set(nativeId, webAddress);
    }
  }

  private async trackSince(id: string, sinceMs: number | 'now', signal: AbortSignal): Promise<TrackOf> {
    const wanted = readNativeId(id);
    if (wanted?.type !== 't') throw nothing();
    const { read } = await this.openSince(this.listedOn.get(id) ?? id, sinceMs, signal);
    const found = read.tracks.find(({ track }) => readNativeId(track.nativeId)?.itemId === wanted.itemId);
    if (!found) throw nothing();
    return { ...found, tralbum: read };
  }

  /** @param sinceMs what was told earlier is asked for again */
  private async openSince(id: string, sinceMs: number | 'now', signal: AbortSignal): Promise<Opened> {
    const wanted = readNativeId(id);
    if (!wanted || wanted.type === 'b') throw nothing();
    const ask = async (shared: AbortSignal): Promise<Opened> => ({
      read: this.note(id, await this.ask(id, wanted, shared)),
      atMs: this.clock.nowMs(),
    });
    if (sinceMs === 'now') this.opened.forget(id);
    const opened = await this.opened.get(id, ask, signal);
    if (sinceMs === 'now' || (opened.atMs >= sinceMs && !this.isOutSince(opened))) return opened;
    this.opened.forget(id);
    return this.opened.get(id, ask, signal);
  }

  /** What was not out yet when it was told may be by now. */
  private isOutSince({ read, atMs }: Opened): boolean {
    const nowMs = this.clock.nowMs();
    return read.tracks.some(({ whyNot: { outAtMs = 0 } = {} }) => outAtMs > atMs && outAtMs <= nowMs);
  }

  private async ask(id: string, wanted: NativeId, signal: AbortSignal): Promise<ReadTralbum> {
    try {
      const read = readDetails(await this.details(wanted, signal));
      if (read) return read;
      throw nothing();
    } catch (error) {
      const address = this.addresses.get(id);
      if (address === undefined || error instanceof ItemNotFound || !isOfThisWay(error)) throw error;
      const read = readTralbumPage(await this.pages.read(new URL(address), signal));
      if (!read) throw error;
      return read;
    }
  }

  /** What a discography calls an album may be a track without one. */
  private async details({ type, bandId, itemId }: NativeId, signal: AbortSignal): Promise<unknown> {
    const band = bandId === UNKNOWN_BAND ? undefined : bandId;
    try {
      return await this.api.details(type === 'a' ? 'a' : 't', band, itemId, signal);
    } catch (error) {
      if (type !== 'a' || !(error instanceof ItemNotFound)) throw error;
      return this.api.details('t', band, itemId, signal);
    }
  }

  private note(id: string, read: ReadTralbum): ReadTralbum {
    const { album, tracks } = read;
    this.remember([album, ...tracks.map(({ track }) => track)]);
    for (const { track, whyNot } of tracks) {
      if (whyNot === undefined) this.notHeard.delete(track.nativeId);
      else this.notHeard.set(track.nativeId, whyNot);
    }
    if (readNativeId(album.nativeId)?.type === 'a') {
      for (const { track } of tracks) this.listedOn.set(track.nativeId, id);
    }
    return read;
  }
}

function nothing(): ItemNotFound {
  return new ItemNotFound('Bandcamp has no such album or track any more.');
}
