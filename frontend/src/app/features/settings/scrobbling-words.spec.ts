import type { ScrobbleServiceView } from '../../core/api/types';
import { findSentences } from '../../core/locale/server/all-sentences';
import { learnServerWords } from '../../core/locale/server/server-words';
import { backlogInWords, refusalInWords, refusedInWords, scrobblingInWords } from './scrobbling-words';

const service: ScrobbleServiceView = {
  id: 'lastfm',
  name: 'Last.fm',
  isEnabled: true,
  state: 'ok',
  canConnect: false,
  backlog: 0,
  refused: 0,
  refusals: [],
};

describe('words of scrobbling', () => {
  afterEach(() => learnServerWords(undefined));

  it('says the state, and what to do', () => {
    expect(scrobblingInWords(service)).toBe('Is told what you hear.');
    expect(scrobblingInWords({ ...service, userName: 'anna' })).toBe('Is told what you hear, as anna.');
    expect(scrobblingInWords({ ...service, state: 'off', detail: 'Not connected yet.' })).toBe(
      'Off. Not connected yet.',
    );
    expect(scrobblingInWords({ ...service, state: 'refused', detail: 'Connect again.' })).toBe('Connect again.');
  });

  it('says why something was refused, in a language that has words for it', () => {
    learnServerWords(findSentences);
    const refusal = { id: '1', title: 'Dawn', artist: 'Someone', startedAtMs: 0, reason: 'From the service.' };
    const cause = { code: 'scrobble-too-old', service: 'Last.fm' };
    expect(refusalInWords({ ...refusal, cause })).toBe('It is too old for Last.fm.');
    expect(refusalInWords(refusal)).toBe('From the service.');
  });

  it('says what waits, and that nothing gets lost', () => {
    expect(backlogInWords(service)).toBe('');
    expect(backlogInWords({ ...service, state: 'waiting', backlog: 1_200 })).toBe('1,200 to send.');
    expect(backlogInWords({ ...service, state: 'unavailable', backlog: 1 })).toBe('1 waits; nothing gets lost.');
    expect(refusedInWords(2)).toBe('2 refused');
  });
});
