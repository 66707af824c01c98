import { aTrack } from '../testing/fixtures';
import { smallerFor } from './playable';

const track = (codec: string, bitrateKbps: number): ReturnType<typeof aTrack> =>
  aTrack('a', {
    format: { codec, mimeType: `audio/${codec}`, bitrateKbps, sampleRateHz: 44_100, channels: 2, sizeBytes: 1 },
  });
const anything = (): string => 'probably';

describe('smallerFor', () => {
  it('asks for Opus, and for what else the browser plays', () => {
    const flac = track('flac', 900);
    expect(smallerFor(flac, '64', anything)).toEqual({ format: 'opus', bitrateKbps: 64 });
    expect(smallerFor(flac, '128', (type) => (type.includes('opus') ? '' : 'maybe'))).toEqual({
      format: 'aac',
      bitrateKbps: 128,
    });
    expect(smallerFor(flac, '64', () => '')).toBeUndefined();
  });

  it('leaves what is small, or unknown, as it is', () => {
    expect(smallerFor(track('flac', 900), 'original', anything)).toBeUndefined();
    expect(smallerFor(track('mp3', 128), '128', anything)).toBeUndefined();
    expect(smallerFor(track('mp3', 160), '128', anything)).toBeUndefined();
    expect(smallerFor(track('mp3', 320), '128', anything)).toBeDefined();
    expect(smallerFor(aTrack('a'), '64', anything)).toBeUndefined();
  });
});
