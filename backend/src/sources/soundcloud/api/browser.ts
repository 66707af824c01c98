/** Answers differ for what is no browser. */
const DESK = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
export const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';

/** What every call says of who asks. */
export function browserHeaders(userAgent = DESK): Record<string, string> {
  return { 'User-Agent': userAgent, 'Accept-Language': 'en' };
}
