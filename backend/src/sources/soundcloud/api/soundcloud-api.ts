import { UpstreamError, type Upstream } from '../../../upstream/index.js';
import { ItemNotFound, SourceUnavailable } from '../../source-error.js';
import { browserHeaders } from './browser.js';
import type { ClientIds } from './client-ids.js';
import type { SoundCloudHosts } from './hosts.js';
import type { WebToken } from './web-token.js';

export interface SoundCloudApiOptions {
  /** Made with `meaningOf`. */
  readonly upstream: Upstream;
  readonly hosts: SoundCloudHosts;
  readonly clientIds: ClientIds;
  readonly token: WebToken;
}

export type Parameters = Readonly<Record<string, string | number | undefined>>;

interface Outcome {
  readonly body?: unknown;
  /** 401 or 403; absent: it was answered. */
  readonly refusedBy?: number;
}

const NOTHING_THERE: ReadonlySet<string> = new Set(['not-found', 'gone']);
const REFUSED = {
  says: 'refuses what it was asked',
  nextStep: 'It is asked again by itself. If it stays so, set sources.soundcloud.clientId, or update Pyxis.',
};

/**
 * The API of SoundCloud's own web page. Every call names a client id, which is replaced once where it is refused, and carries the
 * token where there is one. Of the answers nothing is known. All of it throws
 * - `ItemNotFound` there is nothing (404),
 * - `UpstreamError` it does not answer, or answers with a fault; `SourceUnavailable` no client id is to be had.
 */
export class SoundCloudApi {
  constructor(private readonly options: SoundCloudApiOptions) {}

  /** @param path without a slash at its beginning; ids in it are digits or encoded */
  get(path: string, parameters: Parameters, signal: AbortSignal): Promise<unknown> {
    return this.ask(this.addressOf(path, parameters), signal);
  }

  /**
   * Asks what an answer names: the next page of a list, or where sound lies.
   * @param address absolute, as it stands there
   * @throws SourceUnavailable it is none of the API, too
   */
  async at(address: string, signal: AbortSignal): Promise<unknown> {
    const url = this.options.hosts.apiAddress(address);
    if (!url) throw new SourceUnavailable('SoundCloud names an address that is not its own. Look for a newer Pyxis.');
    return this.ask(url, signal);
  }

  /** Asks what may be refused for reasons of its own. @returns undefined where it is */
  async getUnlessRefused(path: string, parameters: Parameters, signal: AbortSignal): Promise<unknown> {
    const id = await this.options.clientIds.current(signal);
    return (await this.askWith(id, this.addressOf(path, parameters), signal)).body;
  }

  private async ask(url: URL, signal: AbortSignal): Promise<unknown> {
    const { clientIds, upstream } = this.options;
    const id = await clientIds.current(signal);
    const first = await this.askWith(id, url, signal);
    if (first.refusedBy === undefined) return first.body;
    const other = await clientIds.insteadOf(id, signal);
    const second = other === undefined ? first : await this.askWith(other, url, signal);
    if (second.refusedBy === undefined) return second.body;
    upstream.note('forbidden', REFUSED);
    throw new SourceUnavailable(`SoundCloud ${REFUSED.says}. ${REFUSED.nextStep}`, 'not-understood');
  }

  /** As who has the token, else as a guest. */
  private async askWith(id: string, url: URL, signal: AbortSignal): Promise<Outcome> {
    const { token } = this.options;
    const { header } = token;
    const answer = await this.send(id, url, header, signal);
    if (header === undefined) return answer;
    if (answer.refusedBy === undefined) token.accepted();
    if (answer.refusedBy !== 401) return answer;
    const asGuest = await this.send(id, url, undefined, signal);
    if (asGuest.refusedBy === undefined) token.refused();
    return asGuest;
  }

  private async send(
    id: string,
    address: URL,
    authorization: string | undefined,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const url = new URL(address);
    url.searchParams.set('client_id', id);
    const headers = { ...browserHeaders(), ...(authorization !== undefined && { Authorization: authorization }) };
    try {
      return { body: (await this.options.upstream.json({ url, headers, signal })).body };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (NOTHING_THERE.has(error.reason)) throw new ItemNotFound('Not on SoundCloud any more.');
      if (error.reason === 'not-accepted' && error.answer) return { refusedBy: error.answer.status };
      throw error;
    }
  }

  private addressOf(path: string, parameters: Parameters): URL {
    const url = this.options.hosts.api(path);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }
}
