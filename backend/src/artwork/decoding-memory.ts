import type { Metadata } from 'sharp';

const MIB = 1024 ** 2;

/** What the pictures being decoded may take at a time, beside the 70 MiB of the process itself. */
export const DECODING_BYTES = 192 * MIB;
/** Nothing takes less. */
const LEAST_BYTES = 8 * MIB;
/** Rows that are held of a picture which is read from top to bottom while it is scaled down. */
const ROWS_HELD = 2_100;
/** JPEGs come out of their decoder at up to twice the size that is wanted. */
const SHRUNK_PX = 3_200 ** 2;

const BYTES: Readonly<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2 };
const WIDEST_BYTES = 4;

/**
 * How much memory it takes to decode and scale down a picture, from what its header says. Measured with sharp 0.35 and
 * libvips 8.18 as growth of the process at 9 to 199 megapixels, and rounded up: AVIF takes 18 bytes a pixel (26 with more
 * than 8 bits), GIF 6, progressive JPEG 4 (7 without subsampling), interlaced PNG its pixels and a quarter, what is read
 * from top to bottom some two thousand rows.
 * @returns undefined for what is no format of covers
 */
export function decodingBytes(picture: Metadata): number | undefined {
  const bytes = rawDecodingBytes(picture);
  if (bytes === undefined) return undefined;
  // Turned pictures are held whole; those of a JPEG are small by then.
  const turned =
    (picture.orientation ?? 1) > 1 ? wholeBytes(picture, picture.format === 'jpeg' ? SHRUNK_PX : Infinity) : 0;
  return Math.max(LEAST_BYTES, Math.round(bytes + turned));
}

function rawDecodingBytes(picture: Metadata): number | undefined {
  const { format, width, height, isProgressive } = picture;
  const pixels = width * height;
  switch (format) {
    case 'jpeg':
      if (!isProgressive) return pixels * 0.2;
      return pixels * (picture.chromaSubsampling === '4:2:0' ? 4 : 2.3 * picture.channels);
    case 'png':
      return isProgressive ? wholeBytes(picture) * 1.3 : wholeBytes(picture, width * Math.min(height, ROWS_HELD));
    case 'tiff':
      // May be one strip.
      return wholeBytes(picture) * 1.2;
    case 'webp':
      return pixels * 5;
    case 'gif':
      return pixels * 6;
    case 'heif':
      return pixels * ((picture.bitsPerSample ?? 8) > 8 ? 27 : 19);
    default:
      return undefined;
  }
}

function wholeBytes({ width, height, channels, depth }: Metadata, mostPixels = Infinity): number {
  return Math.min(width * height, mostPixels) * channels * (BYTES[depth] ?? WIDEST_BYTES);
}
