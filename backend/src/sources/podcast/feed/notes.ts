import sanitizeHtml from 'sanitize-html';
import { positionMsOf } from './spans.js';

/** Longer than any notes that are read; those of some shows repeat their whole archive. */
const MAX_LENGTH = 200_000;
const LINKED: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const TAGS = [
  ...['p', 'br', 'hr', 'blockquote', 'pre', 'code', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h3', 'h4', 'h5', 'h6'],
  ...['a', 'b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
/** A time in running text, and not the half of a longer number, a ratio or a time of the day. */
const TIME = /(?<![\w:.,/-])(?:\d{1,2}:)?[0-5]?\d:[0-5]\d(?![\w:]|[.,]\d|\s*(?:[ap]\.?m\b|uhr\b|o['’]clock))/gi;
const BARE_ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'’]/g;
const LOOKS_LIKE_HTML = /<\/?(?:[a-z][a-z\d]*)(?:\s[^<>]*)?\/?>|&(?:#\d+|[a-z]+);/i;

/**
 * What a feed says of something, fit to be shown: of all markup only what text is made of is left, links lead to the web and
 * tell nothing of where they were followed from. Text without markup keeps its lines, and its addresses become links.
 * @param base of relative links
 * @param withTimes times become links to that second: `<a href="#t=754">12:34</a>`
 * @returns undefined where nothing is left to read
 */
export function sanitizeNotes(
  text: string | undefined,
  { base, withTimes }: { readonly base: string; readonly withTimes: boolean },
): string | undefined {
  if (text === undefined) return undefined;
  const cut = text.slice(0, MAX_LENGTH);
  const html = LOOKS_LIKE_HTML.test(cut) ? cut : paragraphs(cut);
  let linksOpen = 0;
  const clean = sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: { a: ['href', 'rel', 'target'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: 30,
    transformTags: {
      h1: 'h3',
      h2: 'h3',
      a: (tagName, { href = '' }) => ({ tagName, attribs: linkAttributes(href, base) }),
    },
    onOpenTag: (name) => {
      if (name === 'a') linksOpen++;
    },
    onCloseTag: (name) => {
      if (name === 'a') linksOpen--;
    },
    textFilter: (escaped) => (withTimes && linksOpen <= 0 ? linkTimes(escaped) : escaped),
  }).trim();
  return isReadable(clean) ? clean : undefined;
}

/** The same as lines of plain text. */
export function linesOf(sanitized: string): string[] {
  return sanitized
    .replaceAll(/<(?:br|hr|p|li|tr|h\d|dt|dd|\/p|\/li|\/tr|\/h\d|\/dt|\/dd|\/ul|\/ol)[^<>]*>/g, '\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

function linkAttributes(href: string, base: string): Record<string, string> {
  const written = href.trim();
  if (written === '' || written.startsWith('#') || !URL.canParse(written, base)) return {};
  const url = new URL(written, base);
  return LINKED.has(url.protocol) ? { href: url.href, rel: 'noopener noreferrer', target: '_blank' } : {};
}

function linkTimes(escaped: string): string {
  return escaped.replaceAll(TIME, (time) => {
    const ms = positionMsOf(time);
    return ms === undefined ? time : `<a href="#t=${ms / 1_000}">${time}</a>`;
  });
}

function paragraphs(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(BARE_ADDRESS, (address) => `<a href="${address}">${address}</a>`)
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll(/\r?\n/g, '<br>')}</p>`)
    .join('');
}

function isReadable(html: string): boolean {
  return html.replaceAll(/<[^<>]*>|&nbsp;|\s/g, '') !== '';
}
