const MAX_ADDRESS = 4_096;
/** Ways to write an address that mean `http:` (https://en.wikipedia.org/wiki/Feed_URI_scheme and names of programs). */
const FEED_SCHEME = /^(?:feed|pcast|itpc|podcast|rss):(?:\/\/)?(?=(https?:\/\/)?)/i;

/** An address as people and programs write that of a feed, `feed:` included; undefined where it is none of the web. */
export function feedAddressOf(written: string): string | undefined {
  const text = written.trim();
  if (text.length > MAX_ADDRESS) return undefined;
  const plain = text.replace(FEED_SCHEME, (_, scheme?: string) => (scheme === undefined ? 'http://' : ''));
  const whole = /^[a-z][a-z\d+.-]*:/i.test(plain) && !/^[\w.-]+:\d+(?:\/|$)/.test(plain) ? plain : `https://${plain}`;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  return url.href;
}
