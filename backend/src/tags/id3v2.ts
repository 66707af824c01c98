import { BrokenAudio } from './broken-audio.js';
import { MemoryBytes, type ByteFile, type ByteSource } from './byte-file.js';
import { readFrameBody } from './id3v2-frames.js';
import { synchsafe } from './synchsafe.js';
import type { TagFields } from './tag-fields.js';
import { withoutUnsynchronisation } from './unsynchronisation.js';

const HEADER_BYTES = 10;
/** A tag holds a few dozen frames; thousands of tiny ones are damage or an attack. */
const MAX_FRAMES = 2_000;
/** A tag that is unsynchronised as a whole has to be decoded in memory. */
const MAX_DECODED_BYTES = 2 * 1024 * 1024;

/** Three-letter frames of ID3v2.2 under their later names. */
const V22_NAMES: Readonly<Record<string, string>> = {
  TT2: 'TIT2', TP1: 'TPE1', TP2: 'TPE2', TP3: 'TPE3', TP4: 'TPE4', TAL: 'TALB', TRK: 'TRCK', TPA: 'TPOS', TYE: 'TYER',
  TDA: 'TDAT', TCO: 'TCON', TCM: 'TCOM', TXT: 'TEXT', TPB: 'TPUB', TRC: 'TSRC', TXX: 'TXXX', ULT: 'USLT', SLT: 'SYLT',
  PIC: 'PIC', COM: 'COMM', UFI: 'UFID', TCP: 'TCMP', TSP: 'TSOP', TS2: 'TSO2', TOR: 'TORY', IPL: 'IPLS', TT1: 'TIT1',
  GP1: 'GRP1', MVN: 'MVNM', MVI: 'MVIN',
}; // prettier-ignore

/**
 * Reads the ID3v2 tags at `offset`, if there are any.
 * @returns where the next thing begins: `offset` itself where there is no tag
 * @see https://id3.org/id3v2.4.0-structure and its forerunners
 */
export function readId3v2(file: ByteFile, offset: number, fields: TagFields): number {
  let at = offset;
  // Careless taggers put a second tag behind the first.
  for (let tags = 0; tags < 4; tags++) {
    const header = file.upTo(at, HEADER_BYTES);
    if (header.length < HEADER_BYTES || header.toString('latin1', 0, 3) !== 'ID3') return at;
    const version = header[3] ?? 0;
    const flags = header[5] ?? 0;
    const size = synchsafe(header, 6);
    const end = at + HEADER_BYTES + size + (version === 4 && (flags & 0x10) !== 0 ? HEADER_BYTES : 0);
    if (at + HEADER_BYTES + size > file.sizeBytes) throw new BrokenAudio('truncated', 'The file ends within its tags.');
    if (version === 2 || version === 3 || version === 4) {
      readTag(file, { at: at + HEADER_BYTES, size, version, flags }, fields);
    }
    at = end;
  }
  return at;
}

interface Tag {
  readonly at: number;
  readonly size: number;
  readonly version: 2 | 3 | 4;
  readonly flags: number;
}

function readTag(file: ByteFile, tag: Tag, fields: TagFields): void {
  const isUnsynchronised = (tag.flags & 0x80) !== 0;
  if (!isUnsynchronised || tag.version === 4) {
    readFrames(file, tag.at, tag.at + tag.size, tag, fields);
    return;
  }
  const raw = file.exactly(tag.at, Math.min(tag.size, MAX_DECODED_BYTES));
  const memory = new MemoryBytes(withoutUnsynchronisation(raw));
  readFrames(memory, 0, memory.sizeBytes, tag, fields, { tagOffset: tag.at, tagLength: raw.length });
}

function readFrames(
  source: ByteSource,
  start: number,
  end: number,
  { version, flags }: Tag,
  fields: TagFields,
  wholeTag?: { tagOffset: number; tagLength: number },
): void {
  let at = start;
  if (version !== 2 && (flags & 0x40) !== 0 && end - at >= 4) {
    const extended = source.exactly(at, 4);
    at += version === 4 ? Math.max(6, synchsafe(extended, 0)) : 4 + extended.readUInt32BE(0);
  }
  const headerBytes = version === 2 ? 6 : 10;
  for (let frames = 0; frames < MAX_FRAMES && at + headerBytes < end; frames++) {
    const header = source.exactly(at, headerBytes);
    const id = frameId(header, version);
    if (id === undefined) return; // padding, or nothing that could be made sense of
    let size = version === 2 ? header.readUIntBE(3, 3) : header.readUInt32BE(4);
    const frameFlags = version === 2 ? 0 : header.readUInt16BE(8);
    if (version === 4) size = sizeOfV24Frame(source, at, end, header);
    at += headerBytes;
    if (size > end - at) return; // a lie: what was read so far stands
    const isEncoded = version === 4 ? (frameFlags & 0x0c) !== 0 : (frameFlags & 0xc0) !== 0;
    if (!isEncoded && size > 0) {
      const extra = version === 4 ? bit(frameFlags, 0x40) + 4 * bit(frameFlags, 0x01) : bit(frameFlags, 0x20);
      const isOwn = version === 4 && (frameFlags & 0x02) !== 0;
      const unsynchronised = isOwn ? 'own' : wholeTag;
      const body = { id, version, source, offset: at + extra, length: size - extra };
      if (body.length > 0) readFrameBody(unsynchronised ? { ...body, unsynchronised } : body, fields);
    }
    at += size;
  }
}

function frameId(header: Buffer, version: 2 | 3 | 4): string | undefined {
  const length = version === 2 ? 3 : 4;
  for (let i = 0; i < length; i++) {
    const byte = header[i] ?? 0;
    const isAllowed = (byte >= 0x41 && byte <= 0x5a) || (i > 0 && byte >= 0x30 && byte <= 0x39);
    if (!isAllowed) return undefined;
  }
  const id = header.toString('latin1', 0, length);
  return version === 2 ? (V22_NAMES[id] ?? id) : id;
}

/** Old iTunes wrote plain sizes where ID3v2.4 wants seven bits a byte: whichever leads to another frame is right. */
function sizeOfV24Frame(source: ByteSource, at: number, end: number, header: Buffer): number {
  const plain = header.readUInt32BE(4);
  const safe = synchsafe(header, 4);
  if (plain === safe) return safe;
  const isGood = (size: number): boolean => {
    const next = at + 10 + size;
    if (next >= end) return next === end;
    const following = source.upTo(next, 4);
    return following[0] === 0 || (following.length === 4 && frameId(following, 4) !== undefined);
  };
  const hasHighBits = (plain & 0x80808080) !== 0;
  return hasHighBits || (!isGood(safe) && isGood(plain)) ? plain : safe;
}

const bit = (flags: number, mask: number): 0 | 1 => ((flags & mask) === 0 ? 0 : 1);
