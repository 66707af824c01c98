import type { Readable } from 'node:stream';
import { CoverRefused } from './cover-refused.js';

const MIB = 1024 ** 2;
/** Scans of sleeves that are larger can be made smaller by whoever made them. */
export const MOST_COVER_BYTES = 20 * MIB;

/** @throws CoverRefused */
export function refuseLarge(bytes: number): void {
  if (bytes <= MOST_COVER_BYTES) return;
  const most = `${MOST_COVER_BYTES / MIB} MB`;
  throw new CoverRefused(`This picture has more than ${most}. Make it smaller, or choose another.`, 'too-large');
}

/**
 * A picture that somebody sends, whole.
 * @param announcedBytes where the sender says how much it is
 * @throws CoverRefused it is too much, or did not arrive whole
 */
export async function readPicture(sent: Readable, announcedBytes: number | undefined): Promise<Buffer> {
  refuseLarge(announcedBytes ?? 0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of sent as AsyncIterable<Buffer>) {
      refuseLarge((bytes += chunk.length));
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof CoverRefused || !(error instanceof Error && 'code' in error)) throw error;
    throw new CoverRefused('The picture did not arrive whole. Send it again.', 'interrupted');
  }
  return Buffer.concat(chunks);
}
