import type { Clock } from '../../common/index.js';
import { AccessRefused, ListensRefused, TryLater } from '../service.js';
import { ApprovalExpired, NotApproved } from './lastfm-answers.js';
import { LastFmProblem } from './lastfm-problem.js';
import type { LastFmSession } from './lastfm-session.js';
import type { LastFm } from './lastfm.js';

/** So long Last.fm waits for the approval. */
const TOKEN_LASTS_MS = 60 * 60 * 1_000;
const EXPIRED = 'The approval came too late, or was used already. Connect Last.fm once more.';

/** Connects an account of Last.fm without a way back to Pyxis: the person approves a token, then says that it is done. */
export class LastFmConnection {
  private pending?: { readonly token: string; readonly expiresAtMs: number };

  constructor(
    private readonly lastFm: LastFm,
    private readonly session: LastFmSession,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the page on which the person approves
   * @throws LastFmProblem
   */
  async begin(): Promise<string> {
    const { canConnect, detail } = this.lastFm.readiness();
    if (!canConnect) {
      throw new LastFmProblem('not-connectable', detail ?? 'The session key is given from outside Pyxis already.');
    }
    const token = await tellRefusal(this.lastFm.newToken());
    this.pending = { token, expiresAtMs: this.clock.nowMs() + TOKEN_LASTS_MS };
    return this.lastFm.approveUrl(token);
  }

  /**
   * Fetches and keeps the session key.
   * @throws LastFmProblem `lastfm-not-approved`: the same again once the person has approved
   */
  async finish(): Promise<void> {
    const { pending } = this;
    if (!pending || this.clock.nowMs() >= pending.expiresAtMs) throw new LastFmProblem('approval-expired', EXPIRED);
    this.session.keep(await tellRefusal(this.lastFm.sessionOf(pending.token)));
    this.pending = undefined;
  }
}

async function tellRefusal<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotApproved) {
      throw new LastFmProblem('not-approved', 'Last.fm has not heard from you yet. Allow Pyxis on its page first.');
    }
    if (error instanceof ApprovalExpired) throw new LastFmProblem('approval-expired', EXPIRED);
    const isExpected = error instanceof AccessRefused || error instanceof ListensRefused || error instanceof TryLater;
    throw isExpected ? new LastFmProblem('failed', error.message) : error;
  }
}
