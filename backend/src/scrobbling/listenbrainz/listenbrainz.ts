import type { ListenBrainzConfig, Secrets } from '../../config/index.js';
import type { Clock } from '../../common/index.js';
import type { PlayedTrack } from '../played-track.js';
import {
  AccessRefused,
  ListensRefused,
  TryLater,
  type Listen,
  type Outcome,
  type Readiness,
  type Receipt,
  type ScrobbleService,
} from '../service.js';
import { messageFrom } from '../text.js';
import { member, type Answer, type Upstream } from '../upstream.js';
import { submittedListen, trackMetadata, type SubmittedListen } from './listenbrainz-body.js';

const MS_PER_SECOND = 1_000;
const LONGEST_WAIT_MS = 3_600_000;
/** What a header may hold; what holds anything else is no token. */
const TOKEN = /^[\x21-\x7e]+$/;
const REFUSED =
  'ListenBrainz: token refused. Give the one from your profile there as PYXIS_LISTENBRAINZ_TOKEN, or by a file.';

/** ListenBrainz, and servers that take the same calls (https://listenbrainz.readthedocs.io). Equal listens it keeps once. */
export class ListenBrainz implements ScrobbleService {
  readonly id = 'listenbrainz';
  readonly name = 'ListenBrainz';
  // It takes 1000; smaller ones cost less to send again.
  readonly maxBatch = 100;

  constructor(
    private readonly config: ListenBrainzConfig,
    private readonly secrets: Secrets,
    private readonly upstream: Upstream,
    private readonly clock: Clock,
    private readonly version: string,
  ) {}

  get isEnabled(): boolean {
    return this.config.enabled;
  }

  readiness(): Readiness {
    if (!this.isEnabled) return { isReady: false, detail: 'Switched off by scrobbling.listenbrainz.enabled.' };
    const { value, warning } = this.secrets.find('listenbrainz-token');
    if (value) return { isReady: true };
    return {
      isReady: false,
      detail: warning ?? 'No token: give the one from your profile there as PYXIS_LISTENBRAINZ_TOKEN.',
    };
  }

  async identify(signal: AbortSignal): Promise<string | undefined> {
    const answer = await this.ask('validate-token', undefined, signal);
    // A bad token is no HTTP error here. Servers of others may not know this call.
    if (answer.status === 401 || member(answer.body, 'valid') === false) throw new AccessRefused(REFUSED);
    if (answer.status === 429 || answer.status >= 500) throw this.problem(answer);
    return messageFrom(member(answer.body, 'user_name'), [this.token()]);
  }

  async submit(listens: readonly Listen[], signal: AbortSignal): Promise<Receipt> {
    const nowMs = this.clock.nowMs();
    const built = listens.map((listen) => submittedListen(listen, this.version, nowMs));
    const payload = built.filter((listen): listen is SubmittedListen => typeof listen !== 'string');
    if (payload.length > 0) await this.tell(payload.length === 1 ? 'single' : 'import', payload, signal);
    const outcomes = built.map((listen): Outcome =>
      typeof listen === 'string' ? { kind: 'refused', reason: listen } : { kind: 'accepted' },
    );
    return { outcomes };
  }

  async announce(track: PlayedTrack, signal: AbortSignal): Promise<void> {
    const metadata = trackMetadata(track, this.version);
    if (metadata) await this.tell('playing_now', [{ track_metadata: metadata }], signal);
  }

  private async tell(listenType: string, payload: readonly object[], signal: AbortSignal): Promise<void> {
    const answer = await this.ask('submit-listens', { listen_type: listenType, payload }, signal);
    if (answer.status !== 200 || member(answer.body, 'status') !== 'ok') throw this.problem(answer);
  }

  private ask(call: string, body: object | undefined, signal: AbortSignal): Promise<Answer> {
    const url = new URL(`${this.config.baseUrl.replace(/(?<!\/)\/+$/, '')}/1/${call}`);
    const headers = { Authorization: `Token ${this.token()}` };
    if (!body) return this.upstream.ask(url, { method: 'GET', headers }, signal);
    return this.upstream.ask(
      url,
      { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
      signal,
    );
  }

  private token(): string {
    const { value = '' } = this.secrets.find('listenbrainz-token');
    if (!TOKEN.test(value)) throw new AccessRefused(REFUSED);
    return value;
  }

  private problem({ status, headers, body }: Answer): Error {
    const message = messageFrom(member(body, 'error'), [this.token()]);
    if (status === 401) return new AccessRefused(REFUSED);
    // Only in words of its own: what stands between may answer 400, too, and nothing must get lost by that.
    if (status === 400 && message !== undefined) return new ListensRefused(message);
    if (status === 413) return new ListensRefused('It is too large for ListenBrainz.');
    if (status === 429) return new TryLater('ListenBrainz has had enough for now.', 'limit', resetMs(headers));
    return new TryLater(`ListenBrainz answered with status ${status}${message === undefined ? '' : `: ${message}`}.`);
  }
}

/** Seconds until more may be sent, from the headers of every answer. */
function resetMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('X-RateLimit-Reset-In') ?? Number.NaN);
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(Math.max(1, Math.ceil(seconds)) * MS_PER_SECOND, LONGEST_WAIT_MS);
}
