import type { FileHandle } from 'node:fs/promises';
import { changed, type RemoteFacts } from './remote-answer.js';
import type { AudioBody } from '../audio-body.js';
import type { Validators } from '../preconditions.js';
import type { SpoolBody } from '../spool.js';
import type { RemotePart } from './remote-part.js';

/** A part that is read, until it is left. */
export interface JoinedPart {
  readonly part: RemotePart;
  readonly body: SpoolBody;
}

/** The whole of some audio that lies elsewhere, read from whichever part has the position. */
export class RemoteBody implements AudioBody {
  readonly mimeType: string;
  readonly sizeBytes?: number;
  readonly validators?: Validators;

  /** @param join gives a part that has this position, or soon will */
  constructor(
    private joined: JoinedPart,
    private facts: RemoteFacts,
    private readonly join: (position: number) => JoinedPart,
  ) {
    this.mimeType = facts.mimeType;
    if (facts.sizeBytes !== undefined) this.sizeBytes = facts.sizeBytes;
    if (facts.validators) this.validators = facts.validators;
  }

  async read(into: Buffer, position: number, signal: AbortSignal): Promise<number> {
    if (!this.has(position)) await this.moveTo(position, signal);
    return this.joined.body.read(into, position - this.facts.firstByte, signal);
  }

  /** Where a fetch began at a later byte, another is begun that has all of it. */
  async wholeFile(signal: AbortSignal): Promise<FileHandle> {
    if (this.facts.firstByte > 0) await this.moveTo(0, signal);
    return this.joined.body.wholeFile(signal);
  }

  isUnchanged(): Promise<boolean> {
    return Promise.resolve(true);
  }

  close(): Promise<void> {
    return this.joined.body.close();
  }

  /** Whether the part holds this position, reaches it next, or has failed. */
  private has(position: number): boolean {
    const { firstByte } = this.facts;
    const { part } = this.joined;
    return part.covers(position) || (position >= firstByte && position <= firstByte + part.spool.writtenBytes);
  }

  private async moveTo(position: number, signal: AbortSignal): Promise<void> {
    const before = this.joined;
    this.joined = this.join(position);
    await before.body.close();
    const facts = await factsOf(this.joined.part, signal);
    if (facts.etag !== this.facts.etag || facts.sizeBytes !== this.facts.sizeBytes) throw changed();
    this.facts = facts;
  }
}

/** @throws whatever it failed with; the reason of the signal */
export async function factsOf(part: RemotePart, signal: AbortSignal): Promise<RemoteFacts> {
  const gone = Promise.withResolvers<never>();
  const leave = (): void => gone.reject(signal.reason as Error);
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([part.facts, gone.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
