import { textAt, UnsuitableAudio, viewOf } from './audio-bytes';

/** Where the coded frames of an MP4 file are, and when they sound; times are in units of `timescale` a second. */
export interface Mp4Table {
  readonly timescale: number;
  /** The box that says what the frames are. */
  readonly sampleEntry: Uint8Array;
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  /** One more than there are frames: the last is where all of them end. */
  readonly times: Float64Array;
  /** Which part is to be heard; absent where the file does not say. */
  readonly heard?: { readonly from: number; readonly to: number };
}

/**
 * Reads the table of the first sound track out of a `moov` box.
 * @param moov what is in the box
 * @throws UnsuitableAudio it has none, or keeps it in fragments
 */
export function mp4Table(moov: Uint8Array): Mp4Table {
  for (const trak of boxes(moov, 'trak')) {
    const handler = inside(trak, 'mdia', 'hdlr');
    if (!handler || textAt(handler, 8, 4) !== 'soun') continue;
    const mdhd = inside(trak, 'mdia', 'mdhd');
    const stbl = inside(trak, 'mdia', 'minf', 'stbl');
    const stsd = stbl && inside(stbl, 'stsd');
    if (!mdhd || !stbl || !stsd) break;
    const sizes = sampleSizes(required(stbl, 'stsz'));
    if (sizes.length === 0) break;
    const times = sampleTimes(required(stbl, 'stts'), sizes.length);
    const timescale = viewOf(mdhd).getUint32(mdhd[0] === 1 ? 20 : 12);
    const heard = heardByTag(moov) ?? heardByEdit(moov, trak, timescale, times.at(-1) ?? 0);
    const sampleEntry = stsd.subarray(8, 8 + viewOf(stsd).getUint32(8)).slice();
    return { timescale, sampleEntry, offsets: sampleOffsets(stbl, sizes), sizes, times, ...(heard && { heard }) };
  }
  throw new UnsuitableAudio('The file has no table of its sound.');
}

/**
 * What iTunes and many others write into `iTunSMPB`: delay, padding and length in samples.
 * @returns undefined for anything else
 */
export function parseItunSmpb(value: string): { delay: number; samples: number } | undefined {
  const [, delay = 0, , samples = 0] = value
    .trim()
    .split(/\s+/)
    .map((part) => parseInt(part, 16));
  return delay >= 0 && samples > 0 ? { delay, samples } : undefined;
}

function heardByTag(moov: Uint8Array): Mp4Table['heard'] {
  const meta = inside(moov, 'udta', 'meta');
  const ilst = meta && inside(meta.subarray(4), 'ilst');
  for (const tag of ilst ? boxes(ilst, '----') : []) {
    const name = inside(tag, 'name');
    const data = inside(tag, 'data');
    if (!name || !data || textAt(name, 4, name.length - 4) !== 'iTunSMPB') continue;
    const gaps = parseItunSmpb(textAt(data, 8, data.length - 8));
    if (gaps) return { from: gaps.delay, to: gaps.delay + gaps.samples };
  }
  return undefined;
}

/** The edit list: where in the media the sound begins, and how long it lasts in units of the whole file. */
function heardByEdit(moov: Uint8Array, trak: Uint8Array, timescale: number, endOfMedia: number): Mp4Table['heard'] {
  const elst = inside(trak, 'edts', 'elst');
  const mvhd = inside(moov, 'mvhd');
  if (!elst || !mvhd) return undefined;
  const view = viewOf(elst);
  const isLong = elst[0] === 1;
  const entryBytes = isLong ? 20 : 12;
  const movieScale = viewOf(mvhd).getUint32(mvhd[0] === 1 ? 20 : 12);
  for (let i = 0; i < view.getUint32(4); i++) {
    const at = 8 + i * entryBytes;
    const duration = isLong ? Number(view.getBigUint64(at)) : view.getUint32(at);
    const from = isLong ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4);
    // An empty edit: a pause before the sound.
    if (from < 0) continue;
    // The whole file often counts in milliseconds; within one of those, the end of the media is what is meant.
    const to = from + (duration * timescale) / movieScale;
    const unit = timescale / movieScale;
    return { from, to: duration === 0 || Math.abs(to - endOfMedia) <= unit ? endOfMedia : Math.min(to, endOfMedia) };
  }
  return undefined;
}

function sampleSizes(stsz: Uint8Array): Uint32Array {
  const view = viewOf(stsz);
  const common = view.getUint32(4);
  return Uint32Array.from({ length: view.getUint32(8) }, (_, i) => common || view.getUint32(12 + i * 4));
}

function sampleTimes(stts: Uint8Array, count: number): Float64Array {
  const view = viewOf(stts);
  const times = new Float64Array(count + 1);
  let sample = 0;
  for (let run = 0; run < view.getUint32(4); run++) {
    const delta = view.getUint32(12 + run * 8);
    for (let left = view.getUint32(8 + run * 8); left > 0 && sample < count; left--, sample++) {
      times[sample + 1] = times[sample]! + delta;
    }
  }
  return times;
}

/** Chunks lie anywhere; the samples of a chunk one behind the other. */
function sampleOffsets(stbl: Uint8Array, sizes: Uint32Array): Float64Array {
  const short = inside(stbl, 'stco');
  const chunks = viewOf(short ?? required(stbl, 'co64'));
  const runs = viewOf(required(stbl, 'stsc'));
  const offsets = new Float64Array(sizes.length);
  let sample = 0;
  let run = 0;
  for (let chunk = 0; chunk < chunks.getUint32(4); chunk++) {
    while (run + 1 < runs.getUint32(4) && runs.getUint32(8 + (run + 1) * 12) <= chunk + 1) run++;
    let offset = short ? chunks.getUint32(8 + chunk * 4) : Number(chunks.getBigUint64(8 + chunk * 8));
    for (let left = runs.getUint32(12 + run * 12); left > 0 && sample < sizes.length; left--, sample++) {
      offsets[sample] = offset;
      offset += sizes[sample]!;
    }
  }
  return offsets;
}

function required(parent: Uint8Array, type: string): Uint8Array {
  const found = inside(parent, type);
  if (!found) throw new UnsuitableAudio(`The table of the sound lacks its part “${type}”.`);
  return found;
}

function inside(parent: Uint8Array, ...path: readonly string[]): Uint8Array | undefined {
  let found: Uint8Array | undefined = parent;
  for (const type of path) found = found && boxes(found, type).next().value;
  return found;
}

/** The contents of the boxes of that type. */
function* boxes(parent: Uint8Array, type: string): Generator<Uint8Array, undefined> {
  const view = viewOf(parent);
  for (let at = 0; at + 8 <= parent.length;) {
    const length = view.getUint32(at);
    if (length < 8) return;
    if (textAt(parent, at + 4, 4) === type) yield parent.subarray(at + 8, at + length);
    at += length;
  }
}
