import { Injectable } from '@nestjs/common';
import { DomainError, present } from '../../common/index.js';
import { pictureInSound, type Chapter } from '../../sources/index.js';
import { StreamOpener } from '../../streaming/index.js';
import { BrokenAudio, readChapters, readFetched, type Fetch } from '../../tags/index.js';
import { trackIdOf } from '../podcast-ids.js';

const KIB = 1024;
/** Tags without their pictures, which are passed over, are smaller; more of an episode is not looked at for its chapters. */
const MOST_BYTES = 8 * KIB * KIB;
/** What is fetched ahead of a look: one or two of these have most of what is looked for. */
const AHEAD_BYTES = 256 * KIB;

/** Reads the chapters that stand in the sound of episodes. */
@Injectable()
export class FileChapters {
  constructor(private readonly opener: StreamOpener) {}

  /**
   * Looks at what is here of an episode, and asks its host for those pieces that are not.
   * @param address of its sound
   * @returns undefined where it cannot be had now
   */
  async of(episodeId: string, address: string, signal: AbortSignal): Promise<readonly Chapter[] | undefined> {
    try {
      const { body } = await this.opener.open(trackIdOf(episodeId), { position: 0, aheadBytes: AHEAD_BYTES }, signal);
      try {
        const { sizeBytes } = body;
        // Without it nobody knows where the end is, at which some of them stand.
        if (sizeBytes === undefined) return [];
        const fetch = bounded((into, position) => body.read(into, position, signal));
        const found = await readFetched(fetch, sizeBytes, readChapters);
        return found.map(({ startMs, title, link, picture }) =>
          present({
            startMs: Math.round(startMs),
            title,
            link: webLink(link),
            picture: picture && pictureInSound(episodeId, address, picture),
          }),
        );
      } finally {
        await body.close();
      }
    } catch (error) {
      if (error instanceof BrokenAudio) return [];
      if (error instanceof DomainError || signal.aborted) return undefined;
      throw error;
    }
  }
}

/** Fills what is asked for, until it was too much. */
function bounded(read: Fetch): Fetch {
  let readBytes = 0;
  return async (into, position) => {
    readBytes += into.length;
    if (readBytes > MOST_BYTES) throw new BrokenAudio('too-large', 'There is too much before the chapters.');
    let filled = 0;
    while (filled < into.length) {
      const bytes = await read(into.subarray(filled), position + filled);
      if (bytes === 0) break;
      filled += bytes;
    }
    return filled;
  };
}

/** Of the web: nothing else is ever led to. */
function webLink(link: string | undefined): string | undefined {
  if (link === undefined || !/^https?:\/\//i.test(link) || !URL.canParse(link)) return undefined;
  return new URL(link).href;
}
