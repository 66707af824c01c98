import type { FrameHeader, FrameKind } from './framed-reader.js';

const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
const SAMPLES_A_BLOCK = 1_024;
/** The header itself, with its checksum where it has one. */
const LEAST_BYTES = 7;

/**
 * AAC, each frame with its own header. Frames with spectral band replication tell the rate of their core, which gives the same
 * duration.
 * @see ISO/IEC 13818-7, 6.2
 */
export const ADTS: FrameKind = {
  headerBytes: 7,
  container: 'adts',
  mimeType: 'audio/aac',
  headerAt,
  isSound: () => true,
};

function headerAt(bytes: Buffer, at: number): FrameHeader | undefined {
  if ((bytes.readUInt16BE(at) & 0xfff6) !== 0xfff0) return undefined;
  const setUp = bytes.readUInt16BE(at + 2);
  const sampleRateHz = SAMPLE_RATES[(setUp >>> 10) & 15];
  const lengthBytes = (bytes.readUInt32BE(at + 2) >>> 5) & 0x1fff;
  if (sampleRateHz === undefined || lengthBytes <= LEAST_BYTES) return undefined;
  const blocks = ((bytes[at + 6] ?? 0) & 3) + 1;
  // Profile, sample rate and channels; the bit between them is private.
  const sameKey = setUp & 0xfdc0;
  return { lengthBytes, durationMs: (blocks * SAMPLES_A_BLOCK * 1000) / sampleRateHz, sameKey, codec: 'aac' };
}
