import { concatenated, skipId3, textAt, UnsuitableAudio, type AudioBytes } from './audio-bytes';
import type { Place } from './bisect';
import type { EncodedAudio, Packet } from './encoded-audio';
import { mpegFrameHeader, xingHeader, type MpegFrameHeader, type XingHeader } from './mpeg-frame';

/** Sound begins right behind the tags; this much damage or padding is forgiven, there and between frames. */
const SEARCH_BYTES = 128 * 1024;
const WINDOW_BYTES = 256 * 1024;
/** So many frames in a row are no coincidence. */
const FRAMES_IN_A_ROW = 3;
interface Mp3File {
  readonly first: MpegFrameHeader;
  /** Behind the header frame, where there is one. */
  readonly audioOffset: number;
  readonly endOffset: number;
  readonly xing?: XingHeader;
}

/** MPEG audio of layer III. Its frames are appended as they are: Chromium takes no MP3 in MP4. */
export async function openMp3(bytes: AudioBytes): Promise<EncodedAudio> {
  const file = await readHead(bytes);
  const { first, xing } = file;
  return {
    mimeType: 'audio/mpeg',
    rateHz: first.rateHz,
    // The 529 samples by which every decoder is late are taken off by the browser, at both ends.
    skippedSamples: xing?.gaps?.delay ?? 0,
    hasTimes: false,
    packets: (fromSample) => packets(bytes, file, fromSample),
    wrap: (group) => concatenated(group.map(({ data }) => data)),
  };
}

async function readHead(bytes: AudioBytes): Promise<Mp3File> {
  const tagsEnd = await skipId3(bytes);
  const window = await bytes.read(tagsEnd, SEARCH_BYTES);
  const start = findFrames(window, 0);
  const first = start === undefined ? undefined : mpegFrameHeader(window, start);
  if (start === undefined || !first) throw new UnsuitableAudio('There is no MPEG sound in the file.');
  const xing = xingHeader(window.subarray(start, start + first.lengthBytes), first);
  const audioOffset = tagsEnd + start + (xing ? first.lengthBytes : 0);
  const size = await bytes.sizeBytes();
  const hasId3v1 = size >= 128 && textAt(await bytes.read(size - 128, 128), 0, 3) === 'TAG';
  return { first, audioOffset, endOffset: hasId3v1 ? size - 128 : size, ...(xing && { xing }) };
}

async function* packets(bytes: AudioBytes, file: Mp3File, fromSample: number): AsyncGenerator<Packet, number> {
  let { offset, at } = placeOf(file, fromSample);
  let window = await bytes.read(offset, WINDOW_BYTES);
  let start = offset === file.audioOffset ? 0 : (findFrames(window, 0) ?? window.length);
  for (;;) {
    const header = mpegFrameHeader(window, start);
    const end = start + (header?.lengthBytes ?? 0);
    if (header && isOfSameKind(header, file.first) && end <= window.length) {
      if (at + header.samples > fromSample) yield { data: window.subarray(start, end), at, samples: header.samples };
      at += header.samples;
      start = end;
      continue;
    }
    const isLastWindow = offset + window.length >= file.endOffset;
    const resumed = header && !isLastWindow ? start : findFrames(window, start + 1);
    if (resumed === undefined && isLastWindow) return at - (file.xing?.gaps?.padding ?? 0);
    offset += resumed ?? Math.max(start, window.length - 4);
    start = 0;
    window = await bytes.read(offset, Math.min(WINDOW_BYTES, file.endOffset - offset));
  }
}

/**
 * Where to begin for that sample: exact for a constant bit rate, else as near as the table in the header is, which has a
 * hundred entries. What plays next begins where the frames really end, so a gap never comes of it.
 */
function placeOf(file: Mp3File, sample: number): Place {
  const { first, audioOffset, endOffset, xing } = file;
  if (sample < first.rateHz) return { offset: audioOffset, at: 0 };
  if (!xing || xing.hasConstantBitrate) {
    const frameBytes = (first.samples * 125 * first.bitrateKbps) / first.rateHz;
    const frame = Math.floor(sample / first.samples);
    // A frame may be one byte shorter than the average, so the search begins a little before it.
    return { offset: audioOffset + Math.max(0, Math.floor(frame * frameBytes) - 2), at: frame * first.samples };
  }
  const total = (xing.frames ?? 0) * first.samples;
  const percent = Math.min(99, Math.floor((sample / Math.max(total, 1)) * 100));
  const share = xing.seekTable ? (xing.seekTable[percent] ?? 0) / 256 : percent / 100;
  const offset = audioOffset + Math.floor(share * (xing.sizeBytes ?? endOffset - audioOffset));
  return { offset, at: Math.floor((total * percent) / 100) };
}

/** Where the first of several frames in a row begins. */
function findFrames(window: Uint8Array, from: number): number | undefined {
  for (let start = window.indexOf(0xff, from); start >= 0; start = window.indexOf(0xff, start + 1)) {
    if (areFrames(window, start)) return start;
  }
  return undefined;
}

function areFrames(window: Uint8Array, start: number): boolean {
  const first = mpegFrameHeader(window, start);
  let header = first;
  let at = start;
  for (let n = 1; n < FRAMES_IN_A_ROW && first && header; n++) {
    at += header.lengthBytes;
    // At the end of the file there are no more that could agree.
    if (at >= window.length) return at === window.length;
    header = mpegFrameHeader(window, at);
    if (header && !isOfSameKind(header, first)) return false;
  }
  return header !== undefined;
}

function isOfSameKind(one: MpegFrameHeader, other: MpegFrameHeader): boolean {
  return one.rateHz === other.rateHz && one.isVersion1 === other.isVersion1;
}
