import { concatenated, type AudioBytes } from './audio-bytes';

/** Where the bytes come from while they are made. */
type Source = Pick<ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>, 'read'>;

/**
 * A file that comes from its beginning to its end and in no other way. All of it is kept, so it must not be long. Where it breaks
 * off, the rest is read from the file that it has become by then.
 */
export class GrowingFile implements AudioBytes {
  private readonly parts: Uint8Array<ArrayBuffer>[] = [];
  private lengthBytes = 0;
  private readonly ended: Promise<'complete' | 'broken'>;
  private wake?: () => void;
  private growth = this.newGrowth();
  private state: 'growing' | 'complete' | 'broken' = 'growing';

  /** @param finished the same, once all of it is made */
  constructor(
    source: Source,
    private readonly finished: AudioBytes,
  ) {
    this.ended = this.gather(source);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    while (this.state === 'growing' && this.lengthBytes < offset + length) await this.growth;
    if (this.state === 'broken' && this.lengthBytes < offset + length) return this.finished.read(offset, length);
    return this.gathered().subarray(offset, offset + length);
  }

  async sizeBytes(): Promise<number> {
    return (await this.ended) === 'complete' ? this.lengthBytes : this.finished.sizeBytes();
  }

  private async gather(source: Source): Promise<'complete' | 'broken'> {
    try {
      for (let piece = await source.read(); !piece.done; piece = await source.read()) {
        this.parts.push(piece.value);
        this.lengthBytes += piece.value.length;
        this.grown();
      }
      this.state = 'complete';
    } catch {
      // Whoever reads on learns why from the file.
      this.state = 'broken';
    }
    this.grown();
    return this.state;
  }

  private gathered(): Uint8Array {
    // Put together when somebody reads: a stream comes in many small pieces.
    if (this.parts.length > 1) this.parts.splice(0, Infinity, concatenated(this.parts));
    return this.parts[0] ?? new Uint8Array();
  }

  private grown(): void {
    this.wake?.();
    this.growth = this.newGrowth();
  }

  private newGrowth(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
}
