/** Opus counts 48,000 samples a second, whatever was recorded. */
export const OPUS_RATE_HZ = 48_000;

/** Samples of a frame by configuration: SILK, hybrid, CELT (RFC 6716, table 2). */
const SILK = [480, 960, 1920, 2880];
const HYBRID = [480, 960];
const CELT = [120, 240, 480, 960];

/** How many samples an Opus packet holds. @see RFC 6716, 3.1 */
export function opusSamples(packet: Uint8Array): number {
  const [toc = 0, count = 0] = packet;
  const config = toc >>> 3;
  const frame = config < 12 ? SILK[config & 3] : config < 16 ? HYBRID[config & 1] : CELT[config & 3];
  const frames = (toc & 3) === 3 ? count & 63 : (toc & 3) === 0 ? 1 : 2;
  return (frame ?? 0) * frames;
}
