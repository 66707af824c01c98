import { fieldsOf } from '../../../common/index.js';
import type { LiveTitle } from '../live-part.js';
import { titleOf, titleOfParts, type TitleContext } from './live-title.js';
import { decodeText, decodeUtf16 } from './text.js';

/** What a block of metadata says: a title, that there is none, or nothing of titles at all. */
export type IcyNews = { readonly title: LiveTitle | undefined } | undefined;

const TITLE_KEY = /(?:^|;|\0|\s)streamtitle=/i;
/** A quotation mark ends a value only where the next key, the end, or padding follows: nothing is escaped. */
const AFTER_VALUE = /^\s*(?:\0|$|[a-z_]\w{0,40}=)/i;
/** All of it is in UTF-16, keys included. */
const IS_WIDE = /^(?:\xff\xfe|\xfe\xff|\0[a-z]|[a-z]\0)/i;
const AD_FLAG = /\badw_ad=['"]?(?:true|1)/i;
/** The place of an advertisement in the programme: preroll, midroll. */
const INSERTION = /\binsertiontype=['"]?[a-z]/i;

/**
 * Reads a block of ICY metadata: `StreamTitle='…';StreamUrl='…';`, padded by NUL.
 * @param block without the byte of its length
 */
export function readIcyBlock(block: Buffer, context: TitleContext = {}): IcyNews {
  const wide = IS_WIDE.test(block.toString('latin1', 0, 2)) ? decodeUtf16(block) : undefined;
  // One character a byte, so that places in the text are places in the bytes.
  const text = wide ?? block.toString('latin1');
  const key = TITLE_KEY.exec(text);
  const isAd = AD_FLAG.test(text) || INSERTION.test(text);
  if (!key) return isAd ? { title: undefined } : undefined;
  if (isAd) return { title: undefined };
  const from = key.index + key[0].length;
  const value = valueAt(text, from);
  const decoded = wide === undefined ? decodeText(Buffer.from(value, 'latin1'), context.charset) : value;
  return { title: announced(decoded, context) };
}

/** The value that begins here, without its quotation marks. */
function valueAt(text: string, from: number): string {
  const quote = text.charAt(from);
  if (quote !== "'" && quote !== '"') return text.slice(from).split(/[;\0]/, 1)[0] ?? '';
  const end = `${quote};`;
  for (let at = text.indexOf(end, from + 1); at >= 0; at = text.indexOf(end, at + 1)) {
    // No key is longer: what lies behind is not looked at again and again.
    if (AFTER_VALUE.test(text.slice(at + 2, at + 60))) return text.slice(from + 1, at);
  }
  // It never ends: some servers forget the semicolon, others cut it off.
  const [rest = ''] = text.slice(from + 1).split('\0', 1);
  const last = rest.trimEnd();
  return last.endsWith(quote) ? last.slice(0, -1) : last;
}

/** The title in a value; some hold a whole record in place of one. */
export function announced(value: string, context: TitleContext = {}): LiveTitle | undefined {
  const record = recordIn(value);
  if (!record) return titleOf(value, context);
  const { before, fields } = record;
  if (isSpot(fields)) return undefined;
  const title = fields.get('title') ?? fields.get('text');
  const artist = fields.get('artist') ?? withoutDash(before);
  return titleOfParts(artist, title, context);
}

/** What stands before a record is its artist, with a dash between them. */
function withoutDash(before: string): string {
  const text = before.trimEnd();
  return /[-–]$/.test(text) ? text.slice(0, -1).trimEnd() : text;
}

const FIRST_FIELD = /(?:^|[\s,;])(?:title|artist|text|url|song_spot)="/i;
const FIELD = /([a-z_]\w{0,40})="((?:[^"\\]|\\.)*)"?/iy;
const BETWEEN_FIELDS = /[\s,;]/;
const MAX_FIELDS = 60;

interface Written {
  /** What stands before it. */
  readonly before: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** What is written in place of a title where that is more than one. */
function recordIn(value: string): Written | undefined {
  return inQuotes(value) ?? inJson(value) ?? inQuery(value);
}

/** `title="Harbour Lights",artist="NIGHT FERRY",url="song_spot=\"F\" …"`, or `Night Ferry - text="Harbour Lights" song_spot="M"`. */
function inQuotes(value: string): Written | undefined {
  const first = FIRST_FIELD.exec(value);
  if (!first) return undefined;
  const fields = new Map<string, string>();
  let at = first.index;
  for (let n = 0; n < MAX_FIELDS; n++) {
    while (BETWEEN_FIELDS.test(value.charAt(at))) at++;
    FIELD.lastIndex = at;
    const field = FIELD.exec(value);
    if (!field) break;
    at = FIELD.lastIndex;
    const [, name = '', text = ''] = field;
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, text.replaceAll(/\\(.)/g, '$1'));
  }
  return { before: value.slice(0, first.index), fields };
}

/** `{"artist": "Night Ferry", "title": "Harbour Lights"}`. */
function inJson(value: string): Written | undefined {
  const text = value.trim();
  if (!/^\{\s*"/.test(text)) return undefined;
  try {
    const given = fieldsOf(JSON.parse(text) as unknown);
    const fields = Object.entries(given).flatMap(([key, field]) =>
      typeof field === 'string' ? [[key.toLowerCase(), field] as const] : [],
    );
    return { before: '', fields: new Map(fields) };
  } catch {
    // Cut off: nobody is shown what is left of it.
    return { before: '', fields: new Map() };
  }
}

/** `artist=Night+Ferry&title=Harbour%20Lights`. */
function inQuery(value: string): Written | undefined {
  const text = value.trim();
  if (!/^\w{1,40}=[^\s&]*&/.test(text) || !/(?:^|&)title=/i.test(text)) return undefined;
  const fields = [...new URLSearchParams(text)].map(([key, field]) => [key.toLowerCase(), field] as const);
  return { before: '', fields: new Map(fields) };
}

/** M and F are music; T and others are advertisements, trailers, talk. */
function isSpot(fields: ReadonlyMap<string, string>): boolean {
  const nested = /\bsong_spot="([^"]*)"/i.exec(fields.get('url') ?? '')?.[1];
  const kind = fields.get('song_spot') ?? nested;
  return kind !== undefined && kind !== '' && !/^[mf]$/i.test(kind);
}
