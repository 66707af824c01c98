import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureFormat, PictureLook } from './picture-protocol.js';
import { swatchesOf } from './swatches.js';

// One thread for each picture; several pictures at once share the processor better than one that is split up.
sharp.concurrency(1);
// Nothing is made of the same original twice in a row.
sharp.cache(false);
// What a cover can be. Other loaders (SVG, PDF, …) read far more than pictures and are no food for what people download.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff'].map((name) => `VipsForeignLoad${name}Buffer`),
});

/** Scans of record sleeves reach a hundred megapixels; what is larger was made to hurt. */
const MAX_PIXELS = 200e6;
/** Some decoders do not stop when told so; for those the process is ended a little later. */
const MAX_SECONDS = 15;

const SAMPLE_PX = 64;
const PLACEHOLDER_PX = 16;
const SMALLER_PLACEHOLDER_PX = 8;
const MAX_PLACEHOLDER_LENGTH = 700;
const WHITE = '#ffffff';

/** What the header of a picture says. @throws Error it is none of the formats that covers have, or too large */
export function headerOf(original: Uint8Array): Promise<Metadata> {
  return open(original).metadata();
}

/** Scales a picture down to fit a square; never up. @throws Error it cannot be decoded */
export function scale(original: Uint8Array, sizePx: number, format: PictureFormat): Promise<Buffer> {
  const picture = fitWithin(original, sizePx);
  if (format === 'webp') return picture.webp({ quality: 82 }).toBuffer();
  if (format === 'avif') return picture.avif({ quality: 55, effort: 2 }).toBuffer();
  return picture.flatten({ background: WHITE }).jpeg({ quality: 84, mozjpeg: false }).toBuffer();
}

/** Looks at a picture. @throws Error it cannot be decoded */
export async function look(original: Uint8Array, { autoOrient }: Metadata): Promise<PictureLook> {
  const sample = await fitWithin(original, SAMPLE_PX)
    .flatten({ background: WHITE })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const { data } = await sharp(sample).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let placeholder = await preview(sample, PLACEHOLDER_PX);
  if (placeholder.length > MAX_PLACEHOLDER_LENGTH) placeholder = await preview(sample, SMALLER_PLACEHOLDER_PX);
  return { width: autoOrient.width, height: autoOrient.height, placeholder, swatches: swatchesOf(data) };
}

/** The page draws it large, which blurs it. */
async function preview(sample: Buffer, sizePx: number): Promise<string> {
  const bytes = await fitWithin(sample, sizePx).webp({ quality: 40 }).toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}

function fitWithin(original: Uint8Array, sizePx: number): Sharp {
  return open(original)
    .autoOrient()
    .resize({ width: sizePx, height: sizePx, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: MAX_SECONDS });
}

function open(original: Uint8Array): Sharp {
  return sharp(original, { limitInputPixels: MAX_PIXELS, failOn: 'none', sequentialRead: true });
}
