import type { ReasonCode } from '../reasons.js';
import { TooLarge, UnknownEncoding } from './bounded-body.js';
import { UnsafeAddress } from './guarded-connector.js';
import { BadRedirect } from './redirects.js';

/** What a call failed of. */
export interface Fault {
  readonly reason: ReasonCode;
  /** Where the reason's own words would say less. */
  readonly says?: string;
}

const BY_CODE: Readonly<Record<string, Fault>> = {
  UND_ERR_HEADERS_TIMEOUT: { reason: 'silence' },
  UND_ERR_BODY_TIMEOUT: { reason: 'silence' },
  UND_ERR_HEADERS_OVERFLOW: { reason: 'too-large' },
  ENOTFOUND: { reason: 'unreachable', says: 'was not found in the network' },
  ECONNREFUSED: { reason: 'unreachable', says: 'takes no connections' },
  UND_ERR_CONNECT_TIMEOUT: { reason: 'unreachable' },
  EAI_AGAIN: { reason: 'unreachable' },
  EAI_FAIL: { reason: 'unreachable' },
  ENODATA: { reason: 'unreachable' },
  EHOSTUNREACH: { reason: 'unreachable' },
  EHOSTDOWN: { reason: 'unreachable' },
  ENETUNREACH: { reason: 'unreachable' },
  ENETDOWN: { reason: 'unreachable' },
  EADDRNOTAVAIL: { reason: 'unreachable' },
  ETIMEDOUT: { reason: 'unreachable' },
  EACCES: { reason: 'unreachable' },
  EPERM: { reason: 'unreachable' },
};
/** Of OpenSSL, by their beginnings (https://nodejs.org/api/tls.html, “X509 certificate error codes”). */
const CERTIFICATE =
  /^(?:CERT_|CRL_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;
/** What breaks off or cannot be unpacked: the connection's, the parser's and zlib's. */
const BROKEN = /^(?:UND_ERR_SOCKET|UND_ERR_RES_|HPE_|ECONNRESET|EPIPE|Z_|ERR_BROTLI|ERR_ZSTD|ERR__ERROR_FORMAT_|ZSTD_)/;

/** @returns undefined for what no service can be blamed for: it is a defect of Pyxis */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof UnsafeAddress) return { reason: 'unsafe-address' };
  if (error instanceof BadRedirect) return { reason: 'bad-redirect', says: error.message };
  if (error instanceof TooLarge) return { reason: 'too-large' };
  if (error instanceof UnknownEncoding) return { reason: 'wrong-type', says: 'packs its answer in an unknown way' };
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (BY_CODE[code]) return BY_CODE[code];
  if (CERTIFICATE.test(code)) return { reason: 'bad-certificate' };
  if (BROKEN.test(code)) return { reason: 'broken-answer' };
  // Several addresses were tried, each of which failed: the first says as much as the others.
  return error instanceof AggregateError ? faultOf(error.errors[0]) : undefined;
}

/** The error for a status that is not a success. */
export function faultOfStatus(status: number): Fault {
  const says = `answered with status ${status}`;
  switch (status) {
    case 401:
      return { reason: 'unauthorized' };
    case 403:
      return { reason: 'forbidden' };
    case 404:
      return { reason: 'not-found' };
    case 410:
      return { reason: 'gone' };
    case 429:
      return { reason: 'rate-limited' };
    default:
      return { reason: status >= 500 || status === 408 ? 'server-error' : 'rejected', says };
  }
}
