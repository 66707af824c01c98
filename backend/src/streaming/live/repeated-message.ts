import { createHash, type Hash } from 'node:crypto';
import type { LivePart } from './live-part.js';

/** Longer than any message: what goes on beyond is the station. */
const MOST_BYTES = 2 * 1024 * 1024;
/** What so many of the last connections gave is remembered. */
const REMEMBERED = 6;
/** Several messages may take turns. */
const TIMES_IN_TURN = 3;

/** What one connection gave, told apart by a hash. */
interface Given {
  readonly bytes: number;
  readonly digest: string;
}

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
    this.held = this.message ? [] : undefined;
  }

  /** @returns what may be heard now */
  pass(part: LivePart): readonly LivePart[] {
    if (part.kind === 'sound' && this.bytes <= MOST_BYTES) {
      this.hash.update(part.bytes);
      this.bytes += part.bytes.length;
    }
    if (!this.held) return [part];
    this.held.push(part);
    if (this.bytes <= (this.message?.bytes ?? 0)) return [];
    // It is longer than the message: the station is back.
    const all = this.held;
    this.held = this.message = undefined;
    return all;
  }

  /** The other side has ended the connection. */
  end(): void {
    if (this.bytes === 0 || this.bytes > MOST_BYTES) return;
    const given: Given = { bytes: this.bytes, digest: this.hash.digest('hex') };
    this.known.push(given);
    if (this.known.length > REMEMBERED) this.known.shift();
    const isSame = ({ bytes, digest }: Given): boolean => bytes === given.bytes && digest === given.digest;
    const times = this.known.filter(isSame).length;
    const isAgain = this.known.slice(-2).filter(isSame).length > 1;
    if (isAgain || times >= TIMES_IN_TURN) this.message = given;
  }
}
