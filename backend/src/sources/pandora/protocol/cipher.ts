import { Blowfish } from 'egoroof-blowfish';

// OpenSSL 3, and so Node, has no Blowfish in ECB any more. Modes are read off the class: the package exports no others.
const { MODE, PADDING } = Blowfish;
const UNIX_TIME = /^\d{10}$/;
/** Blocks of eight bytes, as hexadecimal digits. */
const BLOCKS = /^(?:[0-9a-f]{16}){1,8}$/i;

/** What a call says, as the service wants it: Blowfish, padded as PKCS#5 has it, in lower-case hexadecimal digits. */
export function encryptBody(key: string, text: string): string {
  return Buffer.from(new Blowfish(key, MODE.ECB, PADDING.PKCS5).encode(text)).toString('hex');
}

/**
 * The time of the service, in seconds, as the answer of the partner login has it: four bytes of chance, ten digits, padding.
 * @returns undefined where it is none
 */
export function readSyncTime(key: string, hex: string): number | undefined {
  if (!BLOCKS.test(hex)) return undefined;
  const plain = new Blowfish(key, MODE.ECB, PADDING.NULL).decode(Buffer.from(hex, 'hex'), Blowfish.TYPE.UINT8_ARRAY);
  const digits = Buffer.from(plain).toString('latin1', 4, 14);
  return UNIX_TIME.test(digits) ? Number(digits) : undefined;
}
