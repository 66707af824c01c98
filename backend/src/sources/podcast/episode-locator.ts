import { fieldsOf } from '../../common/index.js';

/** All that is needed to play an episode. */
export interface EpisodeLocation {
  readonly showId: string;
  /** Part of the locator because an address alone does not tell what is there: hourly news keep one for ever new sound. */
  readonly episodeId: string;
  readonly address: string;
  /** As told; absent: as the host says. */
  readonly mimeType?: string;
}

export function episodeLocator({ showId, episodeId, address, mimeType }: EpisodeLocation): string {
  return JSON.stringify({ showId, episodeId, address, ...(mimeType !== undefined && { mimeType }) });
}

/** @returns undefined where it is none */
export function readEpisodeLocator(locator: string): EpisodeLocation | undefined {
  const { showId, episodeId, address, mimeType } = fieldsOf(parse(locator));
  if (typeof showId !== 'string' || typeof episodeId !== 'string' || typeof address !== 'string') return undefined;
  if (!URL.canParse(address)) return undefined;
  return { showId, episodeId, address, ...(typeof mimeType === 'string' && { mimeType }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
