import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PlayedTrack } from '../played-track.js';
import { scrobbleParameters, signature, trackParameters } from './lastfm-call.js';

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');
const song: PlayedTrack = { title: 'Song', artist: 'Someone', isChosenByListener: true };

describe('signature', () => {
  it('goes over names and values in order, then the secret', () => {
    expect(signature({ token: 'yyyyyy', method: 'auth.getSession', api_key: 'xxxxxxxx' }, 'ilovecher')).toBe(
      md5('api_keyxxxxxxxxmethodauth.getSessiontokenyyyyyyilovecher'),
    );
  });

  it('puts place 10 before place 1, as ASCII does', () => {
    expect(signature({ 'artist[1]': 'b', 'artist[10]': 'a', 'artist[2]': 'c' }, 's')).toBe(
      md5('artist[10]aartist[1]bartist[2]cs'),
    );
  });

  it('leaves out what is not signed, and takes text as UTF-8', () => {
    expect(signature({ track: 'Für', format: 'json', callback: 'x', api_sig: 'y' }, 's')).toBe(md5('trackFürs'));
  });
});

describe('trackParameters', () => {
  it('tells seconds, and the album artist only when it is another', () => {
    const track = { ...song, album: 'Album', albumArtist: 'Someone', trackNumber: 4, durationMs: 200_600 };
    expect(trackParameters(track)).toEqual({
      artist: 'Someone',
      track: 'Song',
      album: 'Album',
      trackNumber: '4',
      duration: '201',
    });
    expect(trackParameters({ ...track, albumArtist: 'Various Artists' })).toMatchObject({
      albumArtist: 'Various Artists',
    });
  });

  it('has nothing to tell without artist or title', () => {
    expect(trackParameters({ ...song, artist: ' ' })).toBeUndefined();
    expect(trackParameters({ ...song, title: '\0' })).toBeUndefined();
  });
});

describe('scrobbleParameters', () => {
  it('gives each its place, and says what a station chose', () => {
    const listens = [song, { ...song, isChosenByListener: false }].map((track, index) => ({
      listen: { startedAtMs: 1_777_600_000_000 + index * 1_999, track },
      parameters: { artist: 'Someone', track: 'Song' },
    }));
    expect(scrobbleParameters(listens)).toEqual({
      'artist[0]': 'Someone',
      'track[0]': 'Song',
      'timestamp[0]': '1777600000',
      'artist[1]': 'Someone',
      'track[1]': 'Song',
      'timestamp[1]': '1777600001',
      'chosenByUser[1]': '0',
    });
  });
});
