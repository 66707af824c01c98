import { SharedWork, type Clock } from '../../../common/index.js';
import type { SoundCloudSourceConfig } from '../../../config/index.js';
import { UpstreamError, type Upstream, type WholeRequest } from '../../../upstream/index.js';
import { SourceUnavailable } from '../../source-error.js';
import { browserHeaders, PHONE } from './browser.js';
import {
  clientIdOfPage,
  clientIdOfPhonePage,
  clientIdOfScript,
  scriptsOfPage,
  type FoundClientId,
} from './client-id-in.js';
import type { SoundCloudHosts } from './hosts.js';
import { KeptClientId, type KeptId } from './kept-client-id.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MIB = 1024 ** 2;
/** It stands at the beginning of a script. */
const SCRIPT_RANGE = 'bytes=0-50000';
const FRONT_PAGE = new URL('https://soundcloud.com/');
const PHONE_PAGE = new URL('https://m.soundcloud.com/');
/** There is an answer, and nothing in it: another page may have it. */
const NOTHING_THERE: ReadonlySet<string> = new Set([
  'not-found',
  'gone',
  'rejected',
  'not-accepted',
  'wrong-type',
  'too-large',
  'bad-redirect',
]);

export interface ClientIdsOptions {
  readonly upstream: Upstream;
  readonly hosts: SoundCloudHosts;
  readonly config: Pick<SoundCloudSourceConfig, 'clientId' | 'siteUrl'>;
  readonly cacheFolder: string;
  readonly clock: Clock;
}

/**
 * What SoundCloud knows its own web page by, without which it answers nothing. It is the configured one while SoundCloud accepts
 * that; else the one that its pages name, which is kept for a day.
 */
export class ClientIds {
  private readonly file: KeptClientId;
  private known: KeptId | undefined;
  private isConfiguredRefused = false;
  /** The pages were read, and nothing was there. */
  private isNowhere = false;
  private nextLookAtMs = 0;
  private readonly looking = new SharedWork<string | undefined>();

  constructor(private readonly options: ClientIdsOptions) {
    this.file = new KeptClientId(options.cacheFolder, options.config.siteUrl);
    this.known = this.file.read();
  }

  /** The one to ask with. @throws SourceUnavailable there is none; UpstreamError the site cannot be asked */
  async current(signal: AbortSignal): Promise<string> {
    const { known } = this;
    const value = this.inUse;
    if (value !== undefined && (value !== known?.value || known.untilMs > this.nowMs)) return value;
    if (value === undefined && this.isNowhere && this.isTooEarly) throw this.changedItsSite();
    try {
      const found = this.isTooEarly ? undefined : await this.look(signal);
      return found ?? value ?? this.fail();
    } catch (error) {
      signal.throwIfAborted();
      if (value === undefined) throw error;
      // An old one may be good for longer than we thought, and not every call waits for a site that does not answer.
      this.nextLookAtMs = this.nowMs + MINUTE_MS;
      return value;
    }
  }

  /**
   * Another one in place of one that was refused. Looks for it once an hour at most, however often that happens.
   * @returns undefined where there is no other: then it was something else that was refused
   * @throws SourceUnavailable the pages name none; UpstreamError the site cannot be asked
   */
  async insteadOf(refused: string, signal: AbortSignal): Promise<string | undefined> {
    if (this.inUse !== refused) return this.inUse;
    if (this.isTooEarly) {
      if (this.isNowhere) throw this.changedItsSite();
      return undefined;
    }
    const found = (await this.look(signal)) ?? this.fail();
    return found === refused ? undefined : found;
  }

  /** Looks again when it is next asked for: a person wants to know. */
  forgive(): void {
    this.nextLookAtMs = 0;
    this.isConfiguredRefused = false;
  }

  private get inUse(): string | undefined {
    const { clientId } = this.options.config;
    return clientId !== undefined && !this.isConfiguredRefused ? clientId : this.known?.value;
  }

  private get nowMs(): number {
    return this.options.clock.nowMs();
  }

  private get isTooEarly(): boolean {
    return this.nowMs < this.nextLookAtMs;
  }

  private look(signal: AbortSignal): Promise<string | undefined> {
    return this.looking.do('client-id', (shared) => this.lookNow(shared), signal);
  }

  private async lookNow(signal: AbortSignal): Promise<string | undefined> {
    const found = await this.find(signal);
    this.nextLookAtMs = this.nowMs + HOUR_MS;
    this.isNowhere = found === undefined;
    if (!found) return undefined;
    // Nobody looks while the configured one does.
    this.isConfiguredRefused = found.value !== this.options.config.clientId;
    this.known = { value: found.value, untilMs: this.nowMs + (found.isExpiring ? HOUR_MS : DAY_MS) };
    this.file.keep(this.known);
    return found.value;
  }

  private async find(signal: AbortSignal): Promise<FoundClientId | undefined> {
    const page = (await this.read(FRONT_PAGE, browserHeaders(), signal)) ?? '';
    const onPage = clientIdOfPage(page);
    if (onPage) return onPage;
    for (const address of scriptsOfPage(page)) {
      const headers = { ...browserHeaders(), Range: SCRIPT_RANGE };
      const inScript = clientIdOfScript((await this.read(new URL(address), headers, signal)) ?? '');
      if (inScript) return inScript;
    }
    return clientIdOfPhonePage((await this.read(PHONE_PAGE, browserHeaders(PHONE), signal)) ?? '');
  }

  /** @returns undefined where there is nothing to read @throws UpstreamError nobody can be asked */
  private async read(url: URL, headers: WholeRequest['headers'], signal: AbortSignal): Promise<string | undefined> {
    const { upstream, hosts } = this.options;
    try {
      const { body } = await upstream.text({ url: hosts.site(url), headers: headers!, maxBytes: 4 * MIB, signal });
      return body;
    } catch (error) {
      if (error instanceof UpstreamError && NOTHING_THERE.has(error.reason)) return undefined;
      throw error;
    }
  }

  private fail(): never {
    throw this.changedItsSite();
  }

  private changedItsSite(): SourceUnavailable {
    const nextStep = 'Set sources.soundcloud.clientId, or update Pyxis.';
    const until = this.inUse === undefined ? { retryAtMs: this.nextLookAtMs } : {};
    this.options.upstream.note('unauthorized', {
      says: 'changed its site',
      nextStep,
      because: 'site-changed',
      ...until,
    });
    return new SourceUnavailable(`SoundCloud changed its site. ${nextStep}`, 'not-understood');
  }
}
