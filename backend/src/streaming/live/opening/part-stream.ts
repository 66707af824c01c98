import type { LivePart } from '../live-part.js';

/** Parts that are read one after the other, from a connection that ends with them. */
export class PartStream implements AsyncIterableIterator<LivePart, undefined> {
  /** @param close ends the connection, also when nothing was read of it yet, or while somebody waits for a part */
  constructor(
    private readonly parts: AsyncGenerator<LivePart, undefined>,
    private readonly close: () => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<LivePart, undefined>> {
    try {
      const result = await this.parts.next();
      if (result.done) this.close();
      return result;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<LivePart, undefined>> {
    this.close();
    return this.parts.return(undefined);
  }
}
