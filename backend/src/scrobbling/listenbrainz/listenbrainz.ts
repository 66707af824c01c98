import { fieldsOf, mbidOf, type Clock } from '../../common/index.js';
import type { ListenBrainzConfig, Secrets } from '../../config/index.js';
import { messageFrom, type Answer, type Upstream } from '../../upstream/index.js';
import { answerOf } from '../answer-of.js';
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
import { lookUpNames, submittedListen, trackMetadata, type SubmittedListen } from './listenbrainz-body.js';

/** What a header may hold; what holds anything else is no token. */
const TOKEN = /^[\x21-\x7e]+$/;
const TOKEN_HELP = 'Give the one from your profile there as PYXIS_LISTENBRAINZ_TOKEN, or by a file.';
const REFUSED = `ListenBrainz: token refused. ${TOKEN_HELP}`;

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
    if (!this.isEnabled)
      return {
        isReady: false,
        detail: 'Switched off by scrobbling.listenbrainz.enabled.',
        cause: { code: 'scrobbling-off' },
      };
    const { value, warning } = this.secrets.find('listenbrainz-token');
    if (value) return { isReady: true };
    return {
      isReady: false,
      detail: warning ?? 'No token: give the one from your profile there as PYXIS_LISTENBRAINZ_TOKEN.',
      ...(warning === undefined && { cause: { code: 'scrobbling-no-token' } }),
    };
  }

  async identify(signal: AbortSignal): Promise<string | undefined> {
    const answer = await this.ask('validate-token', undefined, signal);
    // A bad token is no HTTP error here. Servers of others may not know this call.
    if (answer.status === 401 || fieldsOf(answer.body).valid === false) throw this.refusal();
    if (answer.status >= 500) throw this.problem(answer);
    return messageFrom(fieldsOf(answer.body).user_name, [this.token()]);
  }

  async submit(listens: readonly Listen[], signal: AbortSignal): Promise<Receipt> {
    const nowMs = this.clock.nowMs();
    const built = listens.map((listen) => submittedListen(listen, this.version, nowMs));
    const payload = built.filter((listen): listen is SubmittedListen => !('reason' in listen));
    if (payload.length > 0) await this.tell(payload.length === 1 ? 'single' : 'import', payload, signal);
    const outcomes = built.map((listen): Outcome =>
      'reason' in listen ? { kind: 'refused', ...listen } : { kind: 'accepted' },
    );
    return { outcomes };
  }

  async love(track: PlayedTrack, isLoved: boolean, signal: AbortSignal): Promise<void> {
    const recordingMbid = mbidOf(track.recordingMbid) ?? (await this.lookUp(track, signal));
    if (recordingMbid === undefined)
      throw new ListensRefused('ListenBrainz does not know the song, so it takes no heart for it.', {
        code: 'scrobble-unknown-song',
        service: this.name,
      });
    const body = { recording_mbid: recordingMbid, score: isLoved ? 1 : 0 };
    const answer = await this.ask('feedback/recording-feedback', body, signal);
    if (answer.status === 404 || answer.status === 405)
      throw new ListensRefused('This server takes no hearts.', { code: 'scrobble-no-hearts' });
    if (answer.status !== 200 || fieldsOf(answer.body).status !== 'ok') throw this.problem(answer);
  }

  /** The recording that it takes the names for. @returns undefined where it knows none */
  private async lookUp(track: PlayedTrack, signal: AbortSignal): Promise<string | undefined> {
    const names = lookUpNames(track);
    if (!names) return undefined;
    const answer = await this.ask(`metadata/lookup/?${new URLSearchParams(names).toString()}`, undefined, signal);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw this.problem(answer);
    return mbidOf(fieldsOf(answer.body).recording_mbid);
  }

  async announce(track: PlayedTrack, signal: AbortSignal): Promise<void> {
    const metadata = trackMetadata(track, this.version);
    if (metadata) await this.tell('playing_now', [{ track_metadata: metadata }], signal);
  }

  private async tell(listenType: string, payload: readonly object[], signal: AbortSignal): Promise<void> {
    const answer = await this.ask('submit-listens', { listen_type: listenType, payload }, signal);
    if (answer.status !== 200 || fieldsOf(answer.body).status !== 'ok') throw this.problem(answer);
  }

  private ask(call: string, body: object | undefined, signal: AbortSignal): Promise<Answer<unknown>> {
    const url = new URL(`${this.config.baseUrl.replace(/(?<!\/)\/+$/, '')}/1/${call}`);
    const headers = { Authorization: `Token ${this.token()}` };
    const request = body
      ? {
          method: 'POST' as const,
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }
      : { headers };
    // What is wrong stands in the body, whatever the status; only of a limit the headers say more.
    const accepts = (status: number): boolean => status !== 429;
    return answerOf(this.upstream.json({ url, ...request, accepts, types: [''], signal }), this.clock);
  }

  private token(): string {
    const { value = '' } = this.secrets.find('listenbrainz-token');
    if (!TOKEN.test(value)) throw this.refusal();
    return value;
  }

  private problem({ status, body }: Answer<unknown>): Error {
    const message = messageFrom(fieldsOf(body).error, [this.token()]);
    if (status === 401) return this.refusal();
    // Only in words of its own: what stands between may answer 400, too, and nothing must get lost by that.
    if (status === 400 && message !== undefined) return new ListensRefused(message);
    if (status === 413)
      return new ListensRefused('It is too large for ListenBrainz.', {
        code: 'scrobble-too-large',
        service: this.name,
      });
    return new TryLater(`ListenBrainz answered with status ${status}${message === undefined ? '' : `: ${message}`}.`);
  }

  private refusal(): AccessRefused {
    this.upstream.note('unauthorized', { nextStep: TOKEN_HELP });
    return new AccessRefused(REFUSED, { code: 'scrobbling-token-refused', service: this.name });
  }
}
