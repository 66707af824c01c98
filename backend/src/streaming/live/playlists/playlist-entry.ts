import { line } from '../../../upstream/index.js';
import { decodeEntities } from '../formats/text.js';

/** One address in a playlist. */
export interface PlaylistEntry {
  /** `http:` or `https:`. */
  readonly url: string;
  readonly title?: string;
  /** Address of a picture. */
  readonly logo?: string;
  /** Which group of the list it stands in. */
  readonly group?: string;
}

/** An entry as it is written. */
export interface WrittenEntry {
  readonly address: string;
  readonly title?: string | undefined;
  readonly logo?: string | undefined;
  readonly group?: string | undefined;
}

const MAX_ADDRESS_LENGTH = 4_000;
const MAX_TEXT_LENGTH = 1_000;
/** Other names of streams that are served by HTTP. */
const HTTP_BY_OTHER_NAME = /^(?:mms[ht]?|icyx?):(?=\/\/)/i;

/** @param base where the list lies; absent: it only names whole addresses @returns undefined where it leads nowhere in the web */
export function entryOf(
  { address, title, logo, group }: WrittenEntry,
  base: URL | undefined,
): PlaylistEntry | undefined {
  const url = addressOf(address, base);
  if (url === undefined) return undefined;
  const texts = {
    title: textOf(title),
    logo: logo === undefined ? undefined : addressOf(logo, base),
    group: textOf(group),
  };
  return {
    url,
    ...(texts.title !== undefined && { title: texts.title }),
    ...(texts.logo !== undefined && { logo: texts.logo }),
    ...(texts.group !== undefined && { group: texts.group }),
  };
}

function addressOf(written: string, base: URL | undefined): string | undefined {
  const address = bareOf(written).replace(HTTP_BY_OTHER_NAME, 'http:');
  if (address === '' || address.length > MAX_ADDRESS_LENGTH || !URL.canParse(address, base?.href)) return undefined;
  const url = new URL(address, base?.href);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** Without the quotation marks around it, and what some programs write behind it for themselves: `…|User-Agent=…`. */
function bareOf(written: string): string {
  const [, quoted] = /^"([^"]*)"$/.exec(written.trim()) ?? [];
  return (quoted ?? written).split('|', 1)[0]?.trim() ?? '';
}

function textOf(text: string | undefined): string | undefined {
  return line(decodeEntities(text ?? '').replaceAll(/\s+/g, ' '), MAX_TEXT_LENGTH);
}
