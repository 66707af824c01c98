/** A number of ID3v2.4, of which each byte holds seven bits, so that none looks like the beginning of a frame of sound. */
export function synchsafe(bytes: Buffer, at: number): number {
  const value = bytes.readUInt32BE(at);
  return ((value >>> 3) & 0x0fe00000) | ((value >>> 2) & 0x001fc000) | ((value >>> 1) & 0x00003f80) | (value & 0x7f);
}
