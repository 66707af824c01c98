import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line, messageFrom } from './text.js';

describe('line', () => {
  it('keeps what is in order, and brings the rest into order', () => {
    expect(line('Für Elise', 100)).toBe('Für Elise');
    expect(line(' one\0\ntwo ', 100)).toBe('one two');
    expect(line('🎵🎵', 3)).toBe('🎵');
    expect(line('\0 \n', 100)).toBeUndefined();
    expect(line(undefined, 100)).toBeUndefined();
  });

  it('is whole and within bounds, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
        const made = line(text, most) ?? 'x';
        expect(made).toBe(made.trim());
        expect(made.length).toBeLessThanOrEqual(most);
        expect(made.isWellFormed()).toBe(true);
        expect(made).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('messageFrom', () => {
  it('shows no markup, no secret, and not much', () => {
    expect(messageFrom('<h1>Sorry</h1>\n  token abc is\u0007bad', ['abc'])).toBe('Sorry token … is bad');
    expect(messageFrom('x'.repeat(5_000), [])).toHaveLength(200);
    expect(messageFrom('said a%2Fb%2Bc or a/b+c', ['a/b+c'])).toBe('said … or …');
  });

  it.each(['<', '<a ', '< >', ' ', '\0', '<<>'])('is done with a million %j as with one', (part) => {
    expect(messageFrom(part.repeat(1_000_000), ['hidden'])?.length ?? 0).toBeLessThanOrEqual(200);
  });

  it('has nothing to say of what is no text', () => {
    expect(messageFrom({ error: 'no' }, [])).toBeUndefined();
    expect(messageFrom(' ', [undefined, ''])).toBeUndefined();
  });
});
