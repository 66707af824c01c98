/** An id that only this browser gives; `crypto.randomUUID` is absent on plain http other than localhost. */
export function newLocalId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `own-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
