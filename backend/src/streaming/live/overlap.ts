import { ownCopy } from './formats/live-reader.js';
import type { LivePart } from './live-part.js';

type Sound = Extract<LivePart, { kind: 'sound' }>;
type Title = Extract<LivePart, { kind: 'title' }>;

/** Less may be the same by chance, or silence. */
const LEAST_BYTES = 1024;

/**
 * Leaves out of a new connection what the one before has brought already: servers send some seconds again, so that players need
 * not wait, and a station that is cut off over and over would fall behind itself by as much each time.
 */
export class Overlap {
  /** What may have been heard; given after all where the connection ends with it. */
  private held: Sound[] = [];
  private heldBytes = 0;
  /** Told within that. */
  private title: Title | undefined;
  /** Of what was heard, behind what has come again; absent: that is not found yet. */
  private rest?: Buffer;
  private isOver: boolean;

  /** @param heard the last sound of the connection before; empty where there was none */
  constructor(private readonly heard: Buffer) {
    this.isOver = heard.length < LEAST_BYTES;
  }

  /** @returns what may be heard now */
  pass(part: LivePart): readonly LivePart[] {
    if (this.isOver || part.kind === 'head') return [part];
    if (part.kind === 'title') {
      this.title = part;
      return [];
    }
    this.held.push(part);
    this.heldBytes += part.bytes.length;
    return this.rest ? this.goOn(part, this.rest) : this.search();
  }

  /** The connection has ended. @returns what was held back */
  flush(): readonly LivePart[] {
    return this.isOver ? [] : this.end(this.held);
  }

  private search(): readonly LivePart[] {
    if (this.heldBytes < LEAST_BYTES) return [];
    const begun = Buffer.concat(this.held.map(({ bytes }) => bytes));
    const at = this.heard.lastIndexOf(begun);
    if (at < 0) return this.end(this.held);
    this.rest = this.heard.subarray(at + begun.length);
    return this.rest.length === 0 ? this.end([]) : [];
  }

  private goOn(part: Sound, rest: Buffer): readonly LivePart[] {
    const length = Math.min(rest.length, part.bytes.length);
    // What it is the same as was heard; from here on it is another.
    if (!rest.subarray(0, length).equals(part.bytes.subarray(0, length))) return this.end([part]);
    this.rest = rest.subarray(length);
    if (this.rest.length > 0) return [];
    return this.end(length === part.bytes.length ? [] : [behind(part, length)]);
  }

  private end(sound: readonly Sound[]): readonly LivePart[] {
    const { title } = this;
    this.isOver = true;
    this.held = [];
    return [...(title ? [title] : []), ...sound];
  }
}

/** Parts end with whole frames: so does what was heard, and what is left begins with one. */
function behind({ bytes, durationMs }: Sound, length: number): Sound {
  const rest = ownCopy(bytes.subarray(length));
  return { kind: 'sound', bytes: rest, durationMs: (durationMs * rest.length) / bytes.length };
}
