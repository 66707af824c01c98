import { expect, it } from 'vitest';
import type { RemoteTrack } from '../sources/index.js';
import { remoteTrackOf, snapshotOf } from './track-snapshots.js';

it('keeps what a list says of a track, its number and ISRC too', () => {
  const track: RemoteTrack = {
    kind: 'track',
    nativeId: '7',
    title: 'Slack Water',
    artists: [{ name: 'Night Ferry', nativeId: '1' }, { name: 'Ysolde Marn' }],
    album: { title: 'Harbour Lights', nativeId: '2' },
    trackNumber: 4,
    durationMs: 187_220,
    isrc: 'QZFYX2600002',
    isExplicit: true,
    isPlayable: true,
    isVideo: false,
    artwork: { locator: 'https://pictures.example/1.png', version: '1' },
  };
  const { value } = snapshotOf('far', track);
  expect(value).toMatchObject({ isrc: 'QZFYX2600002' });
  expect(remoteTrackOf('7', JSON.parse(JSON.stringify(value)) as never)).toEqual(track);
});
