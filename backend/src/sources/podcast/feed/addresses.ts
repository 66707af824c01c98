import { isIP } from 'node:net';

const MAX_LENGTH = 4_096;
/** Names of machines that are this one, or in its network. */
const PRIVATE_NAME = /^(?:localhost|[^.]+)$|\.(?:localhost|local|internal|lan|home\.arpa)$/;

/** What an address of a feed may be. */
export interface Addresses {
  /** Of the feed: what is relative in it starts here. */
  readonly base: string;
  /** Origins that may lie in a private network, because a person named them. */
  readonly privateOrigins: readonly string[];
}

/**
 * An address of the web, made absolute.
 * @returns undefined where it is none; whether a name leads into a private network is seen when it is called
 */
export function webAddressOf(value: string | undefined, { base, privateOrigins }: Addresses): string | undefined {
  const text = value?.trim() ?? '';
  if (text === '' || text.length > MAX_LENGTH || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return isPrivate(url.hostname) && !privateOrigins.includes(url.origin) ? undefined : url.href;
}

/** Whether a host is certainly not on the internet. `URL` has unified all the ways to write an IPv4 address. */
function isPrivate(hostname: string): boolean {
  if (hostname.startsWith('[')) return !/^\[[23]/.test(hostname);
  if (isIP(hostname) === 4) return PRIVATE_IPV4.test(hostname);
  return PRIVATE_NAME.test(hostname);
}

const PRIVATE_IPV4 =
  /^(?:0|10|127)\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^(?:22[4-9]|2[34]\d|25[0-5])\./;
