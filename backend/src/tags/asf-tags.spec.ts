import { describe, expect, it } from 'vitest';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../../test/support/audio-samples.js';
import { readAsfTags } from './asf-tags.js';
import { ByteFile } from './byte-file.js';
import { TagFields } from './tag-fields.js';

const folder = scratchFolder();
const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');
const number = (value: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

/** The fields of one binary entry of a metadata library object. */
function read(key: string, value: Buffer): TagFields {
  const entry = [number(0, 4), number(wide(key).length, 2), number(1, 2), number(value.length, 4), wide(key), value];
  const bytes = Buffer.concat([number(1, 2), ...entry]);
  const path = join(folder, 'tags');
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  const file = new ByteFile();
  file.open(fd, bytes.length);
  const fields = new TagFields();
  readAsfTags(file, { offset: 0, length: bytes.length }, 'library', fields);
  closeSync(fd);
  return fields;
}

describe('readAsfTags', () => {
  it('makes LRC of synchronised lyrics', () => {
    const lines = Buffer.concat([wide('First'), number(1_000, 4), wide('Second'), number(62_500, 4)]);
    const value = (unit: number): Buffer =>
      Buffer.concat([Buffer.from([unit, 1]), number(lines.length, 4), wide('eng'), lines]);
    expect(read('WM/Lyrics_Synchronised', value(2)).all('LYRICS')).toEqual(['[00:01.00]First\n[01:02.50]Second']);
    expect(read('WM/Lyrics_Synchronised', value(1)).has('LYRICS')).toBe(false);
    expect(read('WM/Lyrics_Synchronised', value(2).subarray(0, 20)).has('LYRICS')).toBe(false);
  });
});
