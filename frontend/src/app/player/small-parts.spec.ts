import { coverUrl, streamUrl } from '../core/api/urls';
import { fallbackFor, isRefused } from './sound/playable';
import { swipeOf } from './swipe';
import { clockTime, spokenTime } from '../core/locale/time';

const flac = {
  codec: 'flac',
  mimeType: 'audio/flac',
  bitrateKbps: 900,
  sampleRateHz: 44_100,
  channels: 2,
  sizeBytes: 1,
};

describe('what the player is made of', () => {
  it('tells times as clocks and as words', () => {
    expect([clockTime(0), clockTime(245_900), clockTime(3_723_000), clockTime(-5)]).toEqual([
      '0:00',
      '4:05',
      '1:02:03',
      '0:00',
    ]);
    expect(spokenTime(61_000)).toBe('1 minute 1 second');
    expect(spokenTime(0)).toBe('0 seconds');
  });

  it('asks for the codec only where the container leaves it open', () => {
    const asked: string[] = [];
    const nothing = (type: string): string => (asked.push(type), '');
    expect(isRefused(flac, nothing)).toBe(true);
    expect(isRefused({ ...flac, codec: 'alac', mimeType: 'audio/mp4' }, nothing)).toBe(true);
    expect(asked).toEqual(['audio/flac', 'audio/mp4; codecs="alac"']);
    expect(isRefused(flac, () => 'maybe')).toBe(false);
  });

  it('falls back to Opus where it plays, else to MP3', () => {
    expect(fallbackFor((type) => (type.includes('opus') ? 'probably' : '')).format).toBe('opus');
    expect(fallbackFor(() => '').format).toBe('mp3');
  });

  it('spells addresses relative to the base href, with ids percent-encoded', () => {
    expect(streamUrl('local:a/b')).toBe('stream/local%3Aa%2Fb');
    expect(streamUrl('t', { format: 'mp3', bitrateKbps: 256, startSeconds: 12.5 })).toBe(
      'stream/t?format=mp3&bitrate=256&t=12.500',
    );
    expect(streamUrl('t', undefined, 'saving')).toBe('stream/t?quality=saving');
    expect(streamUrl('t', { format: 'mp3' }, 'best')).toBe('stream/t?format=mp3&quality=best');
    expect(coverUrl('x', 96)).toBe('art/x?size=96');
  });

  it('tells a swipe from a tap and from a slant', () => {
    expect([swipeOf(80, 10), swipeOf(-80, 10), swipeOf(5, -90), swipeOf(5, 90)]).toEqual([
      'right',
      'left',
      'up',
      'down',
    ]);
    expect(swipeOf(20, 3)).toBeUndefined();
    expect(swipeOf(60, 60)).toBeUndefined();
  });
});
