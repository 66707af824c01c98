/**
 * The records of a ZIP (PKWARE APPNOTE.TXT 6.3.10), of files that are stored as they are: audio and pictures are packed already.
 *
 *     local header, bytes of the first file
 *     local header, bytes of the second file …
 *     central directory: one header for each file, with where its local one stands
 *     [ZIP64 end of central directory, and its locator: where a number is too large for the next]
 *     end of central directory
 *
 * Sum and size stand in the local header. Told behind the bytes instead (a data descriptor), they would spare the reading of
 * each file before it is sent; but Archive Utility of macOS refuses such archives, as do programs that unpack what is still coming.
 */

/** What a ZIP says of a file in it. */
export interface ZipEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly crc32: number;
  readonly modifiedAtMs: number;
}

/** This, or more, does not fit, and stands in a ZIP64 field (§4.4.1.4). */
const TOO_LARGE = 0xffff_ffff;
const TOO_MANY = 0xffff;
/** §4.4.3: what is needed to read it; ZIP64 needs the second. */
const PLAIN_VERSION = 20;
const ZIP64_VERSION = 45;
/** §4.4.2: by a Unix, whose permissions stand in the external attributes. */
const MADE_BY = (3 << 8) | ZIP64_VERSION;
const REGULAR_FILE = 0o100644;
/** §4.4.4, bit 11: the name is UTF-8. */
const FLAGS = 0x0800;
const STORED = 0;
const ZIP64_FIELD = 0x0001;

export function localHeader(entry: ZipEntry): Buffer {
  const { name, sizeBytes } = entry;
  // §4.5.3: here both sizes, or none.
  const extra = sizeBytes >= TOO_LARGE ? zip64Field([sizeBytes, sizeBytes]) : Buffer.alloc(0);
  const nameBytes = Buffer.from(name);
  return Buffer.concat([
    u32(0x04034b50),
    facts(entry, extra),
    u16(nameBytes.length),
    u16(extra.length),
    nameBytes,
    extra,
  ]);
}

/** @param offset of its local header */
export function centralHeader(entry: ZipEntry, offset: number): Buffer {
  const { name, sizeBytes } = entry;
  const sizes = sizeBytes >= TOO_LARGE ? [sizeBytes, sizeBytes] : [];
  const large = [...sizes, ...(offset >= TOO_LARGE ? [offset] : [])];
  const extra = large.length > 0 ? zip64Field(large) : Buffer.alloc(0);
  const nameBytes = Buffer.from(name);
  return Buffer.concat([
    u32(0x02014b50),
    u16(MADE_BY),
    facts(entry, extra),
    u16(nameBytes.length),
    u16(extra.length),
    u16(0), // no comment
    u16(0), // on the first disk
    u16(0), // no internal attributes
    u32(REGULAR_FILE * 0x1_0000),
    u32(Math.min(offset, TOO_LARGE)),
    nameBytes,
    extra,
  ]);
}

/** @param offset of the central directory, `sizeBytes` long */
export function endOfDirectory(entries: number, offset: number, sizeBytes: number): Buffer {
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0), // this disk
    u16(0), // the disk of the directory
    u16(Math.min(entries, TOO_MANY)),
    u16(Math.min(entries, TOO_MANY)),
    u32(Math.min(sizeBytes, TOO_LARGE)),
    u32(Math.min(offset, TOO_LARGE)),
    u16(0), // no comment
  ]);
  if (entries < TOO_MANY && offset < TOO_LARGE && sizeBytes < TOO_LARGE) return end;
  const record = [
    u16(MADE_BY),
    u16(ZIP64_VERSION),
    u32(0),
    u32(0),
    u64(entries),
    u64(entries),
    u64(sizeBytes),
    u64(offset),
  ];
  const large = Buffer.concat([u32(0x06064b50), u64(Buffer.concat(record).length), ...record]);
  const locator = Buffer.concat([u32(0x07064b50), u32(0), u64(offset + sizeBytes), u32(1)]);
  return Buffer.concat([large, locator, end]);
}

/** What both headers of a file say. */
function facts({ crc32, sizeBytes, modifiedAtMs }: ZipEntry, extra: Buffer): Buffer {
  const size = u32(Math.min(sizeBytes, TOO_LARGE));
  const version = u16(extra.length > 0 ? ZIP64_VERSION : PLAIN_VERSION);
  return Buffer.concat([version, u16(FLAGS), u16(STORED), dosTime(new Date(modifiedAtMs)), u32(crc32), size, size]);
}

function zip64Field(numbers: readonly number[]): Buffer {
  return Buffer.concat([u16(ZIP64_FIELD), u16(8 * numbers.length), ...numbers.map(u64)]);
}

/** §4.4.6: time and date as MS-DOS writes them, of this place, in steps of two seconds. */
function dosTime(at: Date): Buffer {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const year = Math.min(2107, Math.max(1980, at.getFullYear()));
  return Buffer.concat([u16(time), u16(((year - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate())]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
