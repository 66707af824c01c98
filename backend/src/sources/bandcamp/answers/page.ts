import { Parser } from 'htmlparser2';

/** What is read of a page: JSON in its attributes, and addresses in its head. */
export interface ReadPage {
  /** By names without `data-`, the first of each that has something. Of each nothing is known. */
  readonly data: ReadonlyMap<string, unknown>;
  readonly title: string;
  /** What it is at, as it says itself. */
  readonly ownAddress?: string;
}

const WANTED = ['tralbum', 'band', 'embed', 'blob', 'client-items'];

/** Reads what pages of Bandcamp tell their own scripts. Never throws. */
export function readPage(html: string): ReadPage {
  const data = new Map<string, unknown>();
  let title = '';
  let isTitle = false;
  let ownAddress: string | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      isTitle = name === 'title' && title === '';
      if (name === 'meta' && attributes.property === 'og:url') ownAddress ??= attributes.content;
      for (const wanted of WANTED) {
        const text = attributes[`data-${wanted}`];
        const value = text === undefined || data.has(wanted) ? undefined : parsed(text);
        if (value !== undefined) data.set(wanted, value);
      }
    },
    ontext(text) {
      if (isTitle) title += text;
    },
    onclosetag() {
      isTitle = false;
    },
  });
  parser.write(html);
  parser.end();
  return { data, title: title.trim(), ...(ownAddress !== undefined && { ownAddress }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
