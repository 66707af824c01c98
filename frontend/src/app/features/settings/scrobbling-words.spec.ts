import type { ScrobbleServiceView } from '../../core/api/types';
import { backlogInWords, refusedInWords, scrobblingInWords } from './scrobbling-words';

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
  it('says the state, and what to do', () => {
    expect(scrobblingInWords(service)).toBe('Is told what you hear.');
    expect(scrobblingInWords({ ...service, userName: 'anna' })).toBe('Is told what you hear, as anna.');
    expect(scrobblingInWords({ ...service, state: 'off', detail: 'Not connected yet.' })).toBe(
      'Off. Not connected yet.',
    );
    expect(scrobblingInWords({ ...service, state: 'refused', detail: 'Connect again.' })).toBe('Connect again.');
  });

  it('says what waits, and that nothing gets lost', () => {
    expect(backlogInWords(service)).toBe('');
    expect(backlogInWords({ ...service, state: 'waiting', backlog: 1_200 })).toBe('1,200 to send.');
    expect(backlogInWords({ ...service, state: 'unavailable', backlog: 1 })).toBe('1 waits; nothing gets lost.');
    expect(refusedInWords(2)).toBe('2 refused');
  });
});
