import { createHash } from 'node:crypto';
import { ArtworkNotFound } from '../source-error.js';
import type { ArtworkCapability, HttpLocation } from '../source.js';
import { UpstreamError, type Answer, type Upstream } from '../../upstream/index.js';

const MIB = 1024 ** 2;
const MAX_PICTURE_BYTES = 8 * MIB;
/** Sound lies behind one counter of downloads behind the other. */
const MAX_REDIRECTS = 12;
const LOCATOR = /^sound:([\w-]{1,64}):[\w-]{8}:(\d{1,12})-(\d{1,12})$/;
const PARTIAL = 206;

/** A stretch of a file, in bytes. */
interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/**
 * The locator of a picture that stands in the sound of an episode, as those of chapters do.
 * @param address of the sound: in other sound it is another picture
 */
export function pictureInSound(episodeId: string, address: string, { offset, length }: Stretch): string | undefined {
  if (length > MAX_PICTURE_BYTES) return undefined;
  const version = createHash('sha256').update(address).digest('base64url').slice(0, 8);
  return `sound:${episodeId}:${version}:${offset}-${offset + length - 1}`;
}

/** Pictures that are a part of the sound of an episode: that part alone is asked for. Others are read as pictures are. */
export class SoundPictures implements ArtworkCapability {
  readonly isRemote = true;

  constructor(
    private readonly others: ArtworkCapability,
    private readonly audio: Upstream,
    private readonly locate: (episodeId: string, signal: AbortSignal) => Promise<HttpLocation>,
  ) {}

  async read(locator: string, signal: AbortSignal): Promise<Buffer> {
    const [, episodeId, first, last] = LOCATOR.exec(locator) ?? [];
    if (episodeId === undefined) return this.others.read(locator, signal);
    const { url, headers } = await this.locate(episodeId, signal);
    const range = `${first}-${last}`;
    const answer = await this.part(url, { ...headers, Range: `bytes=${range}` }, signal);
    if (answer?.status !== PARTIAL || answer.headers['content-range']?.startsWith(`bytes ${range}/`) !== true) {
      throw new ArtworkNotFound('The host of the episode does not give the part of it in which the picture is.');
    }
    return answer.body;
  }

  /** @returns undefined where it sends all there is, which is more than a picture */
  private async part(
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer<Buffer> | undefined> {
    try {
      return await this.audio.bytes({
        url: new URL(url),
        headers: { ...headers, 'Accept-Encoding': 'identity' },
        types: [''],
        maxBytes: MAX_PICTURE_BYTES,
        maxRedirects: MAX_REDIRECTS,
        signal,
      });
    } catch (error) {
      if (error instanceof UpstreamError && error.reason === 'too-large') return undefined;
      throw error;
    }
  }
}
