import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { causeOf, DomainError, orAborted, type Cause, type Clock } from '../../common/index.js';
import { SourceUnavailable } from '../../sources/index.js';
import { UpstreamError } from '../../upstream/index.js';
import { LiveBuffer, type LiveBounds } from './live-buffer.js';
import type { LiveConnection, LiveFormat, LivePart, LiveStation } from './live-part.js';
import { Overlap } from './overlap.js';
import { Reconnect } from './reconnect.js';
import { RepeatedMessage } from './repeated-message.js';

/** How a station is doing: about to be heard, heard, or lost for the moment. */
export type LiveState = 'connecting' | 'live' | 'lost';

export interface LiveChannelOptions {
  /** For the log. */
  readonly name: string;
  readonly connect: (signal: AbortSignal) => Promise<LiveConnection>;
  readonly bounds: LiveBounds;
  readonly clock: Clock;
  /** Something about it is another now: state, title or format. */
  readonly changed: () => void;
}

/** In these, what comes through another connection goes on as it comes; in others, only where it has the same head. */
const CHAINABLE = new Set(['mp3', 'adts', 'ogg', 'mpegts']);

/** So much may be sent again by a new connection. */
const OVERLAP_MS = 30_000;
const OVERLAP_BYTES = 1024 ** 2;

/**
 * One station, as long as somebody listens: one connection, made anew whenever it is lost, into one buffer that everybody reads.
 */
export class LiveChannel {
  /** Settled when nothing is fetched any more. */
  readonly ended: Promise<void>;
  private readonly logger = new Logger('live');
  private readonly abort = new AbortController();
  private readonly reconnect = new Reconnect();
  private readonly message = new RepeatedMessage();
  private readonly firstSound = Promise.withResolvers<undefined>();
  private current: LiveBuffer;
  private known?: { readonly format: LiveFormat; readonly station: LiveStation };
  private now: LiveState = 'connecting';
  private trouble?: DomainError;
  private isTold = false;
  private hasSounded = false;
  /** Whether it goes on is told by the head that comes now. */
  private awaitsHead = false;
  /** Of all connections. */
  private soundMs = 0;

  constructor(private readonly options: LiveChannelOptions) {
    this.current = this.newBuffer();
    this.firstSound.promise.catch(() => undefined);
    this.ended = this.run();
  }

  get state(): LiveState {
    return this.now;
  }

  /** Why it is lost; absent while it is not. */
  get reason(): string | undefined {
    return this.trouble?.message;
  }

  /** The same for programs. */
  get cause(): Cause | undefined {
    return this.trouble && causeOf(this.trouble);
  }

  get buffer(): LiveBuffer {
    return this.current;
  }

  /** Absent before the first sound. */
  get format(): LiveFormat | undefined {
    return this.known?.format;
  }

  get station(): LiveStation {
    return this.known?.station ?? {};
  }

  get isOver(): boolean {
    return this.abort.signal.aborted;
  }

  /**
   * Until there is something to hear.
   * @throws DomainError there is nothing: the channel is over
   */
  async ready(signal: AbortSignal): Promise<void> {
    await orAborted(this.firstSound.promise, signal);
  }

  /** Ends it: its readers are cut off. */
  close(): void {
    if (this.isOver) return;
    this.abort.abort();
    this.finish(new SourceUnavailable('The station is not listened to any more.', 'station-over'));
  }

  private finish(failure: Error): void {
    this.firstSound.reject(failure);
    this.current.end(failure);
  }

  private async run(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      const before = this.soundMs;
      let failure: unknown;
      try {
        await this.listen(signal);
      } catch (error) {
        failure = error;
      }
      if (this.isOver) return;
      // A defect of ours is told to nobody who listens.
      if (failure instanceof Error && !(failure instanceof DomainError)) this.logger.error(failure.stack);
      if (!this.hasSounded) {
        // Whoever asked for it is told at once: nothing was ever heard.
        this.abort.abort();
        this.finish(inWords(failure));
        return;
      }
      await this.pauseAfter(failure, this.soundMs - before, signal);
    }
  }

  /** One connection, from its beginning to its end. */
  private async listen(signal: AbortSignal): Promise<void> {
    const { parts, format, station } = await this.options.connect(signal);
    this.message.begin();
    this.meet(format, station);
    const overlap = new Overlap(this.current.tail(OVERLAP_MS, OVERLAP_BYTES));
    try {
      for await (const part of parts) {
        for (const passed of this.message.pass(part)) overlap.pass(passed).forEach((heard) => this.take(heard));
      }
      this.message.end();
    } catch (error) {
      if (isBrokenOff(error)) this.message.end();
      throw error;
    } finally {
      if (!this.isOver) overlap.flush().forEach((heard) => this.take(heard));
    }
  }

  private meet(format: LiveFormat, station: LiveStation): void {
    const former = this.known?.format;
    this.known = { format, station };
    const isSame = !former || (former.codec === format.codec && former.container === format.container);
    this.awaitsHead = former !== undefined && isSame && !CHAINABLE.has(format.container);
    if (!isSame) this.beginAnew();
  }

  private beginAnew(): void {
    // Readers cannot make sense of what comes now behind what they have: they ask again, and get it from its beginning.
    const old = this.current;
    this.current = this.newBuffer();
    old.end(new SourceUnavailable('The station sends in another format now.', 'another-format'));
    this.options.changed();
  }

  private take(part: LivePart): void {
    if (this.awaitsHead && part.kind !== 'title') {
      this.awaitsHead = false;
      if (part.kind !== 'head' || !this.current.isHead(part.bytes)) this.beginAnew();
    }
    this.current.append(part);
    if (part.kind === 'head') return;
    if (part.kind === 'title') {
      this.options.changed();
      return;
    }
    this.soundMs += part.durationMs;
    this.hasSounded = true;
    this.firstSound.resolve(undefined);
    this.isTold = false;
    if (this.now !== 'live') this.become('live');
  }

  private async pauseAfter(failure: unknown, soundMs: number, signal: AbortSignal): Promise<void> {
    const isMessage = (failure === undefined || isBrokenOff(failure)) && this.message.isMessage;
    const waitMs = isMessage ? this.reconnect.afterMessage() : this.reconnect.afterConnection(soundMs);
    const trouble = isMessage ? sendsMessage() : inWords(failure);
    // A connection that is only renewed is nobody's concern.
    if (isMessage || soundMs === 0) this.lose(trouble);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }

  private lose(trouble: DomainError): void {
    if (!this.isTold) this.logger.warn(`“${this.options.name}” cannot be heard and is tried again: ${trouble.message}`);
    this.isTold = true;
    if (this.now !== 'lost' || this.trouble?.message !== trouble.message) this.become('lost', trouble);
  }

  private become(state: LiveState, trouble?: DomainError): void {
    this.now = state;
    this.trouble = trouble;
    this.options.changed();
  }

  private newBuffer(): LiveBuffer {
    return new LiveBuffer(this.options.bounds, this.options.clock.nowMs());
  }
}

/** The other side ended it, if not as it should. */
function isBrokenOff(failure: unknown): boolean {
  return failure instanceof UpstreamError && failure.reason === 'broken-answer';
}

function sendsMessage(): DomainError {
  return new SourceUnavailable(
    'The station sends a message instead of its programme: it may not be for your country, or has too many listeners.',
    'station-message',
  );
}

/** What a person is told, whatever it was. */
function inWords(failure: unknown): DomainError {
  if (failure instanceof DomainError) return failure;
  return new SourceUnavailable('The station ended its stream.', 'station-over');
}
