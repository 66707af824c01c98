import { stationDetail, stationTrack } from './station-track';

describe('a station as something to play', () => {
  it('is a track without album, artist and end', () => {
    const track = stationTrack({ trackId: 'radio:fip', name: 'FIP' });
    expect(track).toMatchObject({ id: 'radio:fip', kind: 'station', title: 'FIP', artist: '', album: { id: '' } });
    expect(track.durationMs).toBeUndefined();
  });

  it('has below its name what it plays, or else what it is like', () => {
    const tags = ['jazz', 'soul', 'funk', 'blues'];
    expect(stationDetail({ tags, playing: 'A - B' })).toBe('A - B');
    expect(stationDetail({ tags })).toBe('jazz · soul · funk');
    expect(stationDetail({ tags: [] })).toBe('');
  });
});
