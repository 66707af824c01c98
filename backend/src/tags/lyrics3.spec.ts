import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeTone, readBytes, scratchFolder } from '../../test/support/audio-samples.js';
import type { ParsedAudio } from './parsed-audio.js';

const folder = scratchFolder();
let sound: Buffer;

beforeAll(() => {
  const path = join(folder, 'sound.mp3');
  encodeTone(path, {}, ['-c:a', 'libmp3lame', '-id3v2_version', '0', '-write_id3v1', '0']);
  sound = readFileSync(path);
});

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const id3v1 = latin1(`TAG${'Title'.padEnd(125, '\0')}`);
const read = (...tags: Buffer[]): ParsedAudio => readBytes(folder, 'mp3', Buffer.concat([sound, ...tags]));

function version2(...fields: [id: string, text: string][]): Buffer {
  const body = `LYRICSBEGIN${fields.map(([id, text]) => id + String(text.length).padStart(5, '0') + text).join('')}`;
  return latin1(`${body}${String(body.length).padStart(6, '0')}LYRICS200`);
}

describe('readLyrics3', () => {
  it('reads version 2, before ID3v1 or at the very end, and leaves it out of the sound', () => {
    const tag = version2(['IND', '10'], ['LYR', '[00:01]One\r\n[00:02]Two'], ['EAL', 'Album']);
    for (const parsed of [read(tag, id3v1), read(tag)]) {
      expect(parsed.fields.all('LYRICS')).toEqual(['[00:01]One\r\n[00:02]Two']);
      expect(parsed.audio).toEqual(read().audio);
    }
    expect(read(tag, id3v1).fields.first('TITLE')).toBe('Title');
  });

  it('reads version 1', () => {
    const parsed = read(latin1('LYRICSBEGINOne\r\nTwoLYRICSEND'), id3v1);
    expect(parsed.fields.first('LYRICS')).toBe('One\r\nTwo');
    expect(parsed.audio).toEqual(read().audio);
  });

  it.each([
    ['a size that lies', latin1('LYRICSBEGIN999999LYRICS200')],
    ['no beginning', latin1('000011LYRICS200')],
    ['an end alone', latin1('LYRICSEND')],
    ['a field that lies', latin1('LYRICSBEGINLYR99999000019LYRICS200')],
  ])('finds nothing where there is %s', (_, tag) => {
    expect(read(tag, id3v1).fields.has('LYRICS')).toBe(false);
  });
});
