import { decodeEntities } from '../formats/text.js';
import type { WrittenEntry } from './playlist-entry.js';

const REF_LINE = /^\s{0,10}ref\d{1,6}\s{0,10}=(.*)$/i;
const TAG_NAME = /^(\/?)([a-z]{1,20})\b/i;
const HREF = /\bhref\s{0,10}=\s{0,10}(?:"([^"]*)"|'([^']*)'|([^\s>]{1,4000}))/i;

/** Tags in any case, often no XML at all: what counts is `href` of each `ref`, and the `title` of the entry around it. */
export function readAsx(text: string): WrittenEntry[] {
  return /^\s*\[reference\]/i.test(text.slice(0, 100)) ? readReferences(text) : readTags(text); // prettier-ignore
}

function readReferences(text: string): WrittenEntry[] {
  return text.split(/[\r\n]+/).flatMap((written) => {
    const [, address] = REF_LINE.exec(written) ?? [];
    return address === undefined ? [] : [{ address }];
  });
}

function readTags(text: string): WrittenEntry[] {
  const entries: WrittenEntry[] = [];
  let title: string | undefined;
  /** Addresses of the entry under way, whose title may stand behind them. */
  let addresses: string[] = [];
  const endEntry = (): void => {
    entries.push(...addresses.map((address) => ({ address, title })));
    addresses = [];
    title = undefined;
  };
  for (const piece of text.split('<').slice(1)) {
    const [, isEnd, name = ''] = TAG_NAME.exec(piece) ?? [];
    const end = piece.indexOf('>');
    const inside = end < 0 ? piece : piece.slice(0, end);
    switch (`${isEnd ?? ''}${name.toLowerCase()}`) {
      case 'ref':
      case 'entryref': {
        const [, double, single, bare] = HREF.exec(inside) ?? [];
        addresses.push(double ?? single ?? bare ?? '');
        break;
      }
      case 'title':
        title = piece.slice(end + 1);
        break;
      case 'entry':
      case '/entry':
      case '/asx':
        endEntry();
    }
  }
  endEntry();
  return entries.map(({ address, title: told }) => ({ address: decodeEntities(address), title: told }));
}
