import { expect } from 'vitest';
import type { Clock } from '../../../src/common/index.js';
import { RadioSourceConfig } from '../../../src/config/index.js';
import { Database, OWNER_ID } from '../../../src/database/index.js';
import { SavedAddresses, type SourceAdapter } from '../../../src/sources/index.js';
import { RadioSource } from '../../../src/sources/radio/radio-source.js';
import { pictureFetcher } from '../../../src/sources/remote-artwork.js';
import type { UpstreamDescription } from '../../../src/upstream/index.js';
import { StationStore } from '../../../src/stations/station-store.js';
import type { StationList } from '../../../src/stations/stations.dto.js';
import type { FakeStation } from '../fake-station.js';
import { stays } from '../fake-station.js';
import { encodeLive, withIcyBlocks } from '../live-samples.js';
import type { PlaybackApp } from '../playback-app.js';
import { upstreamTo } from '../upstream-to.js';
import type { Client } from './client.js';

const PATIENT = { timeout: 60_000 };
const MP3 = ['-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];

/** A source of stations on this machine, without a directory. @param app which knows what was saved, once it is there */
export function radioOver(host: FakeStation, clock: Clock, app: () => PlaybackApp['app']): SourceAdapter {
  const upstreams = { to: (description: UpstreamDescription) => upstreamTo(description).upstream };
  const savedAddresses = new SavedAddresses();
  savedAddresses.register('radio', (nativeId) => app().get(SavedAddresses).find('radio', nativeId));
  const config = Object.assign(new RadioSourceConfig(), { localAddresses: [host.origin] });
  const tools = { clock, upstreams, fetchPicture: pictureFetcher(upstreams), savedAddresses };
  return new RadioSource(config, tools, () => Promise.resolve([]));
}

/** Saves stations, hears what one announces, and does with them whatever can be done. */
export async function useStations(client: Client, pyxis: PlaybackApp, host: FakeStation): Promise<void> {
  const sound = withIcyBlocks(encodeLive(4, MP3), 4_096, new Map([[0, 'Night Ferry - Harbour Lights']]));
  const head = 'HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\nicy-metaint: 4096\r\nicy-name: Harbour FM\r\n\r\n';
  host.answers.set('/live', { head, body: sound, then: stays });
  await client.send('post', '/stations', { url: host.at('/live'), group: 'Coast' });
  const text = `#EXTM3U\n#EXTINF:-1,Other\n${host.at('/other')}\n${host.at('/live')}\n`;
  await client.send('post', '/stations/import', { text });
  const { items } = await client.get<StationList>('/stations');
  const [live, other] = items;
  const { id = '', trackId = '' } = live ?? {};
  await expect.poll(() => client.get(`/stations/${id}/titles`), PATIENT).toMatchObject({ items: [{ title: 'Harbour Lights' }] }); // prettier-ignore
  await client.send('patch', `/stations/${id}`, { name: 'Port FM', gainDb: -3 });
  await client.send('put', '/stations/order', { ids: [other?.id, id] });
  const database = pyxis.app.get(Database);
  await database.write(({ sql }) => pyxis.app.get(StationStore).setFoundGain(sql, trackId, -2));
  await client.get('/stations/export');
  await client.get('/search', { q: 'port' });
  await client.send('delete', `/stations/${other?.id ?? ''}`);
  expect(await pyxis.app.get(StationStore).all(OWNER_ID)).toMatchObject([{ name: 'Port FM', foundGainDb: -2 }]);
}
