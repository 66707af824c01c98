import type { Cause } from '../common/index.js';
import type { PlayedTrack } from './played-track.js';

export const SERVICE_IDS = ['listenbrainz', 'lastfm'] as const;
export type ServiceId = (typeof SERVICE_IDS)[number];

/** A play that is sent. The time is that of its start. */
export interface Listen {
  readonly startedAtMs: number;
  readonly track: PlayedTrack;
}

/** Why a listen or a heart is refused for good. */
export interface Refusal {
  readonly reason: string;
  /** The same for programs; absent where the service says it in words of its own. */
  readonly told?: Cause;
}

/** What became of one listen: taken, refused for good, or left for another time. */
export type Outcome = { kind: 'accepted' } | ({ kind: 'refused' } & Refusal) | { kind: 'later' };

/** What a service said to several listens. */
export interface Receipt {
  /** One for each, in the order in which they were given. */
  readonly outcomes: readonly Outcome[];
  /** Why some are left for another time, and when that is. */
  readonly tryLater?: TryLater;
}

/** Whether a service can be used at all. */
export interface Readiness {
  readonly isReady: boolean;
  /** What is missing, for a person. */
  readonly detail?: string;
  /** The same for programs. */
  readonly cause?: Cause;
  /** A person can connect it now, or connect it anew. */
  readonly canConnect?: boolean;
}

/**
 * Somebody who is told of listens. Every call to the outside ends with `signal`, and throws nothing but the three
 * errors below, none of which holds a secret.
 */
export interface ScrobbleService {
  readonly id: ServiceId;
  /** What a person calls it. */
  readonly name: string;
  /** Whether the configuration wants it. */
  readonly isEnabled: boolean;
  /** Listens that go in one request at most. */
  readonly maxBatch: number;
  readiness(): Readiness;
  /**
   * Whose account it is, where the service says so.
   * @throws AccessRefused
   * @throws TryLater
   */
  identify(signal: AbortSignal): Promise<string | undefined>;
  /**
   * Sends listens, at most `maxBatch`.
   * @throws AccessRefused
   * @throws ListensRefused at least one of them is at fault
   * @throws TryLater nobody knows whether they arrived
   */
  submit(listens: readonly Listen[], signal: AbortSignal): Promise<Receipt>;
  /**
   * Says that the account loves a track, or does not any more; twice is as good as once.
   * @throws AccessRefused
   * @throws ListensRefused it does not know the track, or takes no hearts
   * @throws TryLater nobody knows whether it arrived
   */
  love(track: PlayedTrack, isLoved: boolean, signal: AbortSignal): Promise<void>;
  /** Says what plays at this moment. @throws AccessRefused, ListensRefused, TryLater */
  announce(track: PlayedTrack, signal: AbortSignal): Promise<void>;
}

/** The service takes nothing at the moment; the same may be asked again. */
export class TryLater extends Error {
  /**
   * @param why the service fails, or it has had enough for now
   * @param afterMs how long to wait, where the service said so; absent: the longer, the more often it failed
   * @param told the same for programs
   */
  constructor(
    message: string,
    readonly why: 'failure' | 'limit' = 'failure',
    readonly afterMs?: number,
    readonly told?: Cause,
  ) {
    super(message);
  }
}

/** The service does not let Pyxis in; only a person can change that. */
export class AccessRefused extends Error {
  /** @param told the same for programs */
  constructor(
    message: string,
    readonly told?: Cause,
  ) {
    super(message);
  }
}

/** What was sent is at fault, not the service: a listen, or a heart. */
export class ListensRefused extends Error {
  readonly refusal: Refusal;

  /** @param told the same for programs; absent where the service says it in words of its own */
  constructor(reason: string, told?: Cause) {
    super(reason);
    this.refusal = { reason, ...(told && { told }) };
  }
}

/** Of a listen or a heart whose artist or title is missing: no service takes it. */
export const NAMELESS: Refusal = {
  reason: 'Its artist or title is not known.',
  told: { code: 'scrobble-nameless' },
};
