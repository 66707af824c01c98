import { contextInWords, outcomeInWords, whereInWords } from './words';

describe('words of the journal', () => {
  it('says how a play ended, and where', () => {
    const heardMs = 45_000;
    expect(outcomeInWords({ outcome: 'finished', heardMs })).toBe('finished');
    expect(outcomeInWords({ outcome: 'skipped', heardMs })).toBe('skipped at 0:45');
    expect(outcomeInWords({ outcome: 'stopped', heardMs })).toBe('stopped at 0:45');
    expect(outcomeInWords({ outcome: 'skipped', heardMs, stoppedAtPositionMs: 190_000 })).toBe('skipped at 3:10');
    expect(outcomeInWords({ outcome: 'playing', heardMs })).toBe('playing now');
  });

  it('names what it was played from, unless the row says it already', () => {
    const row = { artist: 'Tideglass', album: 'Low Water' };
    expect(contextInWords(row)).toBeUndefined();
    expect(contextInWords({ ...row, context: { kind: 'album', title: 'Low Water' } })).toBe('Album');
    expect(contextInWords({ ...row, context: { kind: 'station', title: 'Late night' } })).toBe('Station: Late night');
    expect(contextInWords({ ...row, context: { kind: 'jukebox' } })).toBe('jukebox');
  });

  it('says where it sounded, and names a service that remembers it once', () => {
    const nameOf = (id: string): string => ({ ytmusic: 'YouTube Music' })[id] ?? id;
    const output = { name: 'Kitchen', kind: 'browser' as const };
    expect(whereInWords({ source: 'local', origin: 'pyxis', output }, nameOf)).toBe('Kitchen');
    expect(whereInWords({ source: 'ytmusic', origin: 'pyxis', output }, nameOf)).toBe('YouTube Music · Kitchen');
    expect(whereInWords({ source: 'listenbrainz', origin: 'listenbrainz' }, nameOf)).toBe('from ListenBrainz');
    expect(whereInWords({ source: 'ytmusic', origin: 'lastfm' }, nameOf)).toBe('YouTube Music · from Last.fm');
  });
});
