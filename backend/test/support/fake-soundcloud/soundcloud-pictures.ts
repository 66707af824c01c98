import { execFileSync } from 'node:child_process';
import type { FakeAnswer } from '../fake-upstream.js';
import { nameOf } from './identifiers.js';
import type { Ending, World } from './soundcloud-world.js';

/** Pixels of an edge, by what its address says. */
const SIZES: Readonly<Record<string, number>> = {
  t67x67: 67,
  large: 100,
  t120x120: 120,
  t200x200: 200,
  t300x300: 300,
  crop: 400,
  t500x500: 500,
  original: 900,
};
const TYPES = { jpg: 'image/jpeg', png: 'image/png' } as const;

/** The part of its address that a picture has in every size. */
export function pictureName(kind: 'artworks' | 'avatars', id: number): string {
  return `${kind}-${nameOf(`${kind} ${id}`)}-0`;
}

/** Covers and portraits: one colour each. */
export class SoundCloudPictures {
  private readonly made = new Map<string, Buffer>();
  /** As it was uploaded. */
  private readonly endings = new Map<string, Ending>();

  constructor({ users, tracks, sets }: World) {
    for (const { id, avatar } of users) if (avatar !== 'default') this.endings.set(pictureName('avatars', id), avatar);
    for (const { id, artwork } of [...tracks, ...sets])
      if (artwork) this.endings.set(pictureName('artworks', id), artwork);
  }

  /** @returns nothing where the path is none of a picture */
  answer(path: string): FakeAnswer | undefined {
    if (path === '/images/default_avatar_large.png') return this.picture('default', 100, 'png');
    const [, name = '', size = '', ending = ''] = /^\/((?:artworks|avatars)-\w+-0)-(\w+)\.(\w+)$/.exec(path) ?? [];
    const [own, pixels] = [this.endings.get(name), SIZES[size]];
    if (own === undefined || pixels === undefined || !(ending in TYPES)) return undefined;
    if (size === 'original') return ending === own ? this.picture(name, pixels, own) : undefined;
    // Whatever the address says, as yt-dlp has found out: only the original is as it was.
    return this.picture(name, pixels, 'jpg');
  }

  private picture(name: string, pixels: number, ending: Ending): FakeAnswer {
    const key = `${name}-${pixels}.${ending}`;
    const body = this.made.get(key) ?? makePicture(name, pixels, ending);
    this.made.set(key, body);
    return { status: 200, headers: { 'Content-Type': TYPES[ending], 'Content-Length': String(body.length) }, body };
  }
}

function makePicture(name: string, pixels: number, ending: Ending): Buffer {
  const colour = `0x${Buffer.from(name).subarray(-5, -2).toString('hex')}`;
  const codec = ending === 'jpg' ? 'mjpeg' : 'png';
  const source = `color=c=${colour}:s=${pixels}x${pixels}`;
  return execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    source,
    '-frames:v',
    '1',
    '-c:v',
    codec,
    '-f',
    'image2pipe',
    'pipe:1',
  ]);
}
