import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './addresses.js';

describe('isPublicAddress', () => {
  it.each(['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '192.167.1.1', '2606:4700::1111', '2a00:1450::1'])(
    'lets %s through',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255',
    '192.0.0.170', '192.168.1.1', '198.18.0.1', '224.0.0.251', '255.255.255.255', '::', '::1', '::127.0.0.1',
    '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '64:ff9b:1::1', 'fc00::1', 'fd12::1', 'fe80::1',
    'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', 'localhost', '', '1.1.1',
  ])('keeps %s out', (address) => expect(isPublicAddress(address)).toBe(false)); // prettier-ignore

  it('answers for anything, and never lets an address in an address through', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
        expect(typeof isPublicAddress(text)).toBe('boolean');
        expect(isPublicAddress(`::ffff:${text}`)).toBe(false);
        expect(isPublicAddress(`64:ff9b::${text}`)).toBe(false);
      }),
    );
  });
});
