import type { AudioFormatView } from '../../core/api/types';
import { aTrack } from '../testing/fixtures';
import { canPlayGaplessly, convertedKind, gaplessKind } from './gapless-formats';

const format = (codec: string, mimeType: string): AudioFormatView => ({
  ...{ codec, mimeType, bitrateKbps: 128, sampleRateHz: 44_100, channels: 2, sizeBytes: 1 },
});

describe('gaplessKind', () => {
  it.each([
    ['flac', 'audio/flac', 'flac'],
    ['mp3', 'audio/mpeg', 'mp3'],
    ['aac', 'audio/mp4', 'mp4'],
    ['opus', 'audio/ogg', 'ogg-opus'],
    ['opus', 'audio/webm', 'webm-opus'],
    ['flac', 'audio/ogg', undefined],
    ['alac', 'audio/mp4', undefined],
    ['vorbis', 'audio/ogg', undefined],
    ['pcm', 'audio/wav', undefined],
  ])('%s in %s is %s', (codec, mimeType, kind) => {
    expect(gaplessKind(format(codec, mimeType))).toBe(kind);
  });
});

describe('canPlayGaplessly', () => {
  it('asks the browser for what would be appended, not for the file', () => {
    const asked: string[] = [];
    const can = canPlayGaplessly('ogg-opus', (type) => asked.push(type) > 0);
    expect([can, asked]).toEqual([true, ['audio/mp4; codecs="opus"']]);
  });

  it('finds out what comes from elsewhere when it is there', () => {
    expect(gaplessKind(undefined)).toBe('sniffed');
    expect(canPlayGaplessly('sniffed', () => true)).toBe(true);
  });
});

describe('convertedKind', () => {
  it('is that of Opus, unless it is too long to be held as a whole', () => {
    const opus = { format: 'opus', bitrateKbps: 128 } as const;
    expect(convertedKind(aTrack('a'), opus)).toBe('ogg-opus');
    expect(convertedKind(aTrack('a', { durationMs: 3_600_000 }), opus)).toBeUndefined();
    expect(convertedKind(aTrack('a'), { format: 'aac' })).toBeUndefined();
  });
});
