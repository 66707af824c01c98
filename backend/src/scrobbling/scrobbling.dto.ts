import { ApiProperty } from '@nestjs/swagger';
import { CauseView } from '../api/index.js';

const STATES = ['off', 'ok', 'waiting', 'refused', 'unavailable'] as const;
/** A listen, or a heart, that a service does not take. */
export class ScrobbleRefusal {
  id: string;
  title: string;
  artist: string;
  /** When it was played, or got its heart. */
  startedAtMs: number;
  /** What the service said, in words. */
  reason: string;
  /** The same for programs; absent where it is the service's own words. */
  cause?: CauseView;
}

export class ScrobbleServiceView {
  id: 'listenbrainz' | 'lastfm';
  name: string;
  /** Whether the configuration wants it. */
  isEnabled: boolean;
  /**
   * off: nothing is sent (detail says what is missing); ok; waiting: listens are on their way, it is being asked
   * whether it lets Pyxis in, or it has had enough for now; refused: it does not let Pyxis in; unavailable: it does not answer as it should.
   */
  @ApiProperty({ enum: STATES }) state: (typeof STATES)[number];
  /** Why it is not ok, and what to do. */
  detail?: string;
  /** The same for programs. */
  cause?: CauseView;
  userName?: string;
  /** It can be connected, or connected anew, through `/scrobbling/lastfm/connect`. */
  canConnect: boolean;
  /** Listens and hearts that are still to be sent. */
  backlog: number;
  /** Listens and hearts that it refused for good within the last 30 days. */
  refused: number;
  /** The newest of them, 20 at most. */
  refusals: ScrobbleRefusal[];
  lastSentAtMs?: number;
  /** When the next try is; absent when nothing hinders one. */
  nextTryAtMs?: number;
  /** What went wrong last; gone when something went well. */
  lastError?: string;
}

export class ScrobblingView {
  services: ScrobbleServiceView[];
}

export class LastFmApproval {
  /** The page of Last.fm on which a person allows Pyxis to send listens. */
  approveUrl: string;
}
