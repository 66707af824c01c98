/** A document of markup, as far as its root tells. */
export interface DocumentRoot {
  /** In lower case, with its prefix: `rss`, `feed`, `rdf:rdf`, `opml`, `html`. */
  readonly name: string;
  /** From the root on, without declarations and what stands before them. */
  readonly text: string;
  /** The document brings its own entities: what makes a small one grow without end. */
  readonly hasEntities: boolean;
}

/** What documents begin with, wherever that is: servers put notices of their own in front. */
const BEGINNING = /<(?:\?xml|!doctype|!--|(?:[a-z][\w-]{0,20}:)?(?:rss|feed|rdf|opml|html|head|body)[\s>])/i;
const ROOT = /^<([a-z_][\w:.-]{0,100})/i;
/** Of an internal subset: more is no document type. */
const MAX_SUBSET = 64 * 1_024;
/** Comments and instructions before the root. */
const MAX_PROLOG_PARTS = 100;

/** @returns undefined where the text is no markup */
export function documentRoot(text: string): DocumentRoot | undefined {
  let at = text.search(BEGINNING);
  let hasEntities = false;
  for (let parts = 0; at >= 0 && parts < MAX_PROLOG_PARTS; parts++) {
    while (/\s/.test(text.charAt(at))) at++;
    if (text.startsWith('<?', at)) at = behind(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = behind(text, '-->', at);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      const subset = internalSubset(text, at);
      hasEntities ||= /<!entity/i.test(subset?.text ?? '');
      at = subset ? behind(text, '>', subset.end) : behind(text, '>', at);
    } else {
      const name = ROOT.exec(text.slice(at, at + 120))?.[1];
      return name === undefined ? undefined : { name: name.toLowerCase(), text: text.slice(at), hasEntities };
    }
  }
  return undefined;
}

/** What stands in the brackets of a document type; undefined where it has none. */
function internalSubset(text: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const open = /^[^[>]*\[/.exec(text.slice(at, at + 2_048));
  if (!open) return undefined;
  const start = at + open[0].length;
  const close = text.slice(start, start + MAX_SUBSET).search(/\]\s*>/);
  const end = close < 0 ? text.length : start + close;
  return { text: text.slice(start, Math.min(end, start + MAX_SUBSET)), end };
}

/** @returns -1 where the mark does not come any more */
function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}
