import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './addresses.js';

/** The connection would have led to an address that is not on the internet. Nothing was sent. */
export class UnsafeAddress extends Error {}

export interface ConnectorOptions {
  /** Origins (`http://nas:8080`) that a person has named in the configuration: these may lie in a private network. */
  readonly privateOrigins: ReadonlySet<string>;
  readonly timeoutMs: number;
  /** How names become addresses; tests have their own. */
  readonly lookup?: LookupFunction;
}

/**
 * Opens connections to addresses of the internet only. It is the last that sees an address before bytes flow: what a name
 * server answers at this moment, what a redirect says and what is written as a number all come by here.
 */
export function guardedConnector({ privateOrigins, timeoutMs, lookup }: ConnectorOptions): buildConnector.connector {
  const resolve = lookup ?? systemLookup;
  const common = { timeout: timeoutMs, allowH2: false };
  const toAnywhere = buildConnector({ ...common, lookup: resolve });
  const toPublic = buildConnector({ ...common, lookup: publicOnly(resolve) });
  return (options, callback) => {
    const { protocol, hostname, port } = options;
    if (privateOrigins.has(originOf(protocol, hostname, port))) {
      toAnywhere(options, callback);
    } else if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      // Addresses written as numbers are never looked up.
      queueMicrotask(() => callback(new UnsafeAddress(), null));
    } else {
      toPublic(options, callback);
    }
  };
}

/** Of several addresses none is used when one is not public: an honest name has no such mixture. */
function publicOnly(resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    const all: LookupOptions = { ...options, all: true };
    resolve(hostname, all, (error, found) => {
      if (error) {
        callback(error, '');
        return;
      }
      const addresses: LookupAddress[] = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }];
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) callback(new UnsafeAddress(), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function originOf(protocol: string, hostname: string, port: string): string {
  const shownPort = port === '' || port === DEFAULT_PORTS[protocol] ? '' : `:${port}`;
  return `${protocol}//${isIP(hostname) === 6 ? `[${hostname}]` : hostname}${shownPort}`;
}
