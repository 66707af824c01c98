import { concatenated } from './audio-bytes';
import type { Packet } from './encoded-audio';
import { OPUS_RATE_HZ } from './opus-packet';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The head of a fragmented MP4 file with one sound track.
 * @param sampleEntry the box that says what the coded frames are: `mp4a`, `Opus`, `fLaC`
 * @param timescale units of time a second
 * @see ISO/IEC 14496-12
 */
export function initSegment(sampleEntry: Uint8Array, timescale: number): Bytes {
  const mvhd = fullBox('mvhd', 0, u32(0, 0, 1000, 0, 0x00010000, 0x01000000, 0, 0), MATRIX, u32(0, 0, 0, 0, 0, 0, 2));
  const tkhd = fullBox('tkhd', 7, u32(0, 0, 1, 0, 0, 0, 0, 0, 0x01000000), MATRIX, u32(0, 0));
  const mdhd = fullBox('mdhd', 0, u32(0, 0, timescale, 0), u16(0x55c4, 0));
  const hdlr = fullBox('hdlr', 0, u32(0), text('soun'), u32(0, 0, 0), text('\0'));
  const dinf = box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1)));
  const stsd = fullBox('stsd', 0, u32(1), sampleEntry);
  const tables = [fullBox('stts', 0, u32(0)), fullBox('stsc', 0, u32(0)), fullBox('stsz', 0, u32(0, 0))];
  const stbl = box('stbl', stsd, ...tables, fullBox('stco', 0, u32(0)));
  const minf = box('minf', fullBox('smhd', 0, u32(0)), dinf, stbl);
  const trak = box('trak', tkhd, box('mdia', mdhd, hdlr, minf));
  // Every frame can be decoded by itself (sample_depends_on = 2).
  const mvex = box('mvex', fullBox('trex', 0, u32(1, 1, 0, 0, 0x02000000)));
  const ftyp = box('ftyp', text('iso5'), u32(512), text('iso5mp41'));
  return concatenated([ftyp, box('moov', mvhd, trak, mvex)]);
}

/** Packets in a row as one fragment; their `at` and `samples` are in the track's units of time. */
export function fragment(packets: readonly Packet[]): Bytes {
  const at = packets[0]?.at ?? 0;
  const tfhd = fullBox('tfhd', 0x020000, u32(1)); // default-base-is-moof
  const tfdt = versionedBox('tfdt', 1, 0, u32(Math.floor(at / 2 ** 32), at % 2 ** 32));
  const runs = packets.flatMap(({ samples, data }) => [samples, data.length]);
  const moof = (dataOffset: number): Bytes => {
    const trun = fullBox('trun', 0x000301, u32(packets.length, dataOffset, ...runs)); // offset, durations, sizes
    return box('moof', fullBox('mfhd', 0, u32(1)), box('traf', tfhd, tfdt, trun));
  };
  const headLength = moof(0).length + 8;
  return concatenated([moof(headLength), box('mdat', ...packets.map(({ data }) => data))]);
}

/** The sample entry of FLAC. @see https://github.com/xiph/flac/blob/master/doc/isoflac.txt */
export function flacEntry(streamInfo: Uint8Array, channels: number, bitDepth: number, rateHz: number): Bytes {
  const dfLa = fullBox('dfLa', 0, u32(0x80000000 + streamInfo.length), streamInfo);
  return box('fLaC', soundEntry(channels, bitDepth, rateHz), dfLa);
}

/**
 * The sample entry of Opus.
 * @param head the `OpusHead` packet of RFC 7845, whose numbers are little-endian, unlike those here
 * @param louderBy added to the gain, in 256ths of a decibel
 */
export function opusEntry(head: Uint8Array, louderBy: number): Bytes {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const channels = view.getUint8(9);
  const gain = view.getInt16(16, true) + louderBy;
  // No pre-skip: whoever appends cuts it off, and a decoder that is reconfigured must not do so once more.
  // The rate of the recording before it was encoded does not matter to anyone, but Chromium wants the two to agree.
  const fixed = concatenated([bytes(0, channels), u16(0), u32(OPUS_RATE_HZ), u16(gain & 0xffff)]);
  return box('Opus', soundEntry(channels, 16, OPUS_RATE_HZ), box('dOps', fixed, head.slice(18)));
}

function soundEntry(channels: number, bitDepth: number, rateHz: number): Bytes {
  let shown = rateHz;
  while (shown > 0xffff) shown /= 2; // 16 bits; decoders take the rate from the codec's own description
  return concatenated([
    u32(0),
    u16(0, 1),
    u32(0, 0),
    u16(channels, bitDepth),
    u32(0),
    u32(Math.floor(shown) * 0x10000),
  ]);
}

const MATRIX = u32(0x00010000, 0, 0, 0, 0x00010000, 0, 0, 0, 0x40000000);

function box(type: string, ...parts: readonly Uint8Array[]): Bytes {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return concatenated([u32(length), text(type), ...parts]);
}

function fullBox(type: string, flags: number, ...parts: readonly Uint8Array[]): Bytes {
  return versionedBox(type, 0, flags, ...parts);
}

function versionedBox(type: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Bytes {
  return box(type, u32(version * 0x1000000 + flags), ...parts);
}

function bytes(...values: readonly number[]): Bytes {
  return Uint8Array.from(values);
}

function u16(...values: readonly number[]): Bytes {
  return bytes(...values.flatMap((value) => [(value >>> 8) & 0xff, value & 0xff]));
}

function u32(...values: readonly number[]): Bytes {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => view.setUint32(i * 4, value));
  return new Uint8Array(view.buffer);
}

function text(value: string): Bytes {
  return Uint8Array.from(value, (letter) => letter.charCodeAt(0));
}
