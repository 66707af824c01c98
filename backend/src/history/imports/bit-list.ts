const FIRST_BYTES = 1_024;

/** A list of yes and no that grows; a million take 125 kB. */
export class BitList {
  private bytes = new Uint8Array(FIRST_BYTES);

  set(index: number): void {
    const at = index >> 3;
    if (at >= this.bytes.length) {
      const grown = new Uint8Array(Math.max(at + 1, 2 * this.bytes.length));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[at]! |= 1 << (index & 7);
  }

  has(index: number): boolean {
    return ((this.bytes[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }
}
