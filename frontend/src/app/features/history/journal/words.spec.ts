import { contextInWords, outcomeInWords, sourceInWords } from './words';

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

  it('calls a source by its name, and one it does not know by its id', () => {
    expect([sourceInWords('ytmusic'), sourceInWords('minidisc')]).toEqual(['YouTube Music', 'minidisc']);
  });
});
