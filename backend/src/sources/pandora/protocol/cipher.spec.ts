import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { encryptBody, readSyncTime } from './cipher.js';

interface Vectors {
  readonly syncTime: TimeVector;
  readonly syncTime2026: TimeVector;
  readonly encryptPkcs5: readonly { readonly key: string; readonly plain: string; readonly cipherHex: string }[];
}
interface TimeVector {
  readonly key: string;
  readonly cipherHex: string;
  readonly unixTime: number;
}

const fixtures = new URL('../../../../test/fixtures/pandora/', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('crypt-vectors.json', fixtures), 'utf8')) as Vectors;

it.each(vectors.encryptPkcs5)('encrypts a body as the service does: $plain', ({ key, plain, cipherHex }) => {
  expect(encryptBody(key, plain)).toBe(cipherHex);
});

it.each([vectors.syncTime, vectors.syncTime2026])('reads a time of the service: $unixTime', (vector) => {
  expect(readSyncTime(vector.key, vector.cipherHex)).toBe(vector.unixTime);
  expect(readSyncTime(vector.key, vector.cipherHex.toUpperCase())).toBe(vector.unixTime);
});

it.each(['', '00', 'x'.repeat(32), '0'.repeat(32), vectors.syncTime.cipherHex.slice(2), '0'.repeat(4_096)])(
  'reads no time where there is none: “%s”',
  (hex) => {
    expect(readSyncTime(vectors.syncTime.key, hex)).toBeUndefined();
  },
);

it('reads no time with another key', () => {
  expect(readSyncTime('6#26FRL$ZWD', vectors.syncTime.cipherHex)).toBeUndefined();
});
