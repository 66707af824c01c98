import { skipId3, textAt, UnsuitableAudio, viewOf, type AudioBytes } from './audio-bytes';
import { bisected, type Place } from './bisect';
import type { EncodedAudio, Packet } from './encoded-audio';
import { flacFrameHeader, MAX_HEADER_BYTES, type FlacFrameHeader, type FlacShape } from './flac-frame';
import { flacEntry, fragment, initSegment } from './fragmented-mp4';

const STREAM_INFO = 0;
const STREAM_INFO_BYTES = 34;
/** Read at once while walking from frame to frame; a frame of high resolution takes up to about 100 kB. */
const WINDOW_BYTES = 256 * 1024;
/** Read at once while searching for a place. */
const PROBE_BYTES = 128 * 1024;

interface FlacFile extends FlacShape {
  readonly streamInfo: Uint8Array;
  readonly channels: number;
  readonly bitDepth: number;
  /** 0: not said. */
  readonly totalSamples: number;
  readonly audioOffset: number;
}

/**
 * Native FLAC. It has neither delay nor padding.
 * @see RFC 9639
 */
export async function openFlac(bytes: AudioBytes): Promise<EncodedAudio> {
  const file = await readHead(bytes);
  const { rateHz, streamInfo, channels, bitDepth } = file;
  return {
    mimeType: 'audio/mp4; codecs="flac"',
    rateHz,
    skippedSamples: 0,
    init: initSegment(flacEntry(streamInfo, channels, bitDepth, rateHz), rateHz),
    hasTimes: true,
    packets: (fromSample) => packets(bytes, file, fromSample),
    wrap: fragment,
  };
}

async function readHead(bytes: AudioBytes): Promise<FlacFile> {
  let offset = await skipId3(bytes);
  if (textAt(await bytes.read(offset, 4), 0, 4) !== 'fLaC') throw new UnsuitableAudio('The file is not FLAC.');
  offset += 4;
  let streamInfo: Uint8Array | undefined;
  for (let isLast = false; !isLast;) {
    const head = await bytes.read(offset, 4);
    if (head.length < 4) throw new UnsuitableAudio('The file ends within its headers.');
    isLast = head[0]! >= 0x80;
    const length = viewOf(head).getUint32(0) & 0xffffff;
    if ((head[0]! & 0x7f) === STREAM_INFO) streamInfo = (await bytes.read(offset + 4, STREAM_INFO_BYTES)).slice();
    offset += 4 + length;
  }
  if (streamInfo?.length !== STREAM_INFO_BYTES) throw new UnsuitableAudio('The file does not say what sound it holds.');
  const view = viewOf(streamInfo);
  const packed = view.getUint32(10);
  return {
    streamInfo,
    blockSamples: view.getUint16(2),
    rateHz: packed >>> 12,
    channels: ((packed >>> 9) & 7) + 1,
    bitDepth: ((packed >>> 4) & 31) + 1,
    totalSamples: (packed & 15) * 2 ** 32 + view.getUint32(14),
    audioOffset: offset,
  };
}

async function* packets(bytes: AudioBytes, file: FlacFile, fromSample: number): AsyncGenerator<Packet, number> {
  let { offset } = await placeOf(bytes, file, fromSample);
  let window = await bytes.read(offset, WINDOW_BYTES);
  let start = 0;
  let end = file.totalSamples;
  let header = flacFrameHeader(window, start, file);
  while (header) {
    const isWholeFile = window.length < WINDOW_BYTES;
    const following = followingFrame(window, start, header, file);
    if (!following && !isWholeFile) {
      if (start === 0) throw new UnsuitableAudio('The sound of the file is damaged.');
      offset += start;
      start = 0;
      window = await bytes.read(offset, WINDOW_BYTES);
      continue;
    }
    const { at, samples } = header;
    if (at + samples > fromSample) yield { data: window.subarray(start, following?.from), at, samples };
    end = at + samples;
    header = following?.header;
    start = following?.from ?? start;
  }
  return end;
}

/** The next frame in the window: the one whose number follows, or one further on where the sound between is damaged. */
function followingFrame(
  window: Uint8Array,
  start: number,
  header: FlacFrameHeader,
  file: FlacFile,
): { from: number; header: FlacFrameHeader } | undefined {
  const limit = window.length - MAX_HEADER_BYTES;
  for (let from = window.indexOf(0xff, start + 2); from >= 0 && from <= limit; from = window.indexOf(0xff, from + 1)) {
    const next = flacFrameHeader(window, from, file);
    if (next?.at === header.at + header.samples) return { from, header: next };
  }
  return undefined;
}

/** A frame at or shortly before that sample. */
async function placeOf(bytes: AudioBytes, file: FlacFile, sample: number): Promise<Place> {
  const first = { offset: file.audioOffset, at: 0 };
  if (sample < file.rateHz || file.totalSamples === 0) return first;
  const end = { offset: await bytes.sizeBytes(), at: file.totalSamples };
  return bisected(first, end, sample, file.rateHz, (offset, low, high) => frameFrom(bytes, file, offset, low, high));
}

/** The first frame from there on, when its number may stand between the two places. */
async function frameFrom(
  bytes: AudioBytes,
  file: FlacFile,
  offset: number,
  low: Place,
  high: Place,
): Promise<Place | undefined> {
  const window = await bytes.read(offset, Math.min(PROBE_BYTES, high.offset - offset));
  for (let from = window.indexOf(0xff); from >= 0; from = window.indexOf(0xff, from + 1)) {
    const header = flacFrameHeader(window, from, file);
    if (header && header.at > low.at && header.at < high.at) return { offset: offset + from, at: header.at };
  }
  return undefined;
}
