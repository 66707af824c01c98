import { decodeText } from '../formats/text.js';

/** What a text that leads to streams is written as; `hls`: it is itself the way to sound; `html`: a page for people. */
export type PlaylistKind = 'pls' | 'm3u' | 'hls' | 'xspf' | 'asx' | 'html';

/** No text holds these; sound does within some bytes. */
const CONTROL = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/;
/** What is looked at to tell whether it is text. */
const SAMPLE_LENGTH = 1_000;
const HLS_TAG = /^#EXT-X-/m;
const ADDRESS_LINE = /^(?:https?|mms[ht]?|icyx?):\/\/\S/i;
const PLS_KEY = /^file\d{1,6}\s?=/im;
/** What may stand before the root of an XML document. */
const PROLOGUE = /^<(?:\?[^>]*|!--(?:[^-]|-(?!->))*--|!doctype(?! html)[^>[]*)>\s*/i;
const MOST_PROLOGUES = 10;

const BY_TYPE: readonly (readonly [RegExp, PlaylistKind])[] = [
  [/scpls|pls\+xml/, 'pls'],
  [/mpegurl/, 'm3u'],
  [/xspf/, 'xspf'],
  [/x-ms-(?:asf|asx|wax|wvx|wmx)/, 'asx'],
  [/html/, 'html'],
];

/** The text of a playlist; undefined where the bytes are none. */
export function playlistText(bytes: Buffer): string | undefined {
  const isMarked = /^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2));
  // Without a mark it would be easy to take sound for text of two bytes a letter.
  if (!isMarked && bytes.subarray(0, SAMPLE_LENGTH).includes(0)) return undefined;
  const text = decodeText(bytes).replace(/^\ufeff/, '');
  return CONTROL.test(text.slice(0, SAMPLE_LENGTH)) ? undefined : text;
}

/**
 * By what it says; by its type only where that leaves it open.
 * @param mimeType as the server has it
 * @returns undefined where it is no playlist
 */
export function playlistKindOf(text: string, mimeType = ''): PlaylistKind | undefined {
  const start = text.trimStart();
  const sample = start.slice(0, SAMPLE_LENGTH);
  if (/^\[playlist\]/i.test(sample)) return 'pls';
  if (/^\[reference\]/i.test(sample)) return 'asx';
  if (/^#EXT(?:M3U|INF)/i.test(sample)) return HLS_TAG.test(text.replaceAll('\r', '\n')) ? 'hls' : 'm3u';
  if (sample.startsWith('<')) return kindOfMarkup(start) ?? kindOfType(mimeType);
  const first = text.split(/[\r\n]+/, 100).find((entry) => entry.trim() !== '' && !entry.startsWith('#'));
  if (first !== undefined && ADDRESS_LINE.test(first.trim())) return 'm3u';
  if (PLS_KEY.test(sample)) return 'pls';
  return kindOfType(mimeType);
}

function kindOfType(mimeType: string): PlaylistKind | undefined {
  return BY_TYPE.find(([type]) => type.test(mimeType.toLowerCase()))?.[1];
}

function kindOfMarkup(text: string): PlaylistKind | undefined {
  let rest = text;
  for (let n = 0; n < MOST_PROLOGUES; n++) {
    const prologue = PROLOGUE.exec(rest)?.[0];
    if (prologue === undefined) break;
    rest = rest.slice(prologue.length);
  }
  const [, root = ''] = /^<(!doctype html|(?:\w{1,20}:)?\w{1,20})/i.exec(rest) ?? [];
  switch (root.toLowerCase().replace(/^\w+:/, '')) {
    case 'asx':
      return 'asx';
    case 'playlist':
      return 'xspf';
    case '!doctype html':
    case 'html':
    case 'head':
    case 'body':
      return 'html';
    default:
      return undefined;
  }
}
