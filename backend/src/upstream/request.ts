import type { LookupFunction } from 'node:net';
import type { ReasonCode } from './reasons.js';
import type { Answer, UpstreamErrorDetails } from './upstream-error.js';

/** What is asked of a service outside. */
export interface UpstreamRequest {
  readonly url: URL;
  /** Default GET. What only reads (GET, HEAD) is repeated when the service is unwell; anything else is not. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** A call that changes nothing, though its method could: some services take every question by POST. */
  readonly onlyReads?: true;
  /** Told to this origin; after a redirect to another only those that let nobody in. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Ends the call, and a stream that was made by it. */
  readonly signal?: AbortSignal;
  /** foreground: a person waits, so it goes before what does not; the default. */
  readonly priority?: 'foreground' | 'background';
  /** Beginnings of the content types that are welcome, such as `image/`; absent: those of what is asked for; `''`: all. */
  readonly types?: readonly string[];
  /** Bound on the body, before and after decompression; absent: that of the service. */
  readonly maxBytes?: number;
  /** Bound on the whole call with waiting, repeating and reading; absent: that of the service. */
  readonly deadlineMs?: number;
  /**
   * How often it may be sent elsewhere before the answer; absent: five times. Files of podcasts lie behind many counters. 0: that
   * it is sent elsewhere is the answer, for `accepts`.
   */
  readonly maxRedirects?: number;
}

/** What is asked where the answer comes as a whole. */
export interface WholeRequest extends UpstreamRequest {
  /**
   * Further statuses, beside 200 to 299, that are answers and no errors: where a service says in the body what is wrong. How
   * the service is doing is seen from them all the same.
   */
  readonly accepts?: (status: number) => boolean;
}

/** What is asked where the answer is read bit by bit. The deadline ends with its beginning. */
export interface StreamRequest extends UpstreamRequest {
  /** `Infinity` for what has no end, such as live radio. */
  readonly maxBytes: number;
  /**
   * Is answered by servers of live radio, which parsers of HTTP refuse, such as those that begin with `ICY 200 OK`. To be read
   * only (GET). Values of headers have one character for each byte then: nobody says what they are in.
   */
  readonly isLive?: boolean;
}

/** The bounds within which a service is asked. */
export interface UpstreamLimits {
  /** For a whole call: waiting for its turn, repeating, reading the answer. */
  readonly deadlineMs: number;
  /** Longest time without any byte, while somebody waits for one. */
  readonly silenceMs: number;
  /** Largest answer, before and after decompression. */
  readonly maxBytes: number;
  /** Calls at once; a stream counts until it is closed. */
  readonly concurrency: number;
  /** Most calls that begin within any span of so many milliseconds; 0 ms: no bound. */
  readonly budget: { readonly calls: number; readonly perMs: number };
  /** How often what only reads is repeated when the service is unwell. */
  readonly retries: number;
  /** After so many failures in a row the service is left alone, the longer the more often. */
  readonly breaker: { readonly failures: number; readonly firstMs: number; readonly longestMs: number };
}

const MIB = 1024 ** 2;

export const DEFAULT_LIMITS: UpstreamLimits = {
  deadlineMs: 60_000,
  silenceMs: 30_000,
  maxBytes: 8 * MIB,
  concurrency: 4,
  budget: { calls: 5, perMs: 1_000 },
  retries: 2,
  breaker: { failures: 5, firstMs: 30_000, longestMs: 300_000 },
};

/** A call that was answered, with what may be no success. */
export interface RefusedCall {
  readonly url: URL;
  readonly answer: Answer<Buffer>;
  readonly nowMs: number;
}

/** What is meant by it. With `retryAtMs` the service is left alone until then, and whoever asks meanwhile is told the same. */
export interface Meaning extends Omit<UpstreamErrorDetails, 'answer'> {
  readonly reason: ReasonCode;
}

/** What Pyxis knows of a service before it asks. */
export interface UpstreamDescription {
  /** In metrics and the API; lower-case letters, never changed once released. */
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  /** Addresses of it that a person has written into the configuration. Only these may lie in a private network. */
  readonly configured?: readonly string[];
  /**
   * It is no one service but a kind of thing that lies anywhere: pictures, feeds, stations. Each host is then left alone by
   * itself, and what one of them does says nothing about the others: the state stays as it is.
   */
  readonly hasManyHosts?: boolean;
  /** It refuses calls that do not say whom to contact. */
  readonly needsContact?: boolean;
  /** What to do when it does not accept the credentials. */
  readonly credentialsHelp?: string;
  /** Requests say themselves what asks: what is at an address is given to whom it was made for. */
  readonly keepsUserAgent?: boolean;
  /** A header, in lower case, with the seconds after which more may be asked, beside `retry-after`. */
  readonly waitHeader?: string;
  /** What it means by an answer that is no success. Absent, or undefined: what the status says. */
  readonly meaningOf?: (refused: RefusedCall) => Meaning | undefined;
  /**
   * What it means by an answer with the status of a success that is none: a page that asks for a browser in place of what is at an
   * address. Asked of answers that are read as a whole, of any type. Absent, or undefined: nothing else.
   */
  readonly meaningOfSuccess?: (answered: RefusedCall) => Meaning | undefined;
  /** What differs from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<UpstreamLimits>;
}

/** Where a program that is not ours may go. */
export interface ProxyDescription {
  /** Names of machines; with `*.` before it, all names that end so. Only on the internet, at the usual ports of the web. */
  readonly hosts: readonly string[];
  /** Addresses that a person has written into the configuration: their machines at their ports, in a private network too. */
  readonly configured?: readonly string[];
  /** How names become addresses; absent: as the system does it. */
  readonly lookup?: LookupFunction;
}
