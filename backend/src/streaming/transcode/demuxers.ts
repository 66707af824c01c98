import type { AudioBody } from '../audio-body.js';

/** ffmpeg's demuxer for each container, by the name that readers of tags and of live streams give it. */
const BY_CONTAINER = {
  mpeg: 'mp3',
  mp3: 'mp3',
  flac: 'flac',
  ogg: 'ogg',
  mp4: 'mov',
  wav: 'wav',
  wave: 'wav',
  aiff: 'aiff',
  asf: 'asf',
  adts: 'aac',
  matroska: 'matroska',
} as const;

export type Demuxer = (typeof BY_CONTAINER)[keyof typeof BY_CONTAINER];

/** First bytes of the containers, as Latin-1. */
const MARKS: readonly (readonly [mark: RegExp, demuxer: Demuxer])[] = [
  [/^fLaC/, 'flac'],
  [/^OggS/, 'ogg'],
  [/^[^]{4}ftyp/, 'mov'],
  [/^(?:RIFF|RF64)[^]{4}WAVE/, 'wav'],
  [/^FORM[^]{4}AIF[FC]/, 'aiff'],
  [/^\x30\x26\xb2\x75/, 'asf'],
  [/^\x1a\x45\xdf\xa3/, 'matroska'],
  // Both begin with eleven bits; the layer is 0 in ADTS and never in MPEG audio (ISO 13818-7 §6.2, 11172-3 §2.4.1.3).
  [/^\xff[\xf0\xf1\xf8\xf9]/, 'aac'],
  [/^\xff[\xe2-\xff]/, 'mp3'],
];
const HEAD_BYTES = 16;

/**
 * What ffmpeg is to read the audio with, so that it need not find out: among what it may find are playlists and scripts that
 * name other files and addresses.
 * @param container as the readers of tags have found it
 * @returns undefined for formats that Pyxis does not read
 */
export async function demuxerOf(
  container: string | undefined,
  input: AudioBody,
  signal: AbortSignal,
): Promise<Demuxer | undefined> {
  const known = demuxerNamed(container);
  if (known) return known;
  const head = await readHead(input, 0, signal);
  // An ID3v2 tag may stand before anything; its length has seven bits in a byte (ID3v2.4 §3.1).
  if (head.toString('latin1', 0, 3) !== 'ID3' || head.length < 10) return byMark(head);
  const length = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 127), 0);
  return byMark(await readHead(input, 10 + length, signal)) ?? 'mp3';
}

/** The demuxer for a container that somebody has looked at. */
export function demuxerNamed(container: string | undefined): Demuxer | undefined {
  return container !== undefined && Object.hasOwn(BY_CONTAINER, container)
    ? BY_CONTAINER[container as keyof typeof BY_CONTAINER]
    : undefined;
}

function byMark(head: Buffer): Demuxer | undefined {
  const text = head.toString('latin1');
  return MARKS.find(([mark]) => mark.test(text))?.[1];
}

/** So much at a position as tells what stands there; less where the end comes before. */
export async function readHead(input: AudioBody, position: number, signal: AbortSignal): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_BYTES);
  let length = 0;
  while (length < head.length) {
    const more = await input.read(head.subarray(length), position + length, signal);
    if (more === 0) break;
    length += more;
  }
  return head.subarray(0, length);
}
