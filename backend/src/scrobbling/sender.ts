import { Logger } from '@nestjs/common';
import type { Cause, Clock } from '../common/index.js';
import { Backoff } from '../upstream/index.js';
import type { ClaimedListen, ClaimedLove, Outbox } from './outbox.js';
import type { PlayedTrack } from './played-track.js';
import type { ScrobbleServiceView } from './scrobbling.dto.js';
import { AccessRefused, ListensRefused, TryLater, type ScrobbleService } from './service.js';

/** The event that makes a listen due is told before it is committed. */
const WAKE_AFTER_MS = 1_000;
/** What is under way when the server ends gets so long: cut off, nobody would know whether it arrived. */
const GRACE_MS = 2_000;

interface Trouble {
  readonly state: 'waiting' | 'refused' | 'unavailable';
  readonly message: string;
  readonly cause?: Cause;
}

/** Sends what waits for one service: listens in batches, then hearts, oldest first, until nothing waits or something is in the way. */
export class Sender {
  private readonly logger = new Logger(Sender.name);
  private readonly ending = new AbortController();
  private readonly backoff: Backoff;
  private isEnding = false;
  private running?: Promise<void>;
  /** How often it was asked to look. */
  private asked = 0;
  private timer?: NodeJS.Timeout;
  private trouble?: Trouble;
  private nextTryAtMs = 0;
  private identity?: { userName?: string };

  constructor(
    private readonly service: ScrobbleService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    random: () => number = Math.random,
  ) {
    this.backoff = new Backoff(random);
  }

  get id(): ScrobbleService['id'] {
    return this.service.id;
  }

  /** Whether listens are to be put into the outbox for this service. */
  get isWanted(): boolean {
    return this.service.readiness().isReady;
  }

  /** Takes up what an earlier run left: what it was sending is sent again, as nobody knows whether it arrived. */
  async begin(): Promise<void> {
    await this.outbox.release(this.id);
    this.schedule(0);
  }

  /** Soon looks for what waits. */
  wake(): void {
    this.schedule(Math.max(WAKE_AFTER_MS, this.nextTryAtMs - this.clock.nowMs()));
  }

  /** Tries at once, whatever was in the way: a person asked for it, or has done what was missing. */
  retry(): void {
    this.wentWell();
    this.identity = undefined;
    this.schedule(0);
  }

