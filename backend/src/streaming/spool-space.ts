/** There is no room for more. */
export class SpoolFull extends Error {}

/** Room for what grows: nothing is written without a bound. */
export class SpoolSpace {
  private takenBytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** @throws SpoolFull */
  take(bytes: number): void {
    if (this.takenBytes + bytes > this.maxBytes) throw new SpoolFull('There is no room for more.');
    this.takenBytes += bytes;
  }

  give(bytes: number): void {
    this.takenBytes -= bytes;
  }
}
