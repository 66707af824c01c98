import { describe, expect, it } from 'vitest';
import type { AudioFormat } from '../../collection.js';
import { TagFields } from '../../../tags/tag-fields.js';
import { partTracks } from './part-tracks.js';

type Sound = readonly [codec: AudioFormat['codec'], container: AudioFormat['container']];

/** Of a part of so many minutes of a file of twice that. */
function trackOf([codec, container]: Sound, minutes: number): ReturnType<typeof partTracks>[number] | undefined {
  const durationMs = minutes * 60_000;
  const properties = { codec, container, sampleRateHz: 48_000, channels: 2, durationMs: durationMs * 2 };
  const parsed = { properties, fields: new TagFields(), audio: { offset: 0, length: 1_000_000 } };
  const part = { span: { startSample: 48_000, samplesPerSecond: 48_000 }, durationMs, fields: new TagFields() };
  return partTracks(parsed, [part], { baseName: 'a', sizeBytes: 1_000_000, contentKey: 'sound' })[0];
}

describe('a part of a file', () => {
  it.each<[Sound, minutes: number, ...Sound, mimeType: string]>([
    [['flac', 'flac'], 4, 'flac', 'flac', 'audio/flac'],
    [['flac', 'ogg'], 90, 'flac', 'flac', 'audio/flac'],
    [['pcm', 'wav'], 90, 'flac', 'flac', 'audio/flac'],
    [['mp3', 'mpeg'], 4, 'flac', 'flac', 'audio/flac'],
    [['mp3', 'mpeg'], 30, 'mp3', 'mpeg', 'audio/mpeg'],
    [['aac', 'mp4'], 30, 'aac', 'mp4', 'audio/mp4'],
    [['aac', 'matroska'], 30, 'aac', 'mp4', 'audio/mp4'],
    [['opus', 'matroska'], 30, 'opus', 'ogg', 'audio/ogg'],
    [['mp3', 'matroska'], 30, 'mp3', 'mpeg', 'audio/mpeg'],
  ])('of %o, %i minutes long, is told as %s in %s', (sound, minutes, codec, container, mimeType) => {
    expect(trackOf(sound, minutes)?.format).toMatchObject({ codec, container, mimeType });
  });

  it('has its share of the bytes, and a key that tells its sound from that of other parts', () => {
    expect(trackOf(['flac', 'flac'], 4)).toMatchObject({
      sizeBytes: 500_000,
      contentKey: 'sound/48000-@48000',
      wholeKey: 'sound',
    });
  });
});
