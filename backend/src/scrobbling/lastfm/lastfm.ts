import { fieldsOf, type Cause, type Clock } from '../../common/index.js';
import type { LastFmConfig, Secrets } from '../../config/index.js';
import { messageFrom, type Upstream } from '../../upstream/index.js';
import { answerOf } from '../answer-of.js';
import type { PlayedTrack } from '../played-track.js';
import {
  AccessRefused,
  ListensRefused,
  NAMELESS,
  TryLater,
  type Listen,
  type Outcome,
  type Readiness,
  type Receipt,
  type ScrobbleService,
} from '../service.js';
import { errorOf, outcomesOf, reasonOf, UnknownCall } from './lastfm-answers.js';
import { scrobbleParameters, signature, trackParameters, type Parameters } from './lastfm-call.js';
import type { LastFmSession, Session } from './lastfm-session.js';

const OFF: Cause = { code: 'scrobbling-off' };
const NOT_CONNECTED: Cause = { code: 'scrobbling-not-connected', service: 'Last.fm' };
const ENOUGH_TODAY: Cause = { code: 'scrobbling-enough-today', service: 'Last.fm' };
const MS_PER_DAY = 86_400_000;

/** Last.fm, and servers that take the same calls (https://www.last.fm/api/scrobbling). */
export class LastFm implements ScrobbleService {
  readonly id = 'lastfm';
  readonly name = 'Last.fm';
  readonly maxBatch = 50;

  constructor(
    private readonly config: LastFmConfig,
    private readonly secrets: Secrets,
    private readonly session: LastFmSession,
    private readonly upstream: Upstream,
    private readonly clock: Clock,
  ) {}

  get isEnabled(): boolean {
    return this.config.enabled;
  }

  /** The page on which a person approves a token. */
  approveUrl(token: string): string {
    const { origin, hostname } = new URL(this.config.baseUrl);
    const url = new URL('/api/auth/', hostname.endsWith('.audioscrobbler.com') ? 'https://www.last.fm' : origin);
    url.search = new URLSearchParams({ api_key: this.account().apiKey, token }).toString();
    return url.href;
  }

  readiness(): Readiness {
    if (!this.isEnabled) return { isReady: false, detail: 'Switched off by scrobbling.lastfm.enabled.', cause: OFF };
    const missing = this.missing();
    if (missing !== undefined) return { isReady: false, detail: missing, cause: { code: 'scrobbling-no-keys' } };
    const canConnect = !this.session.isGiven;
    return this.session.find()
      ? { isReady: true, canConnect }
      : { isReady: false, detail: 'Not connected with an account of Last.fm yet.', cause: NOT_CONNECTED, canConnect };
  }

  identify(): Promise<string | undefined> {
    return Promise.resolve(this.session.find()?.userName);
  }

  async submit(listens: readonly Listen[], signal: AbortSignal): Promise<Receipt> {
    const known = listens.flatMap((listen) => {
      const parameters = trackParameters(listen.track);
      return parameters ? [{ listen, parameters }] : [];
    });
    const said = known.length === 0 ? [] : await this.scrobble(known, signal);
    const byListen = new Map(known.map(({ listen }, index) => [listen, said[index]]));
    const outcomes = listens.map((listen): Outcome => byListen.get(listen) ?? { kind: 'refused', ...NAMELESS });
    if (!outcomes.some(({ kind }) => kind === 'later')) return { outcomes };
    const nowMs = this.clock.nowMs();
    const untilTomorrowMs = MS_PER_DAY - (nowMs % MS_PER_DAY);
    return { outcomes, tryLater: new TryLater('Last.fm takes no more today.', 'limit', untilTomorrowMs, ENOUGH_TODAY) };
  }

  async love(track: PlayedTrack, isLoved: boolean, signal: AbortSignal): Promise<void> {
    const { artist, track: title } = trackParameters(track) ?? {};
    if (artist === undefined || title === undefined) throw new ListensRefused(NAMELESS.reason, NAMELESS.told);
    try {
      await this.call(isLoved ? 'track.love' : 'track.unlove', { artist, track: title, sk: this.sessionKey() }, signal);
    } catch (error) {
      throw error instanceof UnknownCall
        ? new ListensRefused('This server takes no hearts.', { code: 'scrobble-no-hearts' })
        : error;
    }
  }

