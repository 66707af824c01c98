import { open, type FileHandle } from 'node:fs/promises';
import type { ImportFormat } from '../imported-listen.js';
import { csvRows } from './csv-rows.js';
import { handleBytes } from './handle-bytes.js';
import { jsonDocument } from './json-document.js';
import { jsonLines } from './json-lines.js';
import { UnreadableFile, type FileRecord } from './record.js';
import { openZip, ZIP_MAGIC } from './zip-archive.js';

/**
 * Reads all records of a file, or of the files in an archive that have listens, in constant memory.
 * @param onBytes told how many bytes of the file were read so far
 * @throws UnreadableFile it cannot be read any further
 */
export async function* fileRecords(
  path: string,
  format: ImportFormat,
  onBytes: (readBytes: number) => void,
): AsyncGenerator<FileRecord> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read(Buffer.alloc(ZIP_MAGIC.length), 0, ZIP_MAGIC.length, 0);
    if (buffer.equals(ZIP_MAGIC)) yield* archiveRecords(handle, size, format, onBytes);
    else yield* textRecords(counted(handleBytes(handle, 0, size), onBytes), format);
  } finally {
    await handle.close();
  }
}

async function* archiveRecords(
  handle: FileHandle,
  sizeBytes: number,
  format: ImportFormat,
  onBytes: (readBytes: number) => void,
): AsyncGenerator<FileRecord> {
  const files = (await openZip(handle, sizeBytes)).filter(({ path }) => format.hasListens(path.toLowerCase()));
  if (files.length === 0)
    throw new UnreadableFile('The archive has no file with listens.', { code: 'import-no-listens' });
  let readBytes = 0;
  for (const { path, packedBytes, open: unpack } of files) {
    try {
      for await (const record of textRecords(await unpack(), format)) {
        yield { ...record, place: { file: path, line: record.place.line } };
      }
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      throw new UnreadableFile(`${path.slice(0, 80)}: ${error.message}`, error.told);
    }
    onBytes((readBytes += packedBytes));
  }
}

async function* counted(bytes: AsyncIterable<Buffer>, onBytes: (readBytes: number) => void): AsyncGenerator<Buffer> {
  let readBytes = 0;
  for await (const chunk of bytes) {
    onBytes((readBytes += chunk.length));
    yield chunk;
  }
}

async function* textRecords(bytes: AsyncIterable<Buffer>, format: ImportFormat): AsyncGenerator<FileRecord> {
  const texts = decoded(bytes);
  const first = await texts.next();
  if (first.done) throw new UnreadableFile('There is nothing in it.', { code: 'import-empty' });
  const head = first.value;
  const all = startingWith(head, texts);
  const start = head.trimStart();
  if (start.startsWith('{') && !isWrapped(start, format)) yield* jsonLines(all);
  else if (start.startsWith('{') || start.startsWith('[')) yield* jsonDocument(all, format.wrappers);
  else if (format.columns && !head.includes('\0')) yield* csvRows(all, format.columns);
  else throw new UnreadableFile('It is not of a kind that is read here.', { code: 'import-unknown-kind' });
}

/** A document that holds lists of records, rather than a record on each line. */
function isWrapped(head: string, { wrappers }: ImportFormat): boolean {
  return [...wrappers].some((key) => new RegExp(`"${key}"\\s*:\\s*[[{]`).test(head));
}

async function* decoded(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  // Leaves out a byte order mark; what is no UTF-8 becomes replacement characters.
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function* startingWith(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
