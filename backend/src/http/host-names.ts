import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { hostname as machineName } from 'node:os';
import { domainToASCII } from 'node:url';
import type { ServerConfig } from '../config/index.js';

/** `uri-host [ ":" port ]` of RFC 9110 §7.2. An IPv6 address has brackets and may have a zone (RFC 6874). */
const HOST = /^(?:\[([\da-f:.]+)(?:%[\w.~%-]+)?\]|([\w.-]+))(?::\d{0,5})?$/i;
/** Names in DNS have at most 253 characters; brackets, a zone and a port come on top. */
const MAX_HOST_LENGTH = 300;

/**
 * The name or IP address in a `Host` header or an authority: lower case, without port, brackets, zone and final dot.
 * @returns undefined when it is none, as browsers never send it
 */
export function hostNameOf(host: string): string | undefined {
  if (host.length > MAX_HOST_LENGTH) return undefined;
  const [, bracketed, plain] = HOST.exec(host) ?? [];
  if (bracketed !== undefined) return isIPv6(bracketed) ? bracketed.toLowerCase() : undefined;
  const name = plain?.toLowerCase().replace(/\.$/, '');
  return name === '' ? undefined : name;
}

/**
 * Every name under which a request came: `Host`, the target where it is a whole address (RFC 9112 §3.2.2), and
 * `X-Forwarded-Host` where its sender is believed. HTTP/1.0 knows requests without any.
 * @returns undefined when there are two `Host` headers, or something in one of them is no name
 */
export function askedNames(request: IncomingMessage, isForwardedBelieved: boolean): string[] | undefined {
  const hosts = valuesOf(request, 'host');
  if (hosts.length > 1) return undefined;
  if (isForwardedBelieved) {
    // A chain of proxies makes a list. Each must be ours: a page can send this header, too, and proxies add to it.
    for (const value of valuesOf(request, 'x-forwarded-host')) hosts.push(...value.split(',').map((one) => one.trim()));
  }
  const { url = '' } = request;
  if (!url.startsWith('/') && URL.canParse(url)) hosts.push(new URL(url).host);
  const names = hosts.map(hostNameOf);
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** As they came: in `headers` Node keeps the first `Host` and drops the others. */
function valuesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]!.toLowerCase() === name);
}

/**
 * The names that this server has. IP addresses, names without a dot, `*.local` and `*.localhost` are no names of other
 * people's: public DNS does not have them, so no page of another site can be served under one (DNS rebinding).
 */
export class OwnNames {
  private readonly names: ReadonlySet<string>;

  /** @param more names beside those of the configuration */
  constructor({ hostname, publicUrl, allowedHosts }: ServerConfig, more: readonly string[] = []) {
    const publicNames = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
    const names = [machineName(), hostname, ...publicNames, ...allowedHosts, ...more];
    // In a header, other letters than those of ASCII are in Punycode.
    this.names = new Set(names.flatMap((name) => hostNameOf(domainToASCII(name)) ?? []));
  }

  /** @param name as `hostNameOf` gives it */
  has(name: string): boolean {
    const isNobodyElses = isIP(name) !== 0 || !name.includes('.') || /\.local(?:host)?$/.test(name);
    return isNobodyElses || this.names.has(name);
  }
}
