/**
 * Makes a synthetic tagged music library: N valid, short, cheap files in artist and album folders.
 *
 *     node scripts/bench/synthetic-library.ts FOLDER N [SEED] [--singles] [--extremes]
 *
 * A few templates are encoded once with ffmpeg (on PATH); every file is a template with tags written by bytes. The same
 * seed and the same ffmpeg give the same bytes; a larger N only adds albums. About 25 kB a file. `--singles` gives albums
 * of one or two tracks, many for few files; `--extremes` adds an album of 200 tracks and an artist of 250.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GENRES, Random, Vocabulary, type SyntheticTags } from './synthetic-names.ts';
import { tagFlac, tagM4a, tagMp3, tagOgg, type Tagger } from './synthetic-tags.ts';

interface Format {
  readonly extension: string;
  /** Share of the albums in this format; the shares of all formats add up to 1. */
  readonly share: number;
  readonly encoder: readonly string[];
  readonly seconds: number;
  readonly tag: Tagger;
}

const MP3 = ['-c:a', 'libmp3lame', '-id3v2_version', '0'];
const AAC = ['-c:a', 'aac', '-b:a', '48k', '-movflags', '+faststart', '-f', 'ipod'];
const FORMATS: readonly Format[] = [
  { extension: 'mp3', share: 0.4, encoder: [...MP3, '-q:a', '7'], seconds: 4, tag: tagMp3 },
  { extension: 'mp3', share: 0.15, encoder: [...MP3, '-b:a', '32k'], seconds: 5, tag: tagMp3 },
  { extension: 'flac', share: 0.25, encoder: ['-c:a', 'flac', '-ar', '16000'], seconds: 2, tag: tagFlac },
  { extension: 'm4a', share: 0.1, encoder: AAC, seconds: 3, tag: tagM4a },
  { extension: 'opus', share: 0.05, encoder: ['-c:a', 'libopus', '-b:a', '32k'], seconds: 5, tag: tagOgg },
  { extension: 'ogg', share: 0.05, encoder: ['-c:a', 'libvorbis', '-q:a', '0'], seconds: 4, tag: tagOgg },
];

function encodeTemplates(): readonly Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'synthetic-library-'));
  try {
    return FORMATS.map(({ extension, encoder, seconds }, index) => {
      const path = join(folder, `${index}.${extension}`);
      const sound = `sine=frequency=${220 * (index + 1)}:duration=${seconds}`;
      execFileSync('ffmpeg', [
        '-v', 'error', '-f', 'lavfi', '-i', sound, '-ar', '48000', '-ac', '1', '-map_metadata', '-1', ...encoder, path,
      ]); // prettier-ignore
      return readFileSync(path);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function encodeCovers(): readonly Buffer[] {
  return ['teal', 'orange', 'purple', 'gold'].map((colour) =>
    execFileSync('ffmpeg', [
      '-v', 'error', '-f', 'lavfi', '-i', `gradients=s=300x300:c0=${colour}:c1=black:x0=0:y0=0:x1=299:y1=299:d=0.04`,
      '-frames:v', '1', '-q:v', '6', '-f', 'mjpeg', 'pipe:1',
    ]),
  ); // prettier-ignore
}

/** The picture with a comment of its own, so that no two albums share a cover. */
function uniqueCover(cover: Buffer, album: number): Buffer {
  const comment = Buffer.from(`album ${album}`);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([head, comment, cover.subarray(2)]);
}

const fileName = (name: string): string => name.replace(/[/\0]/g, '_').slice(0, 80);

export interface LibraryShape {
  readonly seed?: number;
  /** How many tracks an album has at least and at most. */
  readonly albumTracks?: readonly [least: number, most: number];
  /**
   * Also an album of 200 tracks, and five more of its artist, who has 250 in all: what a page must bear beside what is
   * usual. They come on top of `count`.
   */
  readonly hasExtremes?: boolean;
}

/** Albums of one artist, in the order in which they are written. */
const EXTREMES = [200, 10, 10, 10, 10, 10];

/**
 * Writes a library of `count` tracks below `folder`, which is made if need be.
 * @returns how many bytes were written
 */
export function makeSyntheticLibrary(folder: string, count: number, shape: LibraryShape = {}): number {
  const { seed = 1, albumTracks: [least, most] = [6, 15], hasExtremes = false } = shape;
  const random = new Random(seed);
  const words = new Vocabulary(random, 6_000);
  const artists = Array.from({ length: Math.max(4, Math.ceil(count / 40)) }, () => words.phrase(random, 3));
  const templates = encodeTemplates();
  const covers = encodeCovers();
  let sizeBytes = 0;
  let made = 0;
  let albumIndex = 0;
  const writeAlbum = (albumArtist: string, album: string, tracks: number): void => {
    let share = random.next();
    const formatIndex = Math.max(0, FORMATS.findIndex((candidate) => (share -= candidate.share) < 0)); // prettier-ignore
    const format = FORMATS[formatIndex];
    const template = templates[formatIndex];
    if (!format || !template) throw new Error('There is a template for every format.');
    const albumFolder = join(folder, fileName(albumArtist), fileName(`${album} ${albumIndex}`));
    mkdirSync(albumFolder, { recursive: true });
    const cover = random.chance(1 / 3) ? uniqueCover(random.pick(covers), albumIndex) : undefined;
    const isEmbedded = random.chance(0.5);
    if (cover && !isEmbedded) writeFileSync(join(albumFolder, 'cover.jpg'), cover);
    const common = {
      album, albumArtist, trackTotal: tracks, discNumber: 1, discTotal: 1, releaseId: random.uuid(),
      year: 1960 + random.below(66),
      genres: [...new Set([random.pick(GENRES), ...(random.chance(0.4) ? [random.pick(GENRES)] : [])])],
    }; // prettier-ignore
    for (let trackNumber = 1; trackNumber <= tracks; trackNumber++, made++) {
      const tags: SyntheticTags = {
        ...common,
        trackNumber,
        title: words.phrase(random, 5),
        artists: random.chance(0.15) ? [albumArtist, random.pick(artists)] : [albumArtist],
        trackGainDb: -12 + random.next() * 14,
        recordingId: random.uuid(),
      };
      const bytes = format.tag(template, tags, isEmbedded ? cover : undefined, made);
      const name = `${String(trackNumber).padStart(2, '0')} ${fileName(tags.title)}.${format.extension}`;
      writeFileSync(join(albumFolder, name), bytes);
      sizeBytes += bytes.length;
    }
    albumIndex++;
  };
  while (made < count) {
    const albumArtist = random.pick(artists);
    const album = words.phrase(random, 4);
    writeAlbum(albumArtist, album, Math.min(count - made, least + random.below(most - least + 1)));
  }
  if (hasExtremes) for (const tracks of EXTREMES) writeAlbum('Extremes', `Extremes of ${tracks}`, tracks);
  return sizeBytes;
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { singles: { type: 'boolean' }, extremes: { type: 'boolean' } },
  });
  const [folder, count, seed] = positionals;
  if (!folder || !Number(count)) {
    console.error('Usage: synthetic-library.ts FOLDER N [SEED] [--singles] [--extremes]');
    process.exit(2);
  }
  const sizeBytes = makeSyntheticLibrary(folder, Number(count), {
    seed: Number(seed ?? 1),
    ...(values.singles && { albumTracks: [1, 2] }),
    ...(values.extremes && { hasExtremes: true }),
  });
  console.log(`${count} files, ${Math.round(sizeBytes / 1e6)} MB`);
}
