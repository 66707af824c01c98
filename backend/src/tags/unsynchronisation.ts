/** Drops the zero that was put behind each 0xFF so that no player mistakes the tag for sound. */
export function withoutUnsynchronisation(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    out[length++] = byte;
    if (byte === 0xff && bytes[i + 1] === 0) i++;
  }
  return out.subarray(0, length);
}
