import { expect, it } from 'vitest';
import { decodeText } from './decode-text.js';

const rss = (encoding: string, title: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><t>`), title, Buffer.from('</t>')]);
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

it.each([
  ['UTF-8 that says so', rss('utf-8', utf8('Né')), undefined, 'Né'],
  ['UTF-8 under a wrong label in the document', rss('ISO-8859-1', utf8('Né “x”')), undefined, 'Né “x”'],
  ['UTF-8 under a wrong label in the header', rss('utf-8', utf8('Né')), 'text/xml; charset=iso-8859-1', 'Né'],
  ['“ISO-8859-1” that is windows-1252', rss('ISO-8859-1', bytes('93686994209620')), undefined, '“hi” – '],
  ['the header before the declaration', rss('utf-8', bytes('a1')), 'text/xml; charset="iso-8859-2"', 'Ą'],
  ['a declaration', rss('koi8-r', bytes('f0')), undefined, 'П'],
  ['Shift_JIS', rss('Shift_JIS', bytes('93fa967b')), 'application/xml', '日本'],
  ['UTF-8 that is none', rss('utf-8', bytes('e9')), undefined, 'é'],
  ['an encoding that nobody knows', rss('x-klingon', bytes('e9')), undefined, 'é'],
  ['UTF-16 that is ASCII', rss('utf-16', utf8('plain')), undefined, 'plain'],
])('reads %s', (_, document, contentType, title) => {
  expect(decodeText(document, contentType)).toContain(`<t>${title}</t>`);
});

it('goes by the byte order mark before anything else, and drops it', () => {
  const text = '<t>Né</t>';
  expect(decodeText(Buffer.concat([bytes('efbbbf'), utf8(text)]), 'text/xml; charset=iso-8859-1')).toBe(text);
  expect(decodeText(Buffer.concat([bytes('fffe'), Buffer.from(text, 'utf16le')]))).toBe(text);
  expect(decodeText(Buffer.concat([bytes('feff'), Buffer.from(text, 'utf16le').swap16()]))).toBe(text);
});

it.each(['utf16le', 'utf16be'])('reads %s without a mark, too', (encoding) => {
  const text = '<?xml version="1.0" encoding="utf-16"?><t>Né</t>';
  const written = Buffer.from(text, 'utf16le');
  expect(decodeText(encoding === 'utf16be' ? written.swap16() : written, 'text/xml; charset=utf-8')).toBe(text);
});
