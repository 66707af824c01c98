import type { FrameHeader, FrameKind } from './framed-reader.js';

const BITRATES_V1_L1 = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
const BITRATES_V1_L2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const BITRATES_V1_L3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_V2_L1 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
const BITRATES_V2_L23 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];
/** Version, layer and sample rate: what does not change within a stream. */
const SAME_BITS = 0xfffe0c00;
const MPEG_2 = 2;
const MPEG_1 = 3;

/**
 * MPEG-1, 2 and 2.5 audio, of which layer III is MP3. Streams of free format are not read: their frames do not say their length.
 * @see ISO/IEC 11172-3, 2.4.1.3
 */
export const MPEG_AUDIO: FrameKind = {
  headerBytes: 4,
  container: 'mp3',
  mimeType: 'audio/mpeg',
  headerAt,
  isSound: (frame) => !isSummary(frame),
};

function headerAt(bytes: Buffer, at: number): FrameHeader | undefined {
  const bits = bytes.readUInt32BE(at);
  if (bits >>> 21 !== 0x7ff) return undefined;
  const version = (bits >>> 19) & 3;
  const layer = 4 - ((bits >>> 17) & 3);
  const fullRate = SAMPLE_RATES[(bits >>> 10) & 3];
  if (version === 1 || layer === 4 || fullRate === undefined) return undefined;
  const bitrateKbps = bitratesOf(version, layer)[(bits >>> 12) & 15] ?? 0;
  if (bitrateKbps === 0) return undefined;
  const sampleRateHz = fullRate / (version === MPEG_1 ? 1 : version === MPEG_2 ? 2 : 4);
  const padding = (bits >>> 9) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && version !== MPEG_1 ? 576 : 1152;
  const lengthBytes =
    layer === 1
      ? (Math.floor((12_000 * bitrateKbps) / sampleRateHz) + padding) * 4
      : Math.floor((samples * 125 * bitrateKbps) / sampleRateHz) + padding;
  const sameKey = (bits & SAME_BITS) >>> 0;
  return { lengthBytes, durationMs: (samples * 1000) / sampleRateHz, sameKey, codec: `mp${layer}` };
}

function bitratesOf(version: number, layer: number): readonly number[] {
  if (version === MPEG_1) return layer === 1 ? BITRATES_V1_L1 : layer === 2 ? BITRATES_V1_L2 : BITRATES_V1_L3;
  return layer === 1 ? BITRATES_V2_L1 : BITRATES_V2_L23;
}

/** The first frame of a file may hold its table of contents, in place of sound. */
function isSummary(frame: Buffer): boolean {
  const isMono = ((frame[3] ?? 0) & 0xc0) === 0xc0;
  const isVersion1 = (((frame[1] ?? 0) >>> 3) & 3) === MPEG_1;
  const at = 4 + (isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
  const mark = frame.toString('latin1', at, at + 4);
  return mark === 'Xing' || mark === 'Info' || frame.toString('latin1', 36, 40) === 'VBRI';
}
