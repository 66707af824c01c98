const FIRST_ROOM_BYTES = 16 * 1024;

/** Bytes that came and were not dealt with yet, as one piece. What a byte costs does not depend on the pieces it came in. */
export class ByteWindow {
  private room = Buffer.allocUnsafeSlow(FIRST_ROOM_BYTES);
  private start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** Valid until more is appended. */
  get view(): Buffer {
    return this.room.subarray(this.start, this.end);
  }

  append(bytes: Buffer): void {
    if (this.end + bytes.length > this.room.length) this.makeRoom(bytes.length);
    bytes.copy(this.room, this.end);
    this.end += bytes.length;
  }

  drop(count: number): void {
    this.start = Math.min(this.end, this.start + count);
    if (this.start === this.end) this.start = this.end = 0;
  }

  private makeRoom(more: number): void {
    const { view } = this;
    // Where half of it is free, moving is enough; else it would be moved over and over.
    const isRoomy = 2 * (view.length + more) <= this.room.length;
    const room = isRoomy ? this.room : Buffer.allocUnsafeSlow(2 * (view.length + more));
    view.copy(room);
    this.room = room;
    this.end = view.length;
    this.start = 0;
  }
}
