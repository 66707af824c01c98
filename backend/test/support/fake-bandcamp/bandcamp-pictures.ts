import { execFileSync } from 'node:child_process';
import type { FakeAnswer } from '../fake-upstream.js';
import type { World } from './bandcamp-world.js';
import { hexOf } from './identifiers.js';

/** Pixels of an edge, by the code in its address. */
const SIZES: Readonly<Record<string, number>> = {
  ...{ '10': 1_200, '20': 1_024, '5': 700, '16': 700, '2': 350, '23': 300, '7': 150, '3': 100, '50': 140 },
};

/** Covers and portraits: one colour each. Whatever was uploaded as PNG is one, though its address ends in `.jpg`. */
export class BandcampPictures {
  private readonly made = new Map<string, Buffer>();
  private readonly codecs = new Map<string, 'mjpeg' | 'png'>();

  constructor({ bands, releases, fans }: World) {
    for (const { imageId } of [...bands, ...fans]) if (imageId !== null) this.codecs.set(padded(imageId), 'mjpeg');
    for (const { artId, art } of releases) this.codecs.set(`a${padded(artId)}`, art === 'png' ? 'png' : 'mjpeg');
  }

  /** @returns nothing where the path is none of a picture */
  answer(path: string): FakeAnswer | undefined {
    const [, name, size = ''] = /^\/img\/(a?\d+)_(\d+)\.jpg$/.exec(path) ?? [];
    if (name === undefined) return undefined;
    const [codec, pixels] = [this.codecs.get(name), SIZES[size]];
    if (codec === undefined || pixels === undefined) return { status: 404, body: '' };
    const key = `${name}_${pixels}`;
    const body = this.made.get(key) ?? makePicture(name, pixels, codec);
    this.made.set(key, body);
    const type = codec === 'png' ? 'image/png' : 'image/jpeg';
    return { status: 200, headers: { 'Content-Type': type, 'Content-Length': String(body.length) }, body };
  }
}

function padded(id: number): string {
  return String(id).padStart(10, '0');
}

function makePicture(name: string, pixels: number, codec: string): Buffer {
  const source = `color=c=0x${hexOf(name, 6)}:s=${pixels}x${pixels}`;
  return execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-frames:v', '1', '-c:v', codec, '-f', 'image2pipe', 'pipe:1']); // prettier-ignore
}
