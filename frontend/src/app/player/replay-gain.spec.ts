import type { QueueItemView } from '../core/api/types';
import { gainOf } from './replay-gain';
import { nameOf } from './tab-identity';
import { aTrack } from './testing/fixtures';

const item = (kind: string, replayGain: object): QueueItemView => ({
  itemId: 'x',
  track: aTrack('a', { replayGain }),
  context: { kind },
});

describe('what an output knows of itself', () => {
  it('evens out track by track, and album by album where an album plays', () => {
    const gains = { trackGainDb: -6, albumGainDb: -20 };
    expect(gainOf(item('album', gains), 'off')).toBe(1);
    expect(gainOf(item('album', gains), 'track')).toBeCloseTo(0.501, 3);
    expect(gainOf(item('album', gains), 'album')).toBeCloseTo(0.1, 3);
    expect(gainOf(item('search', gains), 'album')).toBeCloseTo(0.501, 3);
    expect(gainOf(item('album', {}), 'track')).toBe(1);
  });

  it('never lets the loudest sample be clipped', () => {
    expect(gainOf(item('album', { trackGainDb: 12, trackPeak: 0.8 }), 'track')).toBe(1.25);
    expect(gainOf(item('album', { albumGainDb: 12, albumPeak: 0.5, trackPeak: 0.1 }), 'album')).toBe(2);
  });

  it('names a browser and the system it runs on', () => {
    const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
    expect(nameOf(`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/140.0 Safari/537.36`)).toBe('Chrome on Linux');
    expect(nameOf(`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/140.0 Safari/537.36 Edg/140.0`)).toBe(
      'Edge on Windows',
    );
    expect(nameOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18 Safari/604')).toBe(
      'Safari on iPhone',
    );
    expect(nameOf('something')).toBe('Browser');
  });
});
