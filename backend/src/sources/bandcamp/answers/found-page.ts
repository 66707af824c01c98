import { Parser } from 'htmlparser2';
import { fieldsOf, present } from '../../../common/index.js';
import type { Found } from './found.js';
import { nativeIdOf, UNKNOWN_BAND } from './native-id.js';
import { coverOf, idOf, portraitOf, webAddressOf, wordsOf } from './reading.js';

interface Row {
  type: unknown;
  id: unknown;
  heading: string;
  subhead: string;
  address: string;
  picture: string;
}

type Part = 'heading' | 'subhead';

const PICTURE = /\/img\/a?(\d{1,20})_\d+\.\w+$/;

/**
 * Reads a page of the search of the site. Whose page an item is on it does not tell. Never throws.
 * @returns undefined where it is no such page
 */
export function readFoundPage(html: string): Found[] | undefined {
  const rows: Row[] = [];
  let title: string | undefined;
  let isTitle = false;
  let part: Part | undefined;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, { class: classes = '', 'data-search': data, href = '', src = '' }) {
      if (name === 'li' && /\bsearchresult\b/.test(classes)) {
        const { type, id } = fieldsOf(parsed(data));
        rows.push({ type, id, heading: '', subhead: '', address: '', picture: '' });
      }
      isTitle = name === 'title' && title === undefined;
      const row = rows.at(-1);
      if (!row) return;
      if (name === 'img') row.picture ||= src;
      if (name === 'a' && part === 'heading') row.address ||= href;
      if (name !== 'div') return;
      if (part !== undefined) depth += 1;
      else if (classes === 'heading' || classes === 'subhead') [part, depth] = [classes, 1];
    },
    ontext(text) {
      if (isTitle) title = `${title ?? ''}${text}`;
      const row = rows.at(-1);
      if (row && part !== undefined) row[part] += text;
    },
    onclosetag(name) {
      isTitle = false;
      if (name === 'div' && part !== undefined && --depth === 0) part = undefined;
    },
  });
  parser.write(html);
  parser.end();
  return /^\s*Search\b/.test(title ?? '') ? rows.flatMap((row) => itemOf(row) ?? []) : undefined;
}

function itemOf(row: Row): Found | undefined {
  const [id, name] = [idOf(row.id), words(row.heading)];
  if (id === undefined || name === undefined) return undefined;
  const [, pictureId] = PICTURE.exec(row.picture) ?? [];
  const digits = pictureId?.replace(/^0+/, '');
  if (row.type === 'b') {
    return present({ kind: 'artist' as const, nativeId: nativeIdOf('b', id), name, artwork: portraitOf(digits) });
  }
  const [, albumTitle, performer] = /^(?:from (.+) )?by (.+)$/.exec(words(row.subhead) ?? '') ?? [];
  const common = {
    artists: performer === undefined ? [] : [{ name: performer }],
    isExplicit: false,
    webAddress: webAddressOf(row.address),
    artwork: coverOf(digits),
  };
  if (row.type === 'a') {
    return present({ kind: 'album' as const, nativeId: nativeIdOf('a', UNKNOWN_BAND, id), title: name, ...common });
  }
  if (row.type !== 't') return undefined;
  const album = albumTitle === undefined ? undefined : { title: albumTitle };
  const flags = { isPlayable: true, isVideo: false };
  return present({ kind: 'track' as const, nativeId: nativeIdOf('t', UNKNOWN_BAND, id), title: name, album, ...common, ...flags }); // prettier-ignore
}

function words(text: string): string | undefined {
  return wordsOf(text.replaceAll(/\s+/g, ' '));
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
