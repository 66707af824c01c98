import type { OggPage } from './ogg-page.js';

/** What is known of a link by its first packet. */
export interface OggCodec {
  readonly codec: 'vorbis' | 'opus' | 'flac';
  /** Positions a second. */
  readonly granuleRateHz: number;
  /** Packets of headers, the first included; absent: as many as come before the first of sound. */
  readonly headerPackets?: number;
  /** The comments in the second packet; undefined where it holds something else. */
  readonly commentsIn: (packet: Buffer) => Buffer | undefined;
  /** How long the sound of a page is, where only the page itself can be asked: the first of somebody who came late. */
  readonly estimateMs: (page: OggPage) => number;
}

/** Opus positions always count 48,000 a second (RFC 7845 §4). */
const OPUS_RATE_HZ = 48_000;
/** Milliseconds of a frame, by the configuration in the first byte of a packet (RFC 6716 §3.1). */
const OPUS_FRAME_MS = [
  [10, 20, 40, 60], [10, 20, 40, 60], [10, 20, 40, 60], [10, 20], [10, 20], [2.5, 5, 10, 20], [2.5, 5, 10, 20],
  [2.5, 5, 10, 20], [2.5, 5, 10, 20],
].flat(); // prettier-ignore

/** @param head the first packet of a link @returns undefined where it is not of sound */
export function oggCodecOf(head: Buffer): OggCodec | undefined {
  if (head.length >= 30 && head.toString('latin1', 0, 7) === '\x01vorbis') return vorbis(head);
  if (head.length >= 19 && head.toString('latin1', 0, 8) === 'OpusHead') {
    const commentsIn = behind('OpusTags');
    return { codec: 'opus', granuleRateHz: OPUS_RATE_HZ, headerPackets: 2, commentsIn, estimateMs: opusMs };
  }
  if (head.length >= 51 && head.toString('latin1', 0, 5) === '\x7fFLAC') return flac(head);
  return undefined;
}

/** @see https://xiph.org/vorbis/doc/Vorbis_I_spec.html 4.2.2 */
function vorbis(head: Buffer): OggCodec | undefined {
  const granuleRateHz = head.readUInt32LE(12);
  if (granuleRateHz === 0) return undefined;
  const nominal = head.readInt32LE(20);
  return {
    codec: 'vorbis',
    granuleRateHz,
    headerPackets: 3,
    commentsIn: behind('\x03vorbis'),
    estimateMs: ({ bytes }) => (nominal > 0 ? (bytes.length * 8000) / nominal : 0),
  };
}

/** @see RFC 9639 §10.1 */
function flac(head: Buffer): OggCodec | undefined {
  const blockSamples = head.readUInt16BE(19);
  const granuleRateHz = head.readUIntBE(27, 3) >>> 4;
  if (granuleRateHz === 0) return undefined;
  const more = head.readUInt16BE(7);
  return {
    codec: 'flac',
    granuleRateHz,
    ...(more > 0 && { headerPackets: more + 1 }),
    // A block of metadata as in a file: one byte of its type, three of its length.
    commentsIn: (packet) => (((packet[0] ?? 0) & 0x7f) === 4 ? packet.subarray(4) : undefined),
    estimateMs: ({ pieces }) => (pieces.length * blockSamples * 1000) / granuleRateHz,
  };
}

function behind(mark: string): OggCodec['commentsIn'] {
  return (packet) => (packet.indexOf(mark, 0, 'latin1') === 0 ? packet.subarray(mark.length) : undefined);
}

function opusMs({ pieces, isContinued }: OggPage): number {
  // A packet counts where it begins: only there is what tells its length.
  return pieces.slice(isContinued ? 1 : 0).reduce((sum, packet) => sum + opusPacketMs(packet), 0);
}

function opusPacketMs(packet: Buffer): number {
  const toc = packet[0] ?? 0;
  const frameMs = OPUS_FRAME_MS[toc >>> 3] ?? 0;
  const code = toc & 3;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 63 : 2;
  return frames * frameMs;
}
