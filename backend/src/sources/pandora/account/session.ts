import { Logger } from '@nestjs/common';
import { DomainError, orAborted, type Clock, type Fields } from '../../../common/index.js';
import type { PandoraSourceConfig, Secrets } from '../../../config/index.js';
import { UpstreamError } from '../../../upstream/index.js';
import type { StationAllowance } from '../../personal-stations.js';
import { readPartner, readUser, type PartnerSession } from '../answers/sign-in.js';
import type { PandoraProtocol } from '../protocol/pandora-call.js';
import { Pauses } from '../protocol/pauses.js';
import { PandoraRefusal, type ProblemCode } from '../protocol/problems.js';
import { ServerClock } from '../protocol/server-clock.js';
import { AccountHealth } from './account-health.js';
import { KeptSession, type KeptAccount, type Token } from './kept-session.js';

export const PASSWORD = 'pandora-password';
/** Between two logins. An account is locked after many in a row. */
const COOL_DOWN_MS = 30_000;
/** Between two logins with a password that was refused, by whoever presses “Try again”. */
const REFUSED_COOL_DOWN_MS = 5 * 60_000;
const SIGN_IN = 'auth.userLogin';
/** What a new login mends. */
const ENDED: ReadonlySet<string> = new Set(['session-ended', 'clock']);

export interface SessionSurroundings {
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'find'>;
  readonly dataFolder: string;
}

export interface SessionCall {
  /** It changes nothing: where no answer comes it is asked again. */
  readonly onlyReads?: true;
  readonly signal: AbortSignal;
}

interface Account {
  readonly username: string;
  readonly password: string;
  /** All that says who signs in, and as what. */
  readonly key: string;
}

/** The account at Pandora: signs in when that is needed, once for all who ask, and makes calls in its name. */
export class Session {
  readonly health: AccountHealth;
  private readonly logger = new Logger('pandora');
  private readonly serverClock: ServerClock;
  private readonly kept: KeptSession;
  private readonly pauses: Pauses;
  private readonly ending = new AbortController();
  /** Whose `known` is. */
  private key?: string;
  private known: KeptAccount = {};
  private signingIn?: { readonly key: string; readonly token: Promise<Token> };
  private lastSignInMs = -Infinity;

  constructor(
    private readonly protocol: PandoraProtocol,
    private readonly config: PandoraSourceConfig,
    private readonly surroundings: SessionSurroundings,
  ) {
    const { clock, dataFolder } = surroundings;
    this.serverClock = new ServerClock(clock);
    this.kept = new KeptSession(dataFolder);
    this.pauses = new Pauses(clock);
    this.health = new AccountHealth(clock, () => this.account() !== undefined);
  }

  /** What this listener may do; undefined where nobody has signed in yet. Asks nobody. */
  get allowance(): StationAllowance | undefined {
    const account = this.account();
    if (account) this.turnTo(account);
    return account && this.known.allowance;
  }

  /**
   * @throws PandoraRefusal Pandora does not do it, or is not asked: nobody can be signed in, or it was refused a moment ago
   * @throws UpstreamError it does not answer
   */
  async call(method: string, args: Fields, { onlyReads, signal }: SessionCall): Promise<Fields> {
    signal.throwIfAborted();
    const subject = [method, args.stationToken].join(' ');
    this.pauses.refuse('');
    this.pauses.refuse(subject);
    const ask = ({ value, userId, partnerId }: Token): Promise<Fields> =>
      this.protocol.call({
        method,
        query: { auth_token: value, partner_id: partnerId, user_id: userId },
        body: { ...args, userAuthToken: value, syncTime: this.serverClock.seconds },
        key: this.config.partner.encryptKey,
        onlyReads: onlyReads ?? false,
        signal,
      });
    const result = await this.askWithToken(ask, subject, signal);
    this.pauses.end(subject);
    this.pauses.end('');
    this.health.worked();
    return result;
  }

  /** A person wants to know: what was to be left alone for a while is asked, but for what is known to be a wrong password. */
  forgive(): void {
    this.pauses.forgive();
    const isOver = this.nowMs - this.lastSignInMs >= REFUSED_COOL_DOWN_MS;
    if (this.known.refused !== 'sign-in-refused' || !isOver) return;
    const { refused: _forgiven, ...others } = this.known;
    this.known = others;
  }

  close(): void {
    this.ending.abort();
  }

  private get nowMs(): number {
    return this.surroundings.clock.nowMs();
  }

  /** Who is to sign in, as it is set by now. */
  private account(): Account | undefined {
    const { username, userAgent, baseUrl, partner } = this.config;
    const password = this.surroundings.secrets.find(PASSWORD).value;
    if (username === undefined || password === undefined) return undefined;
    return { username, password, key: JSON.stringify([username, password, userAgent, baseUrl, partner]) };
  }

  /** Somebody else, or another password, begins anew. */
  private turnTo({ key }: Account): void {
    if (key === this.key) return;
    this.key = key;
    this.known = this.kept.read(key);
    this.pauses.forgive();
    this.lastSignInMs = -Infinity;
    if (this.known.offsetMs !== undefined) this.serverClock.offsetMs = this.known.offsetMs;
  }

