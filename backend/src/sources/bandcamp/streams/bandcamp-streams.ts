import { present, type Clock } from '../../../common/index.js';
import { UpstreamError, type Upstream } from '../../../upstream/index.js';
import type { BandcampHosts } from '../api/hosts.js';
import { NotHeard } from '../not-heard.js';
import { ItemNotFound, SourceUnavailable, TrackNotFound } from '../../source-error.js';
import type { HttpLocation } from '../../source.js';
import type { Tralbums, TrackOf } from '../tralbums.js';

/** All that is heard for free is this. */
const BITRATE_KBPS = 128;
/** Another address is asked for so long before one ends. */
const MARGIN_MS = 30_000;
const SOUND_HOST = /\.bcbits\.com$/;
const TOO_OLD: ReadonlySet<string> = new Set(['not-accepted', 'not-found', 'gone']);

export interface BandcampStreamsOptions {
  readonly tralbums: Tralbums;
  /** For what leads to sound. */
  readonly upstream: Upstream;
  readonly hosts: BandcampHosts;
  readonly clock: Clock;
}

/** Finds out where the sound of a track lies: what is told leads to an address that is good for a day. */
export class BandcampStreams {
  constructor(private readonly options: BandcampStreamsOptions) {}

  /**
   * @param refused how many of its addresses did not work, one after the other
   * @throws TrackNotFound, NotHeard, UpstreamError, SourceUnavailable
   */
  async locate(id: string, signal: AbortSignal, refused = 0): Promise<HttpLocation> {
    const first = await this.find(id, refused > 0, signal);
    const address = await this.follow(first, signal);
    if (address) return this.locationOf(address, first);
    const anew = refused > 0 ? undefined : await this.find(id, true, signal);
    const second = anew && (await this.follow(anew, signal));
    if (second) return this.locationOf(second, anew);
    throw new SourceUnavailable('Bandcamp does not give the sound of this track now. Try again later, or go on.');
  }

  private async find(id: string, isAnew: boolean, signal: AbortSignal): Promise<TrackOf & { readonly sound: string }> {
    const found = await this.options.tralbums.sound(id, isAnew, signal).catch((error: unknown) => {
      throw error instanceof ItemNotFound ? new TrackNotFound('No longer on Bandcamp.') : error;
    });
    const { track, sound, whyNot } = found;
    if (sound === undefined) throw new NotHeard(whyNot ?? { code: 'not-streamable' }, track.webAddress);
    return { ...found, sound };
  }

  /** @returns undefined where it is too old */
  private async follow({ sound }: { readonly sound: string }, signal: AbortSignal): Promise<URL | undefined> {
    const told = new URL(sound);
    if (SOUND_HOST.test(told.hostname)) return told;
    const { upstream, hosts } = this.options;
    const url = hosts.call(told.pathname.slice(1) + told.search);
    try {
      const isRedirect = (status: number): boolean => status >= 300 && status < 400;
      const { headers } = await upstream.text({ url, maxRedirects: 0, accepts: isRedirect, signal });
      return URL.canParse(headers.location ?? '', told.href) ? new URL(headers.location ?? '', told) : undefined;
    } catch (error) {
      if (error instanceof UpstreamError && TOO_OLD.has(error.reason)) return undefined;
      throw error;
    }
  }

  private locationOf(address: URL, { track: { durationMs } }: TrackOf): HttpLocation {
    const { clock, hosts } = this.options;
    const endsAtMs = Number(address.searchParams.get('ts')) * 1_000 - MARGIN_MS;
    return present({
      kind: 'http' as const,
      url: hosts.media(address).href,
      headers: {},
      mimeType: 'audio/mpeg',
      takesRanges: true,
      // That of the address that leads there says when it was made.
      expiresAtMs: endsAtMs > clock.nowMs() ? endsAtMs : undefined,
      wholeMs: durationMs,
      bitrateKbps: BITRATE_KBPS,
    });
  }
}
