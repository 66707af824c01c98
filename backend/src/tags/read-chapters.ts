import { BrokenAudio } from './broken-audio.js';
import type { ByteFile } from './byte-file.js';
import type { Chapter } from './chapters.js';
import { readFlac } from './flac.js';
import { readId3v2 } from './id3v2.js';
import { readMatroska } from './matroska.js';
import { mp4Boxes } from './mp4-boxes.js';
import { readMp4ChapterList } from './mp4-chapters.js';
import { readOggComments } from './ogg.js';
import { TagFields } from './tag-fields.js';

/** By the first bytes of a file: how to find what it says of its chapters. Other formats say nothing of any. */
const READERS: readonly (readonly [mark: RegExp, read: (file: ByteFile) => TagFields])[] = [
  [/^ID3/, readHead],
  [/^fLaC/, (file) => readFlac(file).fields],
  [/^OggS/, readOggComments],
  [/^[^]{4}ftyp/, readMoov],
  [/^\x1a\x45\xdf\xa3/, (file) => readMatroska(file).fields],
];

/**
 * The chapters of a file in their order, from as little of it as that takes: of most from its beginning, of MP4 from wherever
 * its table is.
 * @returns none, too, of what is no audio or is damaged
 * @throws what reading the file throws
 */
export function readChapters(file: ByteFile): readonly Chapter[] {
  const mark = file.upTo(0, 12).toString('latin1');
  const read = READERS.find(([pattern]) => pattern.test(mark))?.[1];
  if (!read) return [];
  try {
    return read(file).chapters.toSorted((a, b) => a.startMs - b.startMs);
  } catch (error) {
    if (error instanceof BrokenAudio || error instanceof RangeError) return [];
    throw error;
  }
}

/** What stands at the end of MP3 knows no chapters. */
function readHead(file: ByteFile): TagFields {
  const fields = new TagFields();
  readId3v2(file, 0, fields);
  return fields;
}

function readMoov(file: ByteFile): TagFields {
  const fields = new TagFields();
  for (const box of mp4Boxes(file, { offset: 0, length: file.sizeBytes })) {
    if (box.type !== 'moov') continue;
    readMp4ChapterList(file, box, fields);
    break;
  }
  return fields;
}
