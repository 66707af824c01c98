import { plainText } from '../../../tags/index.js';

const QUOTED = /"([^"\r\n]*)"/g;

/**
 * The text of a cue sheet, whose encoding nothing declares. It is told by what stands in quotes: of all the letters of a sheet,
 * half are its English commands.
 */
export function cueText(bytes: Buffer): string {
  return plainText(bytes, (plain) => Array.from(plain.matchAll(QUOTED), ([, text = '']) => text).join('\n'));
}