  async announce(track: PlayedTrack, signal: AbortSignal): Promise<void> {
    const parameters = trackParameters(track);
    if (parameters) await this.call('track.updateNowPlaying', { ...parameters, sk: this.sessionKey() }, signal);
  }

  /** A token that a person can approve. @throws AccessRefused, TryLater */
  async newToken(): Promise<string> {
    const { token } = fieldsOf(await this.call('auth.getToken', {}));
    if (typeof token !== 'string' || token === '') throw new TryLater('Last.fm gave no token.');
    return token;
  }

  /** The session of an approved token; works once. @throws NotApproved, ApprovalExpired, AccessRefused, TryLater */
  async sessionOf(token: string): Promise<Session> {
    const { key, name } = fieldsOf(fieldsOf(await this.call('auth.getSession', { token })).session);
    if (typeof key !== 'string' || key === '') throw new TryLater('Last.fm gave no session.');
    const userName = messageFrom(name, [key]);
    return { key, ...(userName !== undefined && { userName }) };
  }

  private async scrobble(
    listens: readonly { listen: Listen; parameters: Parameters }[],
    signal: AbortSignal,
  ): Promise<Outcome[]> {
    const body = await this.call('track.scrobble', { ...scrobbleParameters(listens), sk: this.sessionKey() }, signal);
    const outcomes = outcomesOf(body, listens.length);
    if (!outcomes) throw new TryLater('Last.fm answered something that makes no sense.');
    return outcomes;
  }

  /** Everything is sent in the body: addresses end up in logs. */
  private async call(method: string, parameters: Parameters, signal?: AbortSignal): Promise<unknown> {
    const { apiKey, sharedSecret } = this.account();
    const all = { ...parameters, method, api_key: apiKey };
    const form = new URLSearchParams({ ...all, api_sig: signature(all, sharedSecret), format: 'json' });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const url = new URL(this.config.baseUrl);
    const request = { url, method: 'POST' as const, headers, body: form.toString(), types: [''] };
    const accepts = (status: number): boolean => status !== 429;
    const { status, body } = await answerOf(
      this.upstream.json({ ...request, accepts, ...(signal && { signal }) }),
      this.clock,
    );
    // Errors come with any status, also with 200: their number decides.
    const code = Number(fieldsOf(body).error ?? 0);
    if (code > 0) {
      const hidden = [apiKey, sharedSecret, parameters.sk, parameters.token];
      const error = errorOf(code, messageFrom(fieldsOf(body).message, hidden));
      const reason = reasonOf(code);
      if (reason) this.upstream.note(reason, { nextStep: error.message });
      throw error;
    }
    if (status !== 200) throw new TryLater(`Last.fm answered with status ${status}.`);
    return body;
  }

  private account(): { apiKey: string; sharedSecret: string } {
    const apiKey = this.secrets.find('lastfm-api-key').value;
    const sharedSecret = this.secrets.find('lastfm-shared-secret').value;
    if (!apiKey || !sharedSecret) throw new AccessRefused(this.missing() ?? '');
    return { apiKey, sharedSecret };
  }

  private missing(): string | undefined {
    const [apiKey, sharedSecret] = [this.secrets.find('lastfm-api-key'), this.secrets.find('lastfm-shared-secret')];
    if (apiKey.value && sharedSecret.value) return undefined;
    const needs =
      'Needs an API key of your own with its shared secret: PYXIS_LASTFM_API_KEY and PYXIS_LASTFM_SHARED_SECRET.';
    return apiKey.warning ?? sharedSecret.warning ?? needs;
  }

  private sessionKey(): string {
    const session = this.session.find();
    if (!session) throw new AccessRefused('Last.fm is not connected. Connect it.', NOT_CONNECTED);
    return session.key;
  }
}
