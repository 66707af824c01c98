import { createHash, type Hash } from 'node:crypto';
import type { LivePart } from './live-part.js';

/** Longer than any message: what goes on beyond is the station. */
const MOST_BYTES = 2 * 1024 * 1024;
/** So many beginnings are remembered. */
const REMEMBERED = 4;

/** What one connection gave, told apart by a hash. */
interface Given {
  readonly bytes: number;
  readonly digest: string;
}

/**
 * Knows a message that a station sends in place of its sound: the same bytes at each connection, and then the end. It is let
 * through as long as nobody can tell; once it came twice, it is kept back.
 */
export class RepeatedMessage {
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

  /** The connection has ended as if all were well. */
  end(): void {
    if (this.bytes === 0 || this.bytes > MOST_BYTES) return;
    const given: Given = { bytes: this.bytes, digest: this.hash.digest('hex') };
    const isKnown = this.known.some(({ bytes, digest }) => bytes === given.bytes && digest === given.digest);
    if (isKnown) this.message = given;
    else this.known.push(given);
    if (this.known.length > REMEMBERED) this.known.shift();
  }
}
