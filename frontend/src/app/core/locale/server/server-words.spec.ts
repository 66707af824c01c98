import { findSentences, SENTENCES } from './all-sentences';
import { learnServerWords, said, saidBriefly } from './server-words';

describe('what the server says', () => {
  afterEach(() => learnServerWords(undefined));

  it('is shown as the server says it where the language has no words for it', () => {
    const state = { code: 'timeout', service: 'SoundCloud' };
    expect(said(state, 'Its own words.')).toBe('Its own words.');
    learnServerWords(findSentences);
    expect(said({ code: 'of-next-year' }, 'Its own words.')).toBe('Its own words.');
    expect(said(undefined, 'Its own words.')).toBe('Its own words.');
    expect(said({}, undefined)).toBeUndefined();
  });

  it('is said by code, with the names and numbers that came with it', () => {
    learnServerWords(findSentences);
    expect(said({ code: 'queue-full', most: 5000 }, '')).toBe(
      'A queue holds 5,000 items at most. Remove some, or clear it.',
    );
    const error = { code: 'upstream-unreachable', service: 'SoundCloud' };
    expect(said(error, '')).toContain('SoundCloud cannot be reached. It is asked again by itself.');
    expect(saidBriefly(error, '')).toBe('SoundCloud cannot be reached.');
  });

  it('takes the code of a state for that of a call, and tells feeds from others', () => {
    learnServerWords(findSentences);
    expect(saidBriefly({ code: 'unreachable', service: 'Bandcamp' }, '')).toBe('Bandcamp cannot be reached.');
    expect(saidBriefly({ code: 'feed-unreachable' }, '')).toBe('The host of the feed cannot be reached.');
    expect(saidBriefly({ code: 'feed-broken-answer' }, '')).toMatch(/^The feed answered/);
  });

  it('tells several things of one code apart, and leaves those to the server that it does not know', () => {
    learnServerWords(findSentences);
    expect(saidBriefly({ code: 'forbidden', service: 'Bandcamp', because: 'robot' }, '')).toContain('not a bot');
    expect(saidBriefly({ code: 'forbidden', service: 'Bandcamp', because: 'new' }, '')).toContain('refuses');
    expect(said({ code: 'source-unavailable', because: 'disk-full' }, '')).toContain('Make room on it.');
    expect(said({ code: 'source-unavailable' }, 'Its own words.')).toBe('Its own words.');
  });

  it('says of anything that is gone that it is', () => {
    learnServerWords(findSentences);
    expect(said({ code: 'album-not-found' }, '')).toBe('This album is not in the library any more.');
    expect(said({ code: 'removal-not-found' }, '')).toBe('This is not here any more.');
  });

  it.each(Object.entries(SENTENCES))('has whole sentences for %s, whatever came with it', (_, sentences) => {
    for (const part of sentences({})) expect(part ?? 'Nothing to be done.').toMatch(/[.?]$/);
  });
});