  /** Where the token is refused, a new one is got and it is asked once more, and then no more. */
  private async askWithToken(
    ask: (token: Token) => Promise<Fields>,
    subject: string,
    signal: AbortSignal,
  ): Promise<Fields> {
    let token = await this.signedIn(signal);
    for (let isAgain = false; ; isAgain = true) {
      try {
        return await ask(token);
      } catch (error) {
        if (!(error instanceof PandoraRefusal)) throw error;
        this.health.answered(error);
        const hasEnded = ENDED.has(error.problem);
        if (hasEnded) this.drop(token);
        if (isAgain || !hasEnded) throw this.refused(error, subject);
        token = await this.signedIn(signal, error.problem);
      }
    }
  }

  /** Unless somebody has got another one meanwhile. */
  private drop({ value }: Token): void {
    const { token, ...others } = this.known;
    if (token?.value === value) this.known = others;
  }

  /**
   * @param why the last token is refused; absent: it is not, or there was none
   * @throws PandoraRefusal, UpstreamError nobody can be signed in
   */
  private async signedIn(signal: AbortSignal, why?: ProblemCode): Promise<Token> {
    const account = this.account();
    if (!account) throw new PandoraRefusal('not-signed-in');
    this.turnTo(account);
    const { token, refused } = this.known;
    if (refused) throw this.refused(new PandoraRefusal(refused));
    if (token) return token;
    if (this.signingIn?.key !== account.key) this.beginSignIn(account, why);
    return orAborted(this.signingIn!.token, signal);
  }

  /** @throws PandoraRefusal it is too early */
  private beginSignIn(account: Account, why: ProblemCode = 'signing-in'): void {
    this.pauses.refuse(SIGN_IN);
    const againAtMs = this.lastSignInMs + COOL_DOWN_MS;
    if (againAtMs > this.nowMs) throw this.refused(new PandoraRefusal(why, againAtMs, this.nowMs));
    // Whoever waits may go away: a login that has begun is of use to the next.
    const token = this.signIn(account);
    const signingIn = { key: account.key, token };
    const end = (): void => {
      if (this.signingIn === signingIn) delete this.signingIn;
    };
    token.then(end, end);
    this.signingIn = signingIn;
  }

  private async signIn(account: Account): Promise<Token> {
    try {
      const partner = await this.signInPartner();
      this.serverClock.set(partner.serverSeconds);
      const known = await this.signInUser(account, partner);
      this.learn(account, known);
      this.pauses.end(SIGN_IN);
      this.health.signedIn();
      return known.token;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw this.signInFailed(account, error);
    }
  }

  private async signInPartner(): Promise<PartnerSession> {
    const { name: username, loginKey: password, deviceModel, decryptKey } = this.config.partner;
    const answer = await this.protocol.call({
      method: 'auth.partnerLogin',
      body: { username, password, deviceModel, version: '5', includeUrls: true },
      onlyReads: true,
      signal: this.ending.signal,
    });
    return readPartner(answer, decryptKey) ?? this.senseless();
  }

  private async signInUser(
    { username, password }: Account,
    partner: PartnerSession,
  ): Promise<KeptAccount & { token: Token }> {
    const { partnerId, token: partnerAuthToken, skips } = partner;
    this.lastSignInMs = this.nowMs;
    const answer = await this.protocol.call({
      method: SIGN_IN,
      query: { auth_token: partnerAuthToken, partner_id: partnerId },
      body: {
        loginType: 'user',
        username,
        password,
        partnerAuthToken,
        syncTime: this.serverClock.seconds,
        returnIsSubscriber: true,
      },
      key: this.config.partner.encryptKey,
      onlyReads: false,
      signal: this.ending.signal,
    });
    const user = readUser(answer, skips) ?? this.senseless();
    if (!user.mayListen) throw new PandoraRefusal('may-not-listen');
    const { userId, token: value, allowance } = user;
    return { token: { value, userId, partnerId }, offsetMs: this.serverClock.offsetMs, allowance };
  }

  private signInFailed(account: Account, error: DomainError): DomainError {
    if (!(error instanceof PandoraRefusal)) return error;
    this.health.answered(error);
    const { problem } = error;
    if (problem === 'sign-in-refused' || problem === 'wrong-password') {
      const { allowance } = this.known;
      this.learn(account, { refused: problem, ...(allowance && { allowance }) });
      return this.refused(error);
    }
    return this.refused(this.pauses.begin(SIGN_IN, problem, error.details.pauseMs ?? COOL_DOWN_MS));
  }

  private learn(account: Account, known: KeptAccount): void {
    if (account.key !== this.key) return;
    this.known = known;
    try {
      this.kept.keep(account.key, known);
    } catch (error) {
      // This run goes on; the next one signs in once more.
      this.logger.warn(`The session of Pandora could not be written down: ${String(error)}`);
    }
  }

  /** @param subject what is left alone for a while, where that is wanted; absent: nothing was asked */
  private refused(refusal: PandoraRefusal, subject?: string): PandoraRefusal {
    const { problem, retryAtMs, details } = refusal;
    const isAnew = subject !== undefined && retryAtMs === undefined && details.pauseMs !== undefined;
    const about = problem === 'maintenance' ? '' : (subject ?? '');
    const told = isAnew ? this.pauses.begin(about, problem, details.pauseMs) : refusal;
    this.health.refused(told);
    return told;
  }

  /** @throws UpstreamError */
  private senseless(): never {
    throw new UpstreamError('broken-answer', 'Pandora');
  }
}
