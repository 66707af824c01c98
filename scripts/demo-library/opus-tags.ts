/** Tags in the order they are written; a name may occur more than once. */
export type Comments = readonly (readonly [name: string, value: string])[];

interface Page {
  readonly header: Buffer;
  readonly lacing: Buffer;
  readonly body: Buffer;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) !== 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

/** RFC 3533 section 6: polynomial 0x04c11db7, not reflected, start and final value 0. */
function checksum(page: Buffer): number {
  let crc = 0;
  for (const byte of page) crc = ((crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
  return crc;
}

function readPages(file: Buffer): Page[] {
  const pages: Page[] = [];
  for (let at = 0; at < file.length;) {
    if (file.toString('latin1', at, at + 4) !== 'OggS') throw new Error(`No Ogg page at byte ${String(at)}.`);
    const segments = file.readUInt8(at + 26);
    const lacing = file.subarray(at + 27, at + 27 + segments);
    const start = at + 27 + segments;
    const end = start + lacing.reduce((sum, length) => sum + length, 0);
    pages.push({ header: file.subarray(at, at + 27), lacing, body: file.subarray(start, end) });
    at = end;
  }
  return pages;
}

function writePage({ header, lacing, body }: Page, sequence: number): Buffer {
  const page = Buffer.concat([header, lacing, body]);
  page.writeUInt32LE(sequence, 18);
  page.writeUInt32LE(0, 22);
  page.writeUInt32LE(checksum(page), 22);
  return page;
}

function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function tagPacket(comments: Comments): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(comments.length);
  const fields = comments.map(([name, value]) => lengthPrefixed(`${name}=${value}`));
  return Buffer.concat([Buffer.from('OpusTags'), lengthPrefixed('libopus'), count, ...fields]);
}

/**
 * Replaces the tags of an Ogg Opus file (RFC 7845 section 5.2). Done here because ffmpeg writes each name only once and
 * a track of two artists needs two.
 * @throws Error when the file is not Ogg, or the tags would not fit one page (65,025 bytes)
 */
export function withOpusTags(file: Buffer, comments: Comments): Buffer {
  const [head, ...rest] = readPages(file);
  const tagPages = rest.findIndex(({ lacing }) => (lacing.at(-1) ?? 0) < 255) + 1;
  const oldTags = rest[0];
  if (head === undefined || oldTags === undefined || tagPages === 0) throw new Error('No Opus headers.');
  const packet = tagPacket(comments);
  const full = Math.floor(packet.length / 255);
  if (full > 254) throw new Error('The tags do not fit one page.');
  const lacing = Buffer.from([...Array<number>(full).fill(255), packet.length % 255]);
  const header = Buffer.from(oldTags.header);
  header.writeUInt8(lacing.length, 26);
  const pages = [head, { header, lacing, body: packet }, ...rest.slice(tagPages)];
  return Buffer.concat(pages.map(writePage));
}
