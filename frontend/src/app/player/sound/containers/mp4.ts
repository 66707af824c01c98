import { textAt, UnsuitableAudio, viewOf, type AudioBytes } from './audio-bytes';
import type { EncodedAudio, Packet } from './encoded-audio';
import { fragment, initSegment } from './fragmented-mp4';
import { mp4Table, type Mp4Table } from './mp4-table';

/** Covers are in there too. */
const MAX_TABLE_BYTES = 64 * 1024 * 1024;
const WINDOW_BYTES = 64 * 1024;

/** AAC, or whatever else a SourceBuffer takes in MP4. The frames and their description are handed on as they are. */
export async function openMp4(bytes: AudioBytes): Promise<EncodedAudio> {
  const table = mp4Table(await findMoov(bytes));
  return {
    mimeType: `audio/mp4; codecs="${codecOf(table.sampleEntry)}"`,
    rateHz: table.timescale,
    skippedSamples: table.heard?.from ?? 0,
    init: initSegment(table.sampleEntry, table.timescale),
    hasTimes: true,
    packets: (fromSample) => packets(bytes, table, fromSample),
    wrap: fragment,
  };
}

async function findMoov(bytes: AudioBytes): Promise<Uint8Array> {
  for (let offset = 0; ;) {
    const head = await bytes.read(offset, 16);
    if (head.length < 8) throw new UnsuitableAudio('The file has no table of its sound.');
    const view = viewOf(head);
    const short = view.getUint32(0);
    const isLong = short === 1 && head.length === 16;
    const length = isLong ? Number(view.getBigUint64(8)) : short;
    if (textAt(head, 4, 4) === 'moov' && length <= MAX_TABLE_BYTES) return await bytes.read(offset + 8, length - 8);
    if (length < 8) throw new UnsuitableAudio('The file is not MPEG-4.');
    offset += length;
  }
}

async function* packets(bytes: AudioBytes, table: Mp4Table, fromSample: number): AsyncGenerator<Packet, number> {
  const { offsets, sizes, times, heard } = table;
  let windowAt = 0;
  let window: Uint8Array = new Uint8Array();
  for (let i = indexAt(times, fromSample); i < sizes.length; i++) {
    const offset = offsets[i]!;
    const size = sizes[i]!;
    if (offset < windowAt || offset + size > windowAt + window.length) {
      windowAt = offset;
      window = await bytes.read(offset, Math.max(size, WINDOW_BYTES));
    }
    const data = window.subarray(offset - windowAt, offset - windowAt + size);
    if (data.length < size) throw new UnsuitableAudio('The file ends before its sound does.');
    // The last frame is often written down shorter than it is, in place of a padding: cutting it is not its own task.
    const samples = Math.max(times[i + 1]! - times[i]!, times[1]! - times[0]!);
    yield { data, at: times[i]!, samples };
  }
  return heard?.to ?? times.at(-1) ?? 0;
}

/** The frame that holds that time, or the last one. */
function indexAt(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle;
    else high = middle;
  }
  return low;
}

/** As RFC 6381 spells it. */
function codecOf(sampleEntry: Uint8Array): string {
  const type = textAt(sampleEntry, 4, 4);
  if (type === 'Opus') return 'opus';
  if (type === 'fLaC') return 'flac';
  if (type !== 'mp4a') throw new UnsuitableAudio(`Sound of the kind “${type}” cannot be appended.`);
  return `mp4a.40.${aacKind(sampleEntry)}`;
}

const DECODER_CONFIG = 4;
const DECODER_SPECIFIC = 5;
const AAC_OBJECT_TYPES = [0x40, 0x67];

/** The audio object type of AAC, out of the descriptors in the `esds` box. */
function aacKind(sampleEntry: Uint8Array): number {
  for (let at = 36; at + 12 < sampleEntry.length; at++) {
    if (textAt(sampleEntry, at, 4) !== 'esds') continue;
    const config = descriptor(sampleEntry, at + 8, DECODER_CONFIG);
    const specific = config === undefined ? undefined : descriptor(sampleEntry, config + 13, DECODER_SPECIFIC);
    if (config === undefined || !AAC_OBJECT_TYPES.includes(sampleEntry[config] ?? 0)) break;
    return (sampleEntry[specific ?? sampleEntry.length] ?? 2 << 3) >>> 3;
  }
  throw new UnsuitableAudio('The sound in the file is not AAC.');
}

/** Where what a descriptor holds begins; its length takes up to four bytes. */
function descriptor(bytes: Uint8Array, from: number, tag: number): number | undefined {
  let at = bytes.indexOf(tag, from);
  if (at < 0) return undefined;
  do at++;
  while (at < bytes.length && (bytes[at]! & 0x80) !== 0);
  return at + 1;
}
