import type { ByteFile } from './byte-file.js';
import type { TagFields } from './tag-fields.js';
import { decodeLatin1 } from './text.js';

const BEGIN = 'LYRICSBEGIN';
/** Version 2 gives its size before its end mark; version 1 has to be looked for within this much. */
const SIZE_DIGITS = 6;
const MAX_V1_BYTES = 5_100;
const END_BYTES = 9;
const MAX_BYTES = 1024 * 1024;
const FIELD_HEAD_BYTES = 8;

/**
 * Lyrics3, which old programs put between the sound and ID3v1.
 * @param end where it would end
 * @returns where it begins; `end` where there is none
 * @see https://id3.org/Lyrics3, https://id3.org/Lyrics3v2
 */
export function readLyrics3(file: ByteFile, audioOffset: number, end: number, fields: TagFields): number {
  const from = Math.max(audioOffset, end - SIZE_DIGITS - END_BYTES);
  const mark = file.upTo(from, end - from).toString('latin1');
  if (mark.endsWith('LYRICS200')) return readVersion2(file, audioOffset, end, mark, fields);
  return mark.endsWith('LYRICSEND') ? readVersion1(file, audioOffset, end, fields) : end;
}

function readVersion2(file: ByteFile, audioOffset: number, end: number, mark: string, fields: TagFields): number {
  const size = Number(/^\d{6}/.exec(mark)?.[0] ?? 0);
  const start = end - END_BYTES - SIZE_DIGITS - size;
  if (size < BEGIN.length || size > MAX_BYTES || start < audioOffset) return end;
  const bytes = file.upTo(start, size);
  if (bytes.toString('latin1', 0, BEGIN.length) !== BEGIN) return end;
  for (let at = BEGIN.length; at + FIELD_HEAD_BYTES <= bytes.length;) {
    const [, id, length = ''] = /^([A-Z]{3})(\d{5})$/.exec(bytes.toString('latin1', at, at + FIELD_HEAD_BYTES)) ?? [];
    if (id === undefined) break;
    at += FIELD_HEAD_BYTES;
    if (id === 'LYR') fields.add('LYRICS', decodeLatin1(bytes.subarray(at, at + Number(length))));
    at += Number(length);
  }
  return start;
}

function readVersion1(file: ByteFile, audioOffset: number, end: number, fields: TagFields): number {
  const from = Math.max(audioOffset, end - END_BYTES - MAX_V1_BYTES - BEGIN.length);
  const bytes = file.upTo(from, end - END_BYTES - from);
  const begin = bytes.lastIndexOf(BEGIN, undefined, 'latin1');
  if (begin < 0) return end;
  fields.add('LYRICS', decodeLatin1(bytes.subarray(begin + BEGIN.length)));
  return from + begin;
}
