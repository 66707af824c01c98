import { BoundedCache, fieldsOf, present, type Clock } from '../../../common/index.js';
import { ItemNotFound, TrackNotFound } from '../../source-error.js';
import type { AudioLocation, Quality } from '../../source.js';
import type { SoundCloudApi } from '../api/soundcloud-api.js';
import type { KnownNotHeard } from '../known-not-heard.js';
import { NotHeard } from '../not-heard.js';
import { endOf } from './signed-address.js';
import { inOrder, isOfPreview, transcodingsOf, type Transcoding } from '../answers/transcodings.js';

const LEFT_ALONE_MS = 10 * 60_000;
const MOST_REMEMBERED = 500;

export interface SoundCloudStreamsOptions {
  readonly api: Pick<SoundCloudApi, 'at'>;
  /** What the API says of a track. @throws ItemNotFound */
  readonly track: (id: string, signal: AbortSignal) => Promise<unknown>;
  readonly notHeard: KnownNotHeard;
  readonly clock: Clock;
  /** Server in place of those that are named. */
  readonly mediaUrl?: string;
}

/** What one form of a track is worth: where it lies, or why it does not help. */
type Outcome = { readonly url: string } | 'gone' | 'preview';

/** Finds out where the sound of a track lies: each address works for minutes, so it is asked for when it is played. */
export class SoundCloudStreams {
  /** The form that was found last, by track. */
  private readonly given = new BoundedCache<string, string>(MOST_REMEMBERED);
  private readonly refusedUntilMs = new BoundedCache<string, number>(MOST_REMEMBERED);

  constructor(private readonly options: SoundCloudStreamsOptions) {}

  /**
   * @param refused how many of its addresses did not work, one after the other: the last one's form is left alone for a while
   * @throws TrackNotFound, NotHeard, UpstreamError, SourceUnavailable
   */
  async locate(id: string, refused: number, quality: Quality, signal: AbortSignal): Promise<AudioLocation> {
    const { notHeard } = this.options;
    const known = notHeard.find(id);
    if (known) throw new NotHeard(known);
    const track = await this.find(id, signal);
    const { policy, track_authorization: authorization } = fieldsOf(track);
    if (policy === 'BLOCK') throw new NotHeard('not-in-country');
    const { clear, hasLocked } = transcodingsOf(track);
    const forms = inOrder(clear, quality, lengthOf(track) ?? 0);
    const last = this.given.get(id);
    if (refused > 0 && last !== undefined) this.refusedUntilMs.set(last, this.options.clock.nowMs() + LEFT_ALONE_MS);
    let isPreview = forms.length === 0 && clear.length > 0;
    for (const form of this.refusedLast(forms)) {
      const outcome = await this.resolve(form, authorization, signal);
      if (typeof outcome === 'object') {
        this.given.set(id, form.address);
        return this.locationOf(id, form, outcome.url, track);
      }
      isPreview ||= outcome === 'preview';
    }
    if (clear.length === 0 && !hasLocked) throw new NotHeard(policy === 'SNIP' ? 'preview-only' : 'nothing');
    // What is listed without a lock and is not there is how music of labels is locked.
    const code = isPreview ? 'preview-only' : 'protected';
    notHeard.add(id, code);
    throw new NotHeard(code);
  }

  /** Those whose addresses were refused of late have their turn behind the others. */
  private refusedLast(forms: readonly Transcoding[]): Transcoding[] {
    const isRefused = ({ address }: Transcoding): boolean =>
      (this.refusedUntilMs.get(address) ?? 0) > this.options.clock.nowMs();
    return [...forms].sort((a, b) => Number(isRefused(a)) - Number(isRefused(b)));
  }

  private async find(id: string, signal: AbortSignal): Promise<unknown> {
    try {
      return await this.options.track(id, signal);
    } catch (error) {
      if (error instanceof ItemNotFound) throw new TrackNotFound('Not on SoundCloud any more.');
      throw error;
    }
  }

  private async resolve({ address }: Transcoding, authorization: unknown, signal: AbortSignal): Promise<Outcome> {
    const asked = new URL(address);
    if (typeof authorization === 'string') asked.searchParams.set('track_authorization', authorization);
    try {
      const { url } = fieldsOf(await this.options.api.at(asked.href, signal));
      if (typeof url !== 'string' || !URL.canParse(url)) return 'gone';
      return isOfPreview(url) ? 'preview' : { url };
    } catch (error) {
      if (error instanceof ItemNotFound) return 'gone';
      throw error;
    }
  }

  private locationOf(
    id: string,
    { protocol, mimeType, kbps }: Transcoding,
    url: string,
    track: unknown,
  ): AudioLocation {
    const { mediaUrl, notHeard } = this.options;
    const at = (address: URL): URL =>
      mediaUrl === undefined ? address : new URL(`${mediaUrl.replace(/\/$/, '')}${address.pathname}${address.search}`);
    const common = present({
      url: at(new URL(url)).href,
      headers: {},
      expiresAtMs: endOf(url),
      wholeMs: lengthOf(track),
      // Some are no more than the beginning, and nothing says so until they are there.
      onPreview: () => notHeard.add(id, 'preview-only'),
    });
    if (protocol === 'hls') return { kind: 'hls', ...common, ...(mediaUrl !== undefined && { at }) };
    const [type = ''] = mimeType.split(';');
    return { kind: 'http', ...common, ...(type !== '' && { mimeType: type }), bitrateKbps: kbps, takesRanges: true };
  }
}

/** Of all of it, as it is told. */
function lengthOf(track: unknown): number | undefined {
  const { full_duration: wholeMs } = fieldsOf(track);
  return typeof wholeMs === 'number' && wholeMs > 0 ? wholeMs : undefined;
}
