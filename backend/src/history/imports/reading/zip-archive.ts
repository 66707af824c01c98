import type { FileHandle } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { handleBytes } from './handle-bytes.js';
import { UnreadableFile } from './record.js';

const END = 0x06054b50;
const END_64_LOCATOR = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const MAX_COMMENT = 0xffff;
/** Real exports have some hundred files and a directory of some kilobytes. */
const MAX_ENTRIES = 20_000;
const MAX_DIRECTORY = 16 * 1024 * 1024;
/** Unpacked, all files together: an archive that claims or holds more is no export. */
const MAX_UNPACKED = 8 * 1024 * 1024 * 1024;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;

export const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1');

/** A file in an archive. Its path is a label; nothing is ever written under it. */
export interface ArchivedFile {
  readonly path: string;
  readonly packedBytes: number;
  readonly open: () => Promise<Readable>;
}

/**
 * What is in a ZIP archive (APPNOTE 6.3.10, with ZIP64), by its directory. Files are unpacked as they are read, and no
 * further than all of them together may be large.
 * @throws UnreadableFile it is none, or of a sort that no service makes
 */
export async function openZip(
  handle: FileHandle,
  sizeBytes: number,
  maxUnpackedBytes = MAX_UNPACKED,
): Promise<ArchivedFile[]> {
  const directory = await readDirectory(handle, sizeBytes);
  const budget = { leftBytes: maxUnpackedBytes };
  const files: ArchivedFile[] = [];
  for (let at = 0; at < directory.length;) {
    if (directory.length < at + ENTRY_BYTES || directory.readUInt32LE(at) !== ENTRY) throw damaged();
    const entry = entryAt(directory, at);
    at += entry.lengthBytes;
    if (files.length >= MAX_ENTRIES)
      throw new UnreadableFile(`The archive has more than ${MAX_ENTRIES} files.`, { code: 'import-exceeds' });
    const { path, packedBytes } = entry;
    files.push({ path, packedBytes, open: () => openEntry(handle, entry, budget) });
  }
  return files;
}

interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packedBytes: number;
  readonly headerAt: number;
  /** Of its description in the directory. */
  readonly lengthBytes: number;
}

async function readDirectory(handle: FileHandle, sizeBytes: number): Promise<Buffer> {
  const tailAt = Math.max(0, sizeBytes - END_BYTES - MAX_COMMENT - LOCATOR_BYTES);
  const tail = await readAt(handle, tailAt, sizeBytes - tailAt);
  const end = tail.lastIndexOf(signature(END));
  if (end < 0 || end + END_BYTES > tail.length) throw damaged();
  let lengthBytes = tail.readUInt32LE(end + 12);
  let at = tail.readUInt32LE(end + 16);
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && tail.readUInt32LE(locator) === END_64_LOCATOR) {
    const end64 = await readAt(handle, number64(tail, locator + 8), 56);
    if (end64.readUInt32LE(0) !== END_64) throw damaged();
    lengthBytes = number64(end64, 40);
    at = number64(end64, 48);
  }
  if (lengthBytes > MAX_DIRECTORY || at + lengthBytes > sizeBytes) throw damaged();
  return readAt(handle, at, lengthBytes);
}

function entryAt(directory: Buffer, at: number): Entry {
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [number, number, number]; // prettier-ignore
  const lengthBytes = ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
  if (at + lengthBytes > directory.length) throw damaged();
  const nameAt = at + ENTRY_BYTES;
  const extra = directory.subarray(nameAt + nameBytes, nameAt + nameBytes + extraBytes);
  const [, packedBytes, headerAt] = sizes64(extra, [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ]);
  return {
    path: directory.toString('utf8', nameAt, nameAt + nameBytes).replaceAll('\\', '/'),
    flags: directory.readUInt16LE(at + 8),
    method: directory.readUInt16LE(at + 10),
    packedBytes,
    headerAt,
    lengthBytes,
  };
}

/** What does not fit 32 bits stands in an extra field, in this order. */
function sizes64(extra: Buffer, values: readonly [number, number, number]): [number, number, number] {
  let field: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let at = 0;
  return values.map((value) => {
    if (value !== 0xffffffff) return value;
    if (at + 8 > field.length) throw damaged();
    at += 8;
    return number64(field, at - 8);
  }) as [number, number, number];
}

async function openEntry(handle: FileHandle, entry: Entry, budget: { leftBytes: number }): Promise<Readable> {
  if (entry.flags & ENCRYPTED) throw new UnreadableFile(`${label(entry)} is encrypted.`, { code: 'import-encrypted' });
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new UnreadableFile(`${label(entry)} is packed in a way that is not known here.`, {
      code: 'import-unknown-kind',
    });
  }
  const header = await readAt(handle, entry.headerAt, LOCAL_BYTES);
  if (header.readUInt32LE(0) !== LOCAL) throw damaged();
  const start = entry.headerAt + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const bounded = new Transform({
    transform(chunk: Buffer, _, done) {
      budget.leftBytes -= chunk.length;
      done(budget.leftBytes < 0 ? tooLarge() : null, chunk);
    },
  });
  if (entry.packedBytes === 0) return bounded.end();
  const packed = Readable.from(handleBytes(handle, start, start + entry.packedBytes));
  const fail = (error: Error): void => {
    bounded.destroy(error instanceof UnreadableFile ? error : damaged());
  };
  packed.once('error', fail);
  bounded.once('close', () => packed.destroy());
  if (entry.method === STORED) return packed.pipe(bounded);
  const inflated = createInflateRaw().once('error', fail);
  bounded.once('close', () => inflated.destroy());
  return packed.pipe(inflated).pipe(bounded);
}

async function readAt(handle: FileHandle, at: number, lengthBytes: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(lengthBytes), 0, lengthBytes, at);
  if (bytesRead < lengthBytes) throw damaged();
  return buffer;
}

function number64(buffer: Buffer, at: number): number {
  const value = Number(buffer.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw damaged();
  return value;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const label = ({ path }: Entry): string => `“${path.slice(0, 80)}”`;
const damaged = (): UnreadableFile => new UnreadableFile('The archive is damaged.', { code: 'import-damaged' });
const tooLarge = (): UnreadableFile =>
  new UnreadableFile('The archive holds more than any export does.', { code: 'import-exceeds' });
