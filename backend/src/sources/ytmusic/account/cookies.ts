/** Cookies of somebody who has signed in at YouTube. */
export interface Cookies {
  /** By name, as they go into a header. */
  readonly values: ReadonlyMap<string, string>;
  /** What calls are signed with. */
  readonly signingKey: string;
}

/** Either is there, as the browser has it. */
const SIGNING_COOKIES = ['SAPISID', '__Secure-3PAPISID', '__Secure-1PAPISID'];
const DOMAIN = /(?:^|\.)youtube\.com$/;
const MOST_COOKIES = 200;
/** RFC 6265 §4.1.1, and nothing that could end a header. */
const NAME = /^[!#$%&'*+\-.^_`|~\w]{1,200}$/;
const VALUE = /^[\u0021\u0023-\u002b\u002d-\u003a\u003c-\u005b\u005d-\u007e"=,]{0,4096}$/;

/**
 * Reads what a person took out of a browser: a file in the format of Netscape, as yt-dlp takes it, or the value of a `Cookie`
 * header.
 * @returns undefined where nobody has signed in
 */
export function readCookies(text: string): Cookies | undefined {
  const lines = text.split(/\r?\n/);
  const pairs = lines.some((line) => line.includes('\t')) ? pairsOfFile(lines) : pairsOfHeader(text);
  const values = new Map(pairs.filter(([name, value]) => NAME.test(name) && VALUE.test(value)).slice(0, MOST_COOKIES));
  const signingKey = SIGNING_COOKIES.map((name) => values.get(name)).find(
    (value) => value !== undefined && value !== '',
  );
  return signingKey === undefined ? undefined : { values, signingKey };
}

/** For yt-dlp: all of them, for the hosts of YouTube. */
export function cookieFile({ values }: Cookies): string {
  const lines = [...values].map(([name, value]) =>
    ['.youtube.com', 'TRUE', '/', 'TRUE', '2147483647', name, value].join('\t'),
  );
  return ['# Netscape HTTP Cookie File', ...lines, ''].join('\n');
}

/** Fields of a line: domain, whether subdomains too, path, whether HTTPS only, when it expires, name, value. */
function pairsOfFile(lines: readonly string[]): [string, string][] {
  return lines.flatMap((line): [string, string][] => {
    const [domain = '', , , , , name, value] = line.replace(/^#HttpOnly_/, '').split('\t');
    return DOMAIN.test(domain) && name !== undefined && value !== undefined ? [[name, value.trim()]] : [];
  });
}

function pairsOfHeader(text: string): [string, string][] {
  return text
    .replace(/^\s*cookie:\s*/i, '')
    .split(/[;\n]/)
    .flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]] : [];
    });
}
