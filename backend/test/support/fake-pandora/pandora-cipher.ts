import { randomBytes } from 'node:crypto';
import { Blowfish } from 'egoroof-blowfish';

/** Keys of the partner that everybody is. */
export const ENCRYPT_KEY = '6#26FRL$ZWD';
export const DECRYPT_KEY = 'R=U!LH$O2B#';
const { MODE, PADDING, TYPE } = Blowfish;
const HEX = /^(?:[0-9a-f]{16})+$/i;

/** What a call says: padded as PKCS#5 has it, by zeros, or not at all where it ends with a block. @returns undefined where it is none */
export function decryptBody(hex: string): unknown {
  if (!HEX.test(hex)) return undefined;
  const plain = new Blowfish(ENCRYPT_KEY, MODE.ECB, PADDING.NULL).decode(Buffer.from(hex, 'hex'), TYPE.UINT8_ARRAY);
  const text = Buffer.from(plain).toString('utf8');
  const end = text.lastIndexOf('}') + 1;
  const padding = Buffer.from(text.slice(end));
  const isPadding = padding.length <= 8 && padding.every((byte) => byte === padding.length || byte === 0);
  return isPadding ? (JSON.parse(text.slice(0, end)) as unknown) : undefined;
}

/** Four bytes of chance, ten digits, two of padding: a client cuts just those off. */
export function encryptTime(seconds: number): string {
  const plain = Buffer.concat([randomBytes(4), Buffer.from(String(seconds)), Buffer.from([2, 2])]);
  return Buffer.from(new Blowfish(DECRYPT_KEY, MODE.ECB, PADDING.NULL).encode(plain)).toString('hex');
}
