import { textAt, UnsuitableAudio, viewOf, type AudioBytes } from './audio-bytes';
import type { EncodedAudio, Packet } from './encoded-audio';
import { fragment, initSegment, opusEntry } from './fragmented-mp4';
import { OPUS_RATE_HZ, opusSamples } from './opus-packet';

/** Names of elements, with their marks of length (RFC 9559). */
const ID = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  codecPrivate: 0x63a2,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueClusterPosition: 0xf1,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  discardPadding: 0x75a2,
} as const;

/** Larger than any table of places, and than any stretch of sound between two of them. */
const MOST_BYTES = 4 * 1024 ** 2;
/** The longest head of an element: four bytes of name, eight of length. */
const HEAD_BYTES = 12;
const NS_PER_SECOND = 1e9;
/** Milliseconds, where a file says nothing else. */
const USUAL_SCALE_NS = 1_000_000;

interface Element {
  readonly id: number;
  /** Of its first byte behind the head. */
  readonly start: number;
  /** Behind its last; Infinity: it says nothing, and goes on to the next of its kind. */
  readonly end: number;
}

interface Cue {
  /** In samples. */
  readonly at: number;
  /** Of its cluster, from the beginning of the file. */
  readonly offset: number;
}

interface WebmFile {
  readonly track: number;
  readonly samplesPerTick: number;
  readonly firstCluster: number;
  readonly end: number;
  readonly cues: readonly Cue[];
}

/** As in Ogg: descriptions of two files in a row differ a little, so that the decoder begins anew. */
const GAIN_STEPS = 8;
let opened = 0;

/**
 * Opus in WebM, of one track, as YouTube sends it: where sound ends before its last packet does, a padding says so.
 * @see RFC 9559; https://wiki.xiph.org/MatroskaOpus
 */
export async function openWebmOpus(bytes: AudioBytes): Promise<EncodedAudio> {
  const head = await elementAt(bytes, 0);
  if (head?.id !== ID.ebml) throw new UnsuitableAudio('The file is no WebM.');
  const segment = await elementAt(bytes, head.end);
  if (segment?.id !== ID.segment) throw new UnsuitableAudio('The file is no WebM.');
  const { file, opusHead } = await readHeads(bytes, segment);
  return {
    mimeType: 'audio/mp4; codecs="opus"',
    rateHz: OPUS_RATE_HZ,
    skippedSamples: viewOf(opusHead).getUint16(10, true),
    init: initSegment(opusEntry(opusHead, opened++ % GAIN_STEPS), OPUS_RATE_HZ),
    hasTimes: true,
    packets: (fromSample) => packets(bytes, file, fromSample),
    wrap: fragment,
  };
}

/** Everything before the first cluster. */
async function readHeads(bytes: AudioBytes, segment: Element): Promise<{ file: WebmFile; opusHead: Uint8Array }> {
  let scaleNs = USUAL_SCALE_NS;
  let opusHead: Uint8Array | undefined;
  let track = 1;
  let places: readonly { readonly ticks: number; readonly position: number }[] = [];
  const size = Math.min(segment.end, await bytes.sizeBytes());
  for (let offset = segment.start; offset < size;) {
    const element = await elementAt(bytes, offset);
    if (!element) break;
    if (element.id === ID.cluster) {
      if (!opusHead) break;
      const samplesPerTick = (scaleNs * OPUS_RATE_HZ) / NS_PER_SECOND;
      const cues = places.map(({ ticks, position }) => ({
        at: ticks * samplesPerTick,
        offset: segment.start + position,
      }));
      return { file: { track, samplesPerTick, firstCluster: offset, end: size, cues }, opusHead };
    }
    if (element.id === ID.info || element.id === ID.tracks || element.id === ID.cues) {
      const content = await contentOf(bytes, element);
      if (element.id === ID.info) scaleNs = numberIn(child(content, ID.timestampScale)) || USUAL_SCALE_NS;
      if (element.id === ID.cues) places = cuesIn(content);
      if (element.id === ID.tracks) ({ track, opusHead } = trackIn(content));
    }
    offset = element.end;
  }
  throw new UnsuitableAudio('The file has no sound in it.');
}

/** @throws UnsuitableAudio it is not Opus, or there is something beside it */
function trackIn(content: Uint8Array): { track: number; opusHead: Uint8Array } {
  const [entry, another] = [...children(content)].filter(({ id }) => id === ID.trackEntry);
  const opusHead = entry && child(entry.data, ID.codecPrivate);
  if (another || !opusHead || opusHead.length < 19 || textAt(opusHead, 0, 8) !== 'OpusHead') {
    throw new UnsuitableAudio('The file is not one track of Opus.');
  }
  return { track: numberIn(child(entry.data, ID.trackNumber)), opusHead };
}

