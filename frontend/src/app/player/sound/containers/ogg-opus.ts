import { concatenated, textAt, UnsuitableAudio, viewOf, type AudioBytes } from './audio-bytes';
import { bisected, type Place } from './bisect';
import type { EncodedAudio, Packet } from './encoded-audio';
import { fragment, initSegment, opusEntry } from './fragmented-mp4';
import { findOggPage, MAX_PAGE_BYTES, oggPage, type OggPage } from './ogg-page';
import { OPUS_RATE_HZ, opusSamples } from './opus-packet';

/** Searches and reads at least two of the largest pages. */
const WINDOW_BYTES = 2 * MAX_PAGE_BYTES;

interface OpusFile {
  readonly serial: number;
  /** The first page of sound. */
  readonly audioOffset: number;
  /** Granule position at its beginning: not 0 in what was cut out of a longer recording. */
  readonly startGranule: number;
}

/**
 * Between two files that describe themselves alike a browser lets its decoder go on, and the first packet of the second
 * one, made for a decoder that begins, comes out as a click. So the gains of files in a row are told a little different:
 * by at most 7/256 of a decibel.
 */
const GAIN_STEPS = 8;
let opened = 0;

/**
 * Opus in Ogg.
 * @see RFC 7845
 */
export async function openOggOpus(bytes: AudioBytes): Promise<EncodedAudio> {
  const head = oggPage(await bytes.read(0, MAX_PAGE_BYTES), 0);
  const opusHead = head?.parts[0];
  if (!head || !opusHead || opusHead.length < 19 || textAt(opusHead, 0, 8) !== 'OpusHead') {
    throw new UnsuitableAudio('The file is not Opus in Ogg.');
  }
  const file = await findSound(bytes, head);
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

/** Behind the comments, which are one packet over any number of pages. */
async function findSound(bytes: AudioBytes, { serial, lengthBytes }: OggPage): Promise<OpusFile> {
  let offset = lengthBytes;
  for (let hasComments = false; !hasComments;) {
    const page = await pageAt(bytes, offset, serial);
    hasComments = page.granule !== undefined && page.endsWhole;
    offset += page.lengthBytes;
  }
  const page = await pageAt(bytes, offset, serial);
  // Only the last page may say less than it holds: then the rest of it is padding.
  const startGranule = page.isLast ? 0 : Math.max(0, (page.granule ?? 0) - samplesOf(page));
  return { serial, audioOffset: offset, startGranule };
}

async function pageAt(bytes: AudioBytes, offset: number, serial: number): Promise<OggPage> {
  const page = oggPage(await bytes.read(offset, MAX_PAGE_BYTES), 0);
  if (page?.serial !== serial) throw new UnsuitableAudio('The file is damaged, or holds more than one stream.');
  return page;
}

async function* packets(bytes: AudioBytes, file: OpusFile, fromSample: number): AsyncGenerator<Packet, number> {
  let { offset, at } = await placeOf(bytes, file, fromSample);
  let begun: Uint8Array[] | undefined;
  for (;;) {
    const page = oggPage(await bytes.read(offset, MAX_PAGE_BYTES), 0);
    if (page?.serial !== file.serial) return at;
    offset += page.lengthBytes;
    for (const [i, part] of page.parts.entries()) {
      const goesOn = i === 0 && page.isContinued;
      // The end of a packet whose beginning lies before the place where reading began is of no use.
      if (goesOn && !begun) continue;
      const isWhole = i < page.parts.length - 1 || page.endsWhole;
      const collected: Uint8Array[] = goesOn && begun ? [...begun, part] : [part];
      begun = isWhole ? undefined : collected;
      if (!isWhole) break;
      const data = collected.length === 1 ? part : concatenated(collected);
      const samples = opusSamples(data);
      if (samples === 0) continue;
      if (at + samples > fromSample) yield { data, at, samples };
      at += samples;
    }
    if (page.isLast) return Math.min(at, Math.max(0, (page.granule ?? Infinity) - file.startGranule));
  }
}

/** Samples of the packets that begin and end in this page. */
function samplesOf({ parts, isContinued, endsWhole }: OggPage): number {
  const whole = parts.slice(isContinued ? 1 : 0, endsWhole ? undefined : -1);
  return whole.reduce((sum, part) => sum + opusSamples(part), 0);
}

/** A page at or shortly before that sample. */
async function placeOf(bytes: AudioBytes, file: OpusFile, sample: number): Promise<Place> {
  const first = { offset: file.audioOffset, at: 0 };
  if (sample < OPUS_RATE_HZ) return first;
  const size = await bytes.sizeBytes();
  const end = { offset: size, at: await lastSample(bytes, file, size) };
  return bisected(first, end, sample, OPUS_RATE_HZ, (offset) => pageFrom(bytes, file, offset));
}

async function lastSample(bytes: AudioBytes, file: OpusFile, size: number): Promise<number> {
  const tail = await bytes.read(Math.max(0, size - WINDOW_BYTES), WINDOW_BYTES);
  let last = 0;
  for (let at = findOggPage(tail, 0); at !== undefined; at = findOggPage(tail, at + 4)) {
    const page = oggPage(tail, at);
    if (page?.serial === file.serial && page.granule !== undefined) last = page.granule - file.startGranule;
  }
  return last;
}

/** The first page from there on whose position is known. */
async function pageFrom(bytes: AudioBytes, file: OpusFile, offset: number): Promise<Place | undefined> {
  const window = await bytes.read(offset, WINDOW_BYTES);
  for (let at = findOggPage(window, 0); at !== undefined; at = findOggPage(window, at + 4)) {
    const page = oggPage(window, at);
    if (page?.serial !== file.serial || page.granule === undefined || page.isLast) continue;
    // Behind the end of a packet that runs into the page: reading leaves that out, as it lacks the beginning.
    return { offset: offset + at, at: page.granule - file.startGranule - samplesOf(page) };
  }
  return undefined;
}
