import type { TrackView } from '../core/api/types';
import { counted, dateInWords, formatInWords, lengthInWords, sizeInWords } from './format';

const flac = { codec: 'flac', mimeType: 'audio/flac', bitrateKbps: 2300, channels: 2, sizeBytes: 1 };
const track = (format?: TrackView['format']): TrackView =>
  ({ id: 't', title: 'T', ...(format && { format }) }) as TrackView;

describe('format', () => {
  it('says lengths in minutes, and in hours from one on', () => {
    expect([38_400, 59_600, 47 * 60_000, 3_600_000, 72 * 60_000].map(lengthInWords)).toEqual([
      '38 s',
      '1 min',
      '47 min',
      '1 h',
      '1 h 12 min',
    ]);
  });

  it('says sizes in decimal units, with a digit after the point where it matters', () => {
    expect([3_400_000, 412_300_000, 1_240_000_000].map(sizeInWords)).toEqual(['3.4 MB', '412 MB', '1.2 GB']);
  });

  it('counts with the right word', () => {
    expect([counted(1, 'track'), counted(1204, 'track')]).toEqual(['1 track', '1,204 tracks']);
  });

  it('names the format with its resolution when all tracks share it', () => {
    const hires = track({ ...flac, bitDepth: 24, sampleRateHz: 96_000 });
    const disc = track({ ...flac, bitDepth: 16, sampleRateHz: 44_100 });
    const mp3 = track({ ...flac, codec: 'mp3', bitrateKbps: 320, sampleRateHz: 44_100 });
    expect(formatInWords([hires, hires])).toBe('FLAC 24/96');
    expect(formatInWords([disc, track()])).toBe('FLAC 16/44.1');
    expect(formatInWords([hires, disc])).toBe('FLAC');
    expect(formatInWords([mp3])).toBe('MP3 320 kbps');
    expect(formatInWords([hires, mp3])).toBe('Mixed formats');
    expect(formatInWords([track()])).toBeUndefined();
  });

  it('says a date as precisely as it is known', () => {
    expect(['1973', '1973-03', '1973-03-12', 'spring'].map(dateInWords)).toEqual([
      '1973',
      'March 1973',
      '12 March 1973',
      'spring',
    ]);
  });
});
