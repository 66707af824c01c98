import { createHash, type Hash } from 'node:crypto';
import type { LivePart } from './live-part.js';

/** Longer than any message: what goes on beyond is the station. */
const MOST_BYTES = 2 * 1024 * 1024;
/** What so many of the last connections gave is remembered. */
const REMEMBERED = 6;
/** Several messages may take turns. */
const TIMES_IN_TURN = 3;
/** Two that were not cut off in the same place are known by so many parts. */
const LEAST_PARTS = 5;
/** So much longer, of its length, may one be than the other. */
const SLACK = 0.25;

/** What one connection gave: a hash of all up to the end of each part. */
type Given = readonly string[];

/**
 * Knows a message that a station sends in place of its sound: the same bytes at each connection, and then the end. It is let
 * through as long as nobody can tell; once it came twice in a row, or again and again, it is kept back.
 */
export class RepeatedMessage {
  /** Newest last. */
  private readonly known: Given[] = [];
  private message?: Given;
  private hash: Hash = createHash('sha256');
  private bytes = 0;
  private given: string[] = [];
  /** What may be the message again. */
  private held: LivePart[] | undefined;

  /** Whether what came last was a message that came before. */
  get isMessage(): boolean {
    return this.message !== undefined;
  }

  /** A connection begins. */
  begin(): void {
    this.hash = createHash('sha256');
    this.bytes = 0;
    this.given = [];
    this.held = this.message ? [] : undefined;
  }

  /** @returns what may be heard now */
  pass(part: LivePart): readonly LivePart[] {
    if (part.kind === 'sound' && this.bytes <= MOST_BYTES) {
      this.bytes += part.bytes.length;
      this.given.push(this.hash.update(part.bytes).copy().digest('base64'));
    }
    if (!this.held) return [part];
    this.held.push(part);
    if (this.message && this.bytes <= MOST_BYTES && mayBecome(this.given, this.message)) return [];
    // It is another, or longer: the station is back.
    const all = this.held;
    this.held = this.message = undefined;
    return all;
  }

  /** The other side has ended the connection. */
  end(): void {
    const { given } = this;
    if (given.length === 0 || this.bytes > MOST_BYTES) return;
    this.known.push(given);
    if (this.known.length > REMEMBERED) this.known.shift();
    const alike = this.known.filter((each) => isAlike(each, given)).length;
    const isAgain = this.known.slice(-2).filter((each) => isAlike(each, given)).length > 1;
    if (isAgain || alike >= TIMES_IN_TURN) this.message = given;
  }
}

/** Whether both are the same, though perhaps not cut off in the same place: then their last parts differ. */
function isAlike(one: Given, other: Given): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length === longer.length && shorter.at(-1) === longer.at(-1)) return true;
  const whole = shorter.length - 1;
  return whole >= LEAST_PARTS && isNotMuchLonger(longer, shorter) && shorter[whole - 1] === longer[whole - 1];
}

/** Whether what has come so far may be the message, once it has all come. */
function mayBecome(begun: Given, message: Given): boolean {
  const whole = Math.min(begun.length, message.length) - 1;
  const isSame = whole < 1 || begun[whole - 1] === message[whole - 1];
  return isSame && (begun.length <= message.length || (whole >= LEAST_PARTS && isNotMuchLonger(begun, message)));
}

function isNotMuchLonger(longer: Given, shorter: Given): boolean {
  return longer.length <= shorter.length * (1 + SLACK) + 1;
}
