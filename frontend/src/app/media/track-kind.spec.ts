import { aTrack } from '../player/testing/fixtures';
import { bylineOf, kindInWords } from './track-kind';

describe('what a track is', () => {
  it('is only said where it is no piece of music', () => {
    expect(kindInWords(aTrack('a'))).toBeUndefined();
    expect(bylineOf(aTrack('a'))).toBe('Someone');
    expect(bylineOf(aTrack('a', { kind: 'episode' }))).toBe('Episode · Someone');
    expect(bylineOf(aTrack('a', { kind: 'station', artist: '' }))).toBe('Station');
  });
});
