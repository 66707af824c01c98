import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 14;
/** Bytes at or above this would make the first letters of the alphabet likelier. */
const UNBIASED_BELOW = 256 - (256 % ALPHABET.length);
const POOL_BYTES = 4096;

let pool = Buffer.alloc(0);
let at = 0;

/** A random library id: 14 letters and digits (83 bits), safe in a URL and in every file name. */
export function newId(): string {
  let id = '';
  while (id.length < LENGTH) {
    if (at >= pool.length) {
      pool = randomBytes(POOL_BYTES);
      at = 0;
    }
    const byte = pool[at++]!;
    if (byte < UNBIASED_BELOW) id += ALPHABET.charAt(byte % ALPHABET.length);
  }
  return id;
}
