import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue, type DemoAlbum, type DemoTrack, type Recording } from './catalogue.ts';
import { drawCover } from './covers.ts';
import type { StereoBuffer } from './dsp/stereo-buffer.ts';
import { encodePlain, encodeTagged, tagOpus, type TrackTags } from './encode.ts';
import { decode } from './ffmpeg.ts';
import { master, measureLoudness } from './loudness.ts';

/** Opus always decodes at this rate. */
const OPUS_RATE = 48_000;
const target = join(import.meta.dirname, '..', '..', 'demo');

interface Take {
  readonly track: DemoTrack;
  readonly sound: StereoBuffer;
  readonly plainPath: string;
}

/** Plays a recording, masters it as a whole, and only then cuts it: the tracks join without a seam. */
function record(recording: Recording, targetLufs: number): { track: DemoTrack; sound: StereoBuffer }[] {
  const piece = recording.render();
  master(piece, targetLufs);
  const cuts = [0, ...recording.cutsSeconds.map((seconds) => Math.round(seconds * piece.sampleRate)), piece.length];
  return recording.tracks.map((track, i) => ({ track, sound: piece.slice(cuts[i] ?? 0, cuts[i + 1] ?? piece.length) }));
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lrc(lyrics: NonNullable<DemoTrack['lyrics']>, tags: readonly string[]): string {
  const stamp = (seconds: number): string => {
    const minutes = Math.floor(seconds / 60);
    return `[${String(minutes).padStart(2, '0')}:${(seconds - 60 * minutes).toFixed(2).padStart(5, '0')}]`;
  };
  return [...tags, ...lyrics.map(({ seconds, line }) => stamp(seconds) + line), ''].join('\n');
}

async function renderAlbum(album: DemoAlbum, scratch: string): Promise<void> {
  const folder = join(target, album.artist, album.title);
  mkdirSync(folder, { recursive: true });
  const cover = await drawCover(album.cover);
  const coverPath = join(album.coverPlace === 'folder' ? folder : scratch, 'cover.jpg');
  writeFileSync(coverPath, cover);

  const takes: Take[] = album.recordings
    .flatMap((recording) => record(recording, album.targetLufs))
    .map((take, i) => ({ ...take, plainPath: join(scratch, `${album.cover}-${String(i)}.${album.format}`) }));
  for (const { sound, plainPath } of takes) encodePlain(sound, album.format, plainPath);
  // What is measured is what will be heard: the encoded sound, decoded again.
  const decoded = takes.map(({ plainPath }) => decode(plainPath));
  const rate = album.format === 'opus' ? OPUS_RATE : (takes[0]?.sound.sampleRate ?? OPUS_RATE);
  const albumLoudness = measureLoudness(joined(decoded), rate);

  takes.forEach(({ track, sound, plainPath }, i) => {
    const loudness = measureLoudness(decoded[i] ?? new Float32Array(), rate);
    const tags: TrackTags = { album, track, number: i + 1, trackCount: takes.length, loudness, albumLoudness };
    const name = `${String(i + 1).padStart(2, '0')} ${track.title}`;
    const path = join(folder, `${name}.${album.format}`);
    if (album.format === 'opus') tagOpus(plainPath, tags, path);
    else encodeTagged(sound, tags, path, album.coverPlace === 'embedded' ? coverPath : undefined);
    if (track.lyrics !== undefined) {
      const head = [`[ti:${track.title}]`, `[ar:${album.artist}]`, `[al:${album.title}]`];
      writeFileSync(join(folder, `${name}.lrc`), lrc(track.lyrics, head));
    }
    const kib = Math.round(statSync(path).size / 1024);
    console.log(
      `${album.artist} / ${name}: ${String(kib)} KiB, ${loudness.lufs.toFixed(1)} LUFS, peak ${loudness.peak.toFixed(3)}`,
    );
  });
}

const scratch = mkdtempSync(join(tmpdir(), 'pyxis-demo-'));
try {
  for (const album of catalogue) await renderAlbum(album, scratch);
} finally {
  rmSync(scratch, { recursive: true });
}
