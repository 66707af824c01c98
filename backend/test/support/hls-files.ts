import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLive, encodeLive } from './live-samples.js';

const SECONDS = 8;
/** Raw: two writings of it are equal but for the head. */
const AAC = ['-c:a', 'aac', '-f', 'adts'];
const MP3 = ['-c:a', 'libmp3lame', '-b:a', '96k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
const OPUS = ['-c:a', 'libopus', '-b:a', '64k', '-f', 'ogg'];
const HLS = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '0', '-hls_playlist_type', 'vod'];
const packed = (format: string): string[] => ['-f', 'segment', '-segment_time', '1', '-segment_format', format, '-segment_list_type', 'm3u8', '-segment_list', 'list.m3u8']; // prettier-ignore
const MP3_OPTIONS = ['-segment_format_options', 'write_xing=0:id3v2_version=0'];

/** How a tone of eight seconds is cut into segments, by name. */
const CUTS = {
  ts: { sound: AAC, options: [...HLS, '-hls_segment_filename', 's%02d.ts', 'list.m3u8'] },
  tsmp3: { sound: MP3, options: [...HLS, '-hls_segment_filename', 's%02d.ts', 'list.m3u8'] },
  fmp4: {
    sound: AAC,
    options: ['-bsf:a', 'aac_adtstoasc', ...HLS, '-hls_segment_type', 'fmp4', '-hls_segment_filename', 's%02d.m4s', 'list.m3u8'],
  },
  /** One file, of which the list names parts. */
  single: {
    sound: AAC,
    options: ['-bsf:a', 'aac_adtstoasc', ...HLS, '-hls_flags', 'single_file', '-hls_segment_type', 'fmp4', '-hls_segment_filename', 'all.mp4', 'list.m3u8'],
  },
  mp3: { sound: MP3, options: [...packed('mp3'), ...MP3_OPTIONS, 's%02d.mp3'] },
  adts: { sound: AAC, options: [...packed('adts'), 's%02d.aac'] },
  /** Parts of one file under addresses of their own. */
  ogg: { sound: OPUS, options: ['-f', 'ogg', 'all.ogg'] },
  locked: { sound: AAC, options: [...HLS, '-hls_key_info_file', 'key.info', '-hls_segment_filename', 's%02d.ts', 'list.m3u8'] },
} as const; // prettier-ignore

export type HlsCut = keyof typeof CUTS;
export const HLS_CUTS = Object.keys(CUTS) as HlsCut[];

/** A list of HLS with an end and all that it names, by path, and what is heard in it: samples of 16 bits. */
export interface HlsFiles {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly sound: Buffer;
}

/** Has ffmpeg make one. The paths are `<cut>/list.m3u8` and what lies beside it. */
export function hlsFiles(cut: HlsCut): HlsFiles {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-hls-'));
  try {
    const { sound, options } = CUTS[cut];
    mkdirSync(join(folder, 'out'));
    const cwd = join(folder, 'out');
    const whole = encodeLive(SECONDS, sound);
    writeFileSync(join(folder, 'sound'), whole);
    if (cut === 'locked') {
      writeFileSync(join(cwd, 'key.bin'), Buffer.from('0123456789abcdef'));
      writeFileSync(join(cwd, 'key.info'), 'key.bin\nkey.bin\n');
    }
    execFileSync('ffmpeg', ['-v', 'error', '-i', join(folder, 'sound'), '-c', 'copy', ...options], { cwd });
    if (cut === 'ogg') cutInParts(cwd, 'all.ogg');
    const isMp4 = cut === 'fmp4' || cut === 'single';
    const heard = ['-v', 'error', '-allowed_extensions', 'ALL', '-i', 'list.m3u8', '-f', 's16le', '-ac', '1', '-ar', '48000', 'pipe:1']; // prettier-ignore
    return {
      files: new Map(readdirSync(cwd).map((name) => [`${cut}/${name}`, readFileSync(join(cwd, name))])),
      // In MP4 its head says what a decoder leaves out; else it is the sound that was cut.
      sound: isMp4 ? execFileSync('ffmpeg', heard, { cwd, maxBuffer: 64 * 1024 ** 2 }) : decodeLive(whole),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Gives each eighth of a file a name of its own, and lists them. */
function cutInParts(cwd: string, name: string): void {
  const bytes = readFileSync(join(cwd, name));
  rmSync(join(cwd, name));
  const size = Math.ceil(bytes.length / SECONDS);
  const names = Array.from({ length: SECONDS }, (_, n) => `s0${n}.ogg`);
  for (const [n, part] of names.entries()) writeFileSync(join(cwd, part), bytes.subarray(n * size, (n + 1) * size));
  const lines = names.map((part) => `#EXTINF:1.0,\n${part}`);
  writeFileSync(join(cwd, 'list.m3u8'), ['#EXTM3U', '#EXT-X-TARGETDURATION:1', ...lines, '#EXT-X-ENDLIST'].join('\n'));
}
