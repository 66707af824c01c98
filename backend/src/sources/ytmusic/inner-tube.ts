import { UpstreamError, type Upstream } from '../../upstream/index.js';
import type { Session, SessionChoice } from './account/session.js';

/** Calls that only read. */
export type Endpoint =
  | 'search'
  | 'browse'
  | 'next'
  | 'player'
  | 'music/get_search_suggestions'
  | 'navigation/resolve_url'
  | 'account/account_menu';

/** Who the service takes us for. It tells some things to some of its own clients only. */
export interface InnerTubeClient {
  readonly name: string;
  /** In headers. */
  readonly id: number;
  readonly version: (nowMs: number) => string;
}

/** The web page of YouTube Music, whose version is the day. */
export const WEB_MUSIC: InnerTubeClient = {
  name: 'WEB_REMIX',
  id: 67,
  version: (nowMs) => `1.${new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '')}.01.00`,
};

/** The one that is told the times of lyrics. */
export const ANDROID_MUSIC: InnerTubeClient = { name: 'ANDROID_MUSIC', id: 21, version: () => '7.21.50' };

export interface InnerTubeOptions {
  /** Origin of the service. */
  readonly apiUrl: string;
  /** ISO 3166-1: what is to be had differs between countries. */
  readonly country: string;
  readonly nowMs: () => number;
  /** Absent: as a guest. */
  readonly session?: Session;
}

export interface CallOptions {
  readonly client?: InnerTubeClient;
  /** Another of the accounts that have signed in, for once. */
  readonly as?: SessionChoice;
}

/** A guest who was asked about cookies and has accepted: without that lists are empty in Europe. */
const ACCEPTED_COOKIES = 'SOCS=CAI';

/** The private JSON API of the service's own clients. */
export class InnerTube {
  constructor(
    private readonly upstream: Upstream,
    private readonly options: InnerTubeOptions,
  ) {}

  /**
   * @returns the answer, of which nothing is known; undefined where the service has nothing of that id
   * @throws UpstreamError
   */
  async call(
    endpoint: Endpoint,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    { client = WEB_MUSIC, as }: CallOptions = {},
  ): Promise<unknown> {
    const { apiUrl, country, nowMs, session } = this.options;
    const version = client.version(nowMs());
    const url = new URL(`youtubei/v1/${endpoint}?prettyPrint=false`, `${apiUrl}/`);
    // English, because what a row is stands there in words.
    const context = { client: { clientName: client.name, clientVersion: version, hl: 'en', gl: country }, user: {} };
    // Other clients take no cookies.
    const signing = client === WEB_MUSIC ? session?.headers(url.origin, as) : undefined;
    try {
      const answer = await this.upstream.json({
        url,
        method: 'POST',
        onlyReads: true,
        headers: {
          'Content-Type': 'application/json',
          Origin: url.origin,
          Cookie: ACCEPTED_COOKIES,
          ...signing,
          'X-YouTube-Client-Name': String(client.id),
          'X-YouTube-Client-Version': version,
        },
        body: JSON.stringify({ context, ...body }),
        signal,
      });
      if (signing && !as) session?.note(answer.body);
      return answer.body;
    } catch (error) {
      // An id that it does not know is “not found” or “an invalid argument” (400).
      if (error instanceof UpstreamError && NOTHING_THERE.has(error.reason)) return undefined;
      throw error;
    }
  }
}

const NOTHING_THERE: ReadonlySet<string> = new Set(['not-found', 'gone', 'rejected']);