function cuesIn(content: Uint8Array): { ticks: number; position: number }[] {
  return [...children(content)]
    .filter(({ id }) => id === ID.cuePoint)
    .flatMap(({ data }) => {
      const place = child(data, ID.cueTrackPositions);
      return place
        ? [{ ticks: numberIn(child(data, ID.cueTime)), position: numberIn(child(place, ID.cueClusterPosition)) }]
        : [];
    });
}

async function* packets(bytes: AudioBytes, file: WebmFile, fromSample: number): AsyncGenerator<Packet, number> {
  const cue = file.cues.findLast(({ at }) => at <= fromSample);
  let offset = cue?.offset ?? file.firstCluster;
  // Times are rounded to milliseconds: packets are counted from the first, whose time begins the count.
  let at: number | undefined = cue ? undefined : 0;
  let padding = 0;
  while (offset < file.end) {
    const cluster = await elementAt(bytes, offset);
    if (!cluster) break;
    offset = cluster.end;
    if (cluster.id !== ID.cluster) continue;
    const content = await contentOf(bytes, cluster);
    const ticks = numberIn(child(content, ID.timestamp));
    for (const { id, data } of children(content)) {
      const block = id === ID.simpleBlock ? data : id === ID.blockGroup ? child(data, ID.block) : undefined;
      const frame = block && frameOf(block, file.track);
      if (!frame) continue;
      // Packets of 20 ms begin at multiples of their length.
      at ??= roundTo((ticks + frame.ticks) * file.samplesPerTick, opusSamples(frame.data));
      padding = id === ID.blockGroup ? signedIn(child(data, ID.discardPadding)) : 0;
      const samples = opusSamples(frame.data);
      if (samples === 0) continue;
      if (at + samples > fromSample) yield { data: frame.data, at, samples };
      at += samples;
    }
  }
  const padded = Math.round((Math.max(0, padding) * OPUS_RATE_HZ) / NS_PER_SECOND);
  return Math.max(0, (at ?? 0) - padded);
}

/** @returns undefined where it is of another track, or holds several frames: nobody writes Opus so */
function frameOf(block: Uint8Array, track: number): { ticks: number; data: Uint8Array } | undefined {
  const number = sizeAt(block, 0);
  if (number?.value !== track || block.length < number.length + 3) return undefined;
  const flags = block[number.length + 2] ?? 0;
  if ((flags & 0x06) !== 0) throw new UnsuitableAudio('The packets of the file are laced.');
  return { ticks: viewOf(block).getInt16(number.length), data: block.subarray(number.length + 3) };
}

function roundTo(samples: number, step: number): number {
  return step > 0 ? Math.round(samples / step) * step : Math.round(samples);
}

async function contentOf(bytes: AudioBytes, { start, end }: Element): Promise<Uint8Array> {
  if (end - start > MOST_BYTES)
    throw new UnsuitableAudio('A part of the file is too large, or says nothing of its length.');
  return bytes.read(start, end - start);
}

async function elementAt(bytes: AudioBytes, offset: number): Promise<Element | undefined> {
  const head = headAt(await bytes.read(offset, HEAD_BYTES), 0);
  return head && { id: head.id, start: offset + head.length, end: offset + head.length + head.size };
}

interface Child {
  readonly id: number;
  readonly data: Uint8Array;
}

function* children(content: Uint8Array): Generator<Child> {
  for (let at = 0; ;) {
    const head = headAt(content, at);
    if (!head) return;
    const start = at + head.length;
    yield { id: head.id, data: content.subarray(start, start + head.size) };
    at = start + head.size;
  }
}

function child(content: Uint8Array, id: number): Uint8Array | undefined {
  for (const one of children(content)) if (one.id === id) return one.data;
  return undefined;
}

function headAt(bytes: Uint8Array, at: number): { id: number; length: number; size: number } | undefined {
  const first = bytes[at] ?? 0;
  const idLength = Math.clz32(first) - 23;
  if (idLength < 1 || idLength > 4) return undefined;
  const size = sizeAt(bytes, at + idLength);
  if (!size) return undefined;
  return { id: numberIn(bytes.subarray(at, at + idLength)), length: idLength + size.length, size: size.value };
}

/** A number that says by its first bits how long it is; all ones: nobody knows. */
function sizeAt(bytes: Uint8Array, at: number): { value: number; length: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > bytes.length) return undefined;
  let value = first & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value: isUnknown ? Infinity : value, length };
}

function numberIn(bytes: Uint8Array = new Uint8Array()): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function signedIn(bytes: Uint8Array = new Uint8Array()): number {
  const value = numberIn(bytes);
  return (bytes[0] ?? 0) >= 0x80 ? value - 256 ** bytes.length : value;
}