  /** Sends what waits; while it does already, it looks once more when it is through. */
  drain(): Promise<void> {
    this.asked++;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Says what plays now; never kept for later, and not worth a try while something is in the way. */
  async announce(track: PlayedTrack): Promise<void> {
    if (!this.isFree()) return;
    try {
      await this.service.announce(track, this.ending.signal);
    } catch (error) {
      if (error instanceof AccessRefused || (error instanceof TryLater && error.why === 'limit')) this.note(error);
      else this.logger.debug(`${this.service.name} was not told what plays now: ${String(error)}`);
    }
  }

  async end(): Promise<void> {
    this.isEnding = true;
    clearTimeout(this.timer);
    const grace = setTimeout(() => this.ending.abort(), GRACE_MS);
    await this.running;
    clearTimeout(grace);
    this.ending.abort();
  }

  async view(): Promise<ScrobbleServiceView> {
    const { id, name, isEnabled } = this.service;
    const { isReady, detail, cause, canConnect = false } = this.service.readiness();
    const census = await this.outbox.census(id);
    const trouble = isReady ? this.trouble : undefined;
    // Nothing is known of a service that was not asked yet.
    const state = trouble?.state ?? (census.backlog > 0 || !this.identity ? 'waiting' : 'ok');
    const told = isReady ? trouble?.message : detail;
    const why = isReady ? trouble?.cause : cause;
    return {
      id,
      name,
      isEnabled,
      state: isReady ? state : 'off',
      ...(told !== undefined && { detail: told }),
      ...(why && { cause: why }),
      ...(isReady && this.identity?.userName !== undefined && { userName: this.identity.userName }),
      canConnect,
      ...census,
      ...(isReady && this.nextTryAtMs > this.clock.nowMs() && { nextTryAtMs: this.nextTryAtMs }),
      ...(trouble && { lastError: trouble.message }),
    };
  }

  private isFree(): boolean {
    const isPaused = this.trouble?.state === 'refused';
    return !this.isEnding && this.isWanted && !isPaused && this.clock.nowMs() >= this.nextTryAtMs;
  }

  private async run(): Promise<void> {
    let seen: number;
    do {
      seen = this.asked;
      try {
        await this.sendAll();
      } catch (error) {
        this.note(error);
        await this.outbox.release(this.id);
      }
    } while (seen !== this.asked);
    const waitMs = this.nextTryAtMs - this.clock.nowMs();
    if (waitMs > 0) this.schedule(waitMs);
  }

  private async sendAll(): Promise<void> {
    if (this.isFree() && !this.identity) {
      const userName = await this.service.identify(this.ending.signal);
      this.identity = userName === undefined ? {} : { userName };
      this.wentWell();
    }
    while (this.isFree()) {
      const claimed = await this.outbox.claim(this.id, this.service.maxBatch);
      if (claimed.length === 0) break;
      await this.deliver(claimed);
    }
    while (this.isFree()) {
      const love = await this.outbox.claimLove(this.id);
      if (!love) return;
      await this.deliverLove(love);
    }
  }

  private async deliverLove({ key, track, isLoved }: ClaimedLove): Promise<void> {
    try {
      await this.service.love(track, isLoved, this.ending.signal);
      await this.outbox.settle([{ key }]);
      this.wentWell();
    } catch (error) {
      if (!(error instanceof ListensRefused)) throw error;
      await this.outbox.settle([{ key, refusal: error.refusal }]);
    }
  }

  /** A batch with something bad in it is halved until that stands alone. */
  private async deliver(listens: readonly ClaimedListen[]): Promise<void> {
    try {
      const { outcomes, tryLater } = await this.service.submit(listens, this.ending.signal);
      const settled = listens.flatMap(({ key }, index) => {
        const outcome = outcomes[index];
        if (!outcome || outcome.kind === 'later') return [];
        return outcome.kind === 'refused' ? [{ key, refusal: outcome }] : [{ key }];
      });
      await this.outbox.settle(settled);
      if (tryLater) throw tryLater;
      this.wentWell();
    } catch (error) {
      if (!(error instanceof ListensRefused)) throw error;
      const [only] = listens;
      if (listens.length === 1 && only) return this.outbox.settle([{ key: only.key, refusal: error.refusal }]);
      const middle = Math.ceil(listens.length / 2);
      await this.deliver(listens.slice(0, middle));
      await this.deliver(listens.slice(middle));
    }
  }

  private wentWell(): void {
    this.trouble = undefined;
    this.nextTryAtMs = 0;
    this.backoff.reset();
  }

  private note(error: unknown): void {
    if (this.isEnding) return;
    if (error instanceof AccessRefused) {
      this.trouble = { state: 'refused', message: error.message, ...(error.told && { cause: error.told }) };
      this.logger.warn(error.message);
      return;
    }
    const isKnown = error instanceof TryLater;
    if (!isKnown) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const message = isKnown ? error.message : 'Something went wrong in Pyxis. Its log says what.';
    const waitMs = (isKnown ? error.afterMs : undefined) ?? this.backoff.nextMs();
    const cause = isKnown ? error.told : { code: 'internal' };
    const state = isKnown && error.why === 'limit' ? 'waiting' : 'unavailable';
    this.trouble = { state, message, ...(cause && { cause }) };
    this.nextTryAtMs = this.clock.nowMs() + waitMs;
    if (isKnown) this.logger.warn(message);
  }

  private schedule(waitMs: number): void {
    clearTimeout(this.timer);
    if (this.isEnding) return;
    const look = (): void => {
      this.drain().catch((error: unknown) => this.logger.error(`The outbox cannot be used: ${String(error)}`));
    };
    this.timer = setTimeout(look, waitMs).unref();
  }
}
