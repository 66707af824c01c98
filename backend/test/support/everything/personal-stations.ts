import { expect } from 'vitest';
import { StationBatches } from '../../../src/tuner/station-batches.js';
import type { PersonalStationDetail } from '../../../src/tuner/tuner.dto.js';
import type { PlaybackApp } from '../playback-app.js';
import type { ToyStations } from '../toy-stations.js';
import type { Client } from './client.js';

const OUTPUT = 'desktop1';

/** Plays stations of one's own, rates and skips what they give, and removes one. */
export async function usePersonalStations(client: Client, pyxis: PlaybackApp, toy: ToyStations): Promise<void> {
  await client.get('/personal-stations');
  const { current } = await pyxis.tell('/play', {
    subject: { kind: 'personal-station', id: 'toy:1' },
    outputId: OUTPUT,
  });
  const song = `/station-songs/${current?.track.id ?? ''}`;
  await client.get('/personal-stations/now');
  await client.send('put', `${song}/thumb`, { isUp: true });
  await client.send('delete', `${song}/thumb`);
  toy.thumbs = [{ nativeId: 'old', isUp: true, title: 'Old' }];
  toy.upTotal = 2;
  const { up } = await client.get<PersonalStationDetail>('/personal-stations/toy:1');
  expect(up).toMatchObject({ total: 2, items: [{ title: 'Old' }] });
  await client.send('delete', '/personal-stations/toy:1/thumbs/old');
  await client.send('put', `${song}/thumb`, { isUp: false });
  await pyxis.app.get(StationBatches).settled();
  await client.send('delete', '/personal-stations/toy:2');
}
