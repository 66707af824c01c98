import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is heard: one of a few tones, for so long. */
export interface Tone {
  readonly tone: number;
  readonly seconds: number;
}

export type SoundForm = 'mp3' | 'aac_160k' | 'aac_96k' | 'opus';

/** A piece that a list of HLS names. @property to behind its last byte */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** One file, and how HLS cuts it. */
export interface Sound {
  readonly bytes: Buffer;
  /** What has to be read before any segment (`EXT-X-MAP`); nothing: 0. */
  readonly headBytes: number;
  readonly segments: readonly Segment[];
}

/** Of each tone so much is encoded; what is longer is the same again and again, which takes no time to make. */
const PIECE_SECONDS = 15;
const TONES = 8;
/** What is longer has few bits: it is kept in memory. */
const LONG_SECONDS = 20 * 60;
const RATE = 48_000;

/** Of MP3 at 48 kHz: so long is a frame, and with so many bits so large, without a bit of padding. */
const FRAME_SECONDS = 1_152 / RATE;
const frameBytes = (kbps: number): number => (1_152 / 8) * (kbps / 48);
/** Frames of segments. The first are short, so that sound is there soon. */
const FIRST_FRAMES = [83, 124];
const FRAMES = 416;

const OGG_CAPTURE = 'OggS';
const PAGES = 10;

/** Sound made by ffmpeg when somebody wants it, in the forms that tracks come in. */
export class SoundCloudSounds {
  private readonly made = new Map<string, Sound>();

  of({ tone, seconds }: Tone, form: SoundForm): Sound {
    const name = [tone % TONES, seconds, form].join('-');
    const known = this.made.get(name);
    if (known) return known;
    const made = makeSound({ tone: tone % TONES, seconds }, form);
    this.made.set(name, made);
    return made;
  }
}

function makeSound({ tone, seconds }: Tone, form: SoundForm): Sound {
  const isLong = seconds > LONG_SECONDS;
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-soundcloud-sound-'));
  try {
    if (form === 'mp3') return makeMp3(folder, tone, seconds, isLong ? 32 : 128);
    if (form === 'opus') return makeOpus(folder, tone, seconds, isLong ? 16 : 64);
    return makeAac(folder, tone, seconds, isLong ? 32 : form === 'aac_160k' ? 160 : 96);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ffmpeg(folder: string, ...words: readonly string[]): void {
  const all = ['-v', 'error', '-y', ...words].flatMap((each) => (each.startsWith('sine') ? each : each.split(' ')));
  execFileSync('ffmpeg', all, { cwd: folder });
}

/** @param codec words that say how it is encoded */
function encodePiece(folder: string, tone: number, codec: string, file: string): void {
  const source = `sine=frequency=${220 + 55 * tone}:beep_factor=4:sample_rate=${RATE}:duration=${PIECE_SECONDS}`;
  ffmpeg(folder, '-f lavfi -i', source, `-ac 2 ${codec} -bitexact`, file);
}

/** Frames have no times and, without a reservoir, nothing of each other: they may stand anywhere, as often as one likes. */
function makeMp3(folder: string, tone: number, seconds: number, kbps: number): Sound {
  encodePiece(folder, tone, `-c:a libmp3lame -b:a ${kbps}k -reservoir 0 -write_xing 0 -id3v2_version 0`, 'piece.mp3');
  const size = frameBytes(kbps);
  const frames = Math.round(seconds / FRAME_SECONDS);
  const bytes = Buffer.alloc(frames * size, readFileSync(join(folder, 'piece.mp3')));
  const segments: Segment[] = [];
  for (let at = 0; at < frames;) {
    const end = Math.min(frames, at + (FIRST_FRAMES[segments.length] ?? FRAMES));
    segments.push({ from: at * size, to: end * size, seconds: (end - at) * FRAME_SECONDS });
    at = end;
  }
  return { bytes, headBytes: 0, segments };
}

/** Fragments tell when they are, so ffmpeg copies the whole length and cuts it. */
function makeAac(folder: string, tone: number, seconds: number, kbps: number): Sound {
  encodePiece(folder, tone, `-c:a aac -b:a ${kbps}k`, 'piece.m4a');
  const cut =
    '-f hls -hls_time 10 -hls_list_size 0 -hls_playlist_type vod -hls_segment_type fmp4 -hls_flags single_file';
  const names = '-hls_segment_filename all.mp4 list.m3u8';
  ffmpeg(folder, `-stream_loop -1 -i piece.m4a -c copy -t ${seconds} ${cut} ${names}`);
  const list = readFileSync(join(folder, 'list.m3u8'), 'utf8');
  const headBytes = Number(/BYTERANGE="(\d+)@0"/.exec(list)?.[1]);
  const segments = [...list.matchAll(/#EXTINF:([\d.]+),\s+#EXT-X-BYTERANGE:(\d+)@(\d+)/g)].map(
    ([, length, size, from]): Segment => ({
      ...{ from: Number(from), to: Number(from) + Number(size), seconds: Number(length) },
    }),
  );
  return { bytes: readFileSync(join(folder, 'all.mp4')), headBytes, segments };
}

/** One stream of Ogg, cut between pages: the first piece has the headers, and the others only go on. */
function makeOpus(folder: string, tone: number, seconds: number, kbps: number): Sound {
  encodePiece(folder, tone, `-c:a libopus -b:a ${kbps}k -vbr off`, 'piece.opus');
  ffmpeg(folder, `-stream_loop -1 -i piece.opus -c copy -t ${seconds} all.opus`);
  const bytes = readFileSync(join(folder, 'all.opus'));
  const pages: number[] = [];
  for (let at = 0; at >= 0; at = bytes.indexOf(OGG_CAPTURE, at + OGG_CAPTURE.length)) pages.push(at);
  const segments: Segment[] = [];
  let samples = 0;
  // Two pages of headers stand before the sound.
  for (let page = 0; page < pages.length; page += page === 0 ? PAGES + 2 : PAGES) {
    const next = page + (page === 0 ? PAGES + 2 : PAGES);
    // Of the last page of the piece: how many samples there are up to its end (RFC 3533 §6).
    const end = Number(bytes.readBigInt64LE((pages[Math.min(next, pages.length) - 1] ?? 0) + 6));
    segments.push({ from: pages[page] ?? 0, to: pages[next] ?? bytes.length, seconds: (end - samples) / RATE });
    samples = end;
  }
  return { bytes, headBytes: 0, segments };
}
