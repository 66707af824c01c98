import { describe, expect, it } from 'vitest';
import { BadRedirect, nextHop, type Hop } from './redirects.js';

const hop = (url: string, headers: Hop['headers'] = {}, method = 'GET'): Hop => ({
  url: new URL(url),
  method,
  headers,
});

describe('nextHop', () => {
  it('goes to addresses whole and relative, and forgets the part after #', () => {
    expect(nextHop([hop('https://a.example/x/y')], '../z?q=1#part').url.href).toBe('https://a.example/z?q=1');
    expect(nextHop([hop('http://a.example/')], 'https://b.example').url.href).toBe('https://b.example/');
  });

  it('keeps secrets at their origin: another scheme, host or port is another origin', () => {
    const told = { authorization: 'x', cookie: 'x', 'x-api-key': 'x', range: 'bytes=0-', 'user-agent': 'Pyxis/1' };
    const from = hop('http://a.example/', told);
    expect(nextHop([from], '/there').headers).toEqual(told);
    for (const to of [
      'https://a.example/',
      'http://b.example/',
      'http://a.example:81/',
      'http://a.example.b.example/',
    ]) {
      expect(nextHop([from], to).headers).toEqual({ range: 'bytes=0-', 'user-agent': 'Pyxis/1' });
    }
  });

  it('does not give back at the origin what was left behind on the way', () => {
    const first = hop('http://a.example/', { authorization: 'x' });
    const second = nextHop([first], 'http://b.example/');
    expect(nextHop([first, second], 'http://a.example/back').headers).toEqual({});
  });

  it('leaves encryption where everybody is sent the same, without what lets anybody in', () => {
    const from = hop('https://a.example/', { authorization: 'x', accept: '*/*' });
    const to = nextHop([from], 'http://a.example/live', 5, { isForAll: true });
    expect(to.headers).toEqual({ accept: '*/*' });
    expect(() => nextHop([from], 'http://a.example/live')).toThrow('without encryption');
  });

  it('gives cookies back to who gave them, and to nobody else', () => {
    const first = hop('http://a.example/', { cookie: 'own=1', accept: '*/*' });
    const given = 'sid=7; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly, b="x, y"; Path=/, own=2';
    const second = nextHop([first], '/', 5, { cookies: given });
    expect(second.headers).toEqual({ cookie: 'own=2; sid=7; b="x, y"', accept: '*/*' });
    // With what was given it is another request; the same once more is a circle.
    expect(() => nextHop([first, second], '/', 5, { cookies: given })).toThrow('circle');
    expect(nextHop([first], 'http://b.example/', 5, { cookies: given }).headers).toEqual({ accept: '*/*' });
    expect(nextHop([first], '/there', 5, { cookies: '; ,nonsense' }).headers).toBe(first.headers);
  });

  it.each([
    ['from https to http', 'https://a.example/', 'http://a.example/'],
    ['to a file', 'http://a.example/', 'file:///etc/passwd'],
    ['to data', 'http://a.example/', 'data:text/plain,x'],
    ['to a name and password', 'http://a.example/', 'http://me:secret@b.example/'],
    ['to itself', 'http://a.example/x', '/x#again'],
    ['to nothing', 'http://a.example/', undefined],
    ['to what is no address', 'http://a.example/', 'http://'],
  ])('goes nowhere %s', (_, from, to) => {
    expect(() => nextHop([hop(from)], to)).toThrow(BadRedirect);
  });

  it('goes as often as the call lets it', () => {
    const before = Array.from({ length: 8 }, (_, i) => hop(`http://a.example/${i}`));
    expect(() => nextHop(before, '/next')).toThrow(BadRedirect);
    expect(nextHop(before, '/next', 8).url.href).toBe('http://a.example/next');
    expect(() => nextHop(before, '/next', 7)).toThrow(BadRedirect);
  });

  it('goes no further with what is written', () => {
    expect(() => nextHop([hop('http://a.example/', {}, 'POST')], '/there')).toThrow(BadRedirect);
  });
});
