import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ArtworkModule } from '../../src/artwork/index.js';
import type { RemoteAlbumView, SavedAlbumView } from '../../src/browse/browse.dto.js';
import { HistoryModule } from '../../src/history/index.js';
import type { ListenPage } from '../../src/history/listens.dto.js';
import type { HistorySummary } from '../../src/history/statistics.dto.js';
import { SearchModule } from '../../src/search/index.js';
import type { SearchResponse } from '../../src/search/search.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { BandcampParts } from '../support/fake-bandcamp/bandcamp-parts.js';
import { BandcampSounds } from '../support/fake-bandcamp/bandcamp-sounds.js';
import { PlaybackApp } from '../support/playback-app.js';
import { hasFfmpeg } from '../support/streaming-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const HARBOUR = 'nightferry.bandcamp.com/album/harbour-lights';
const ROOMS = 'ninerooms.bandcamp.com/album/rooms';
const sounds = new BandcampSounds();

describeOnEachEngine('music of Bandcamp', (database) => {
  const modules = [SearchModule, StreamingModule, ArtworkModule, HistoryModule];
  let parts: BandcampParts;
  let pyxis: PlaybackApp;
  const api = (): string => pyxis.url.replace('/playback', '');
  const get = async <Body>(path: string): Promise<Body> => (await request(api()).get(path).expect(200)).body as Body;
  const search = async (q: string): Promise<SearchResponse> =>
    (await request(api()).get('/search').query({ q }).expect(200)).body as SearchResponse;
  const ref = (address: string, at?: number): string => `bandcamp:${parts.idOf(address, at)}`;
  const albumPage = (address: string): Promise<RemoteAlbumView> => get(`/remote/albums/${ref(address)}`);
  const listens = async (): Promise<ListenPage['items']> => (await get<ListenPage>('/history/listens')).items;

  beforeEach(async () => {
    parts = await BandcampParts.start(sounds);
    parts.clock.now = Date.now();
    pyxis = await PlaybackApp.start(database(), { clock: parts.clock, sources: [parts.source()], modules });
    await pyxis.output('desktop1');
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });

  it.skipIf(!hasFfmpeg)(
    'is found by its words and its pasted address, heard, shown with its cover, and counted',
    async () => {
      const byWords = await search('harbour lights');
      expect(byWords.albums.map(({ id }) => id)).toContain(ref(HARBOUR));
      const pasted = await search(`https://${HARBOUR}?from=search`);
      expect([pasted.albums.map(({ id }) => id), pasted.missing]).toEqual([[ref(HARBOUR)], []]);

      const album = await albumPage(HARBOUR);
      expect(album).toMatchObject({ title: 'Harbour Lights', webAddress: `https://${HARBOUR}` });
      const player = await pyxis.tell('/play', { subject: { kind: 'album', id: ref(HARBOUR) }, outputId: 'desktop1' });
      expect([player.length, player.current?.track.id]).toEqual([8, ref(HARBOUR, 1)]);
      const sound = await request(api()).get(`/stream/${ref(HARBOUR, 1)}`).buffer(true); // prettier-ignore
      expect([sound.status, sound.headers['content-type']]).toEqual([200, 'audio/mpeg']);
      // Of 203.4 s at 128 kbit/s.
      expect((sound.body as Buffer).length / 16_000).toBeCloseTo(203.4, 0);
      expect((await request(api()).get(`/art/${album.artworkId ?? ''}`)).status).toBe(200);
      const words = await request(api()).get(`/tracks/${ref(HARBOUR, 1)}/lyrics`);
      expect(JSON.stringify(words.body)).toContain('stands on the water');

      pyxis.clock.pass(203_417);
      expect((await pyxis.report('desktop1', 'ended', 203_417)).status).toBe(200);
      expect(await listens()).toMatchObject([{ title: 'Harbour Lights', source: 'bandcamp', outcome: 'finished' }]);
    },
  );

  it.skipIf(!hasFfmpeg)('that was fetched keeps playing while Bandcamp takes this server for a bot', async () => {
    await albumPage(HARBOUR);
    const path = `/stream/${ref(HARBOUR, 3)}`;
    const first = await request(api()).get(path).buffer(true);
    parts.fake.challenges = 'everything';
    const asked = parts.fake.streams.given.length;
    const { missing } = await search('something else');
    expect(missing).toMatchObject([{ sourceId: 'bandcamp' }]);
    const again = await request(api()).get(path).buffer(true);
    expect([again.status, (again.body as Buffer).equals(first.body as Buffer)]).toEqual([200, true]);
    expect(parts.fake.streams.given.length).toBe(asked);
    const other = await request(api()).get(`/stream/${ref(HARBOUR, 4)}`);
    expect([other.status, (other.body as { detail: string }).detail]).toEqual([
      503,
      expect.stringContaining('Bandcamp is asking this server to prove that it is not a bot'),
    ]);
  });

  it.each(['there', 'saved'])(
    'of nine times the same title is played nine times, and told apart: %s',
    async (where) => {
      await albumPage(ROOMS);
      const saved =
        where === 'saved'
          ? await request(api())
              .put(`/remote/albums/${ref(ROOMS)}/saved`)
              .expect(200)
          : undefined;
      const id = saved ? (saved.body as SavedAlbumView).id : ref(ROOMS);
      for (let round = 0; round < 2; round++) {
        await pyxis.tell('/play', { subject: { kind: 'album', id }, outputId: 'desktop1' });
        for (let n = 0; n < 9; n++) {
          pyxis.clock.pass(120_000);
          expect((await pyxis.report('desktop1', 'ended', 120_000)).status).toBe(200);
        }
      }
      const heard = await listens();
      expect(heard.map(({ title }) => title)).toEqual(Array(18).fill('Untitled'));
      expect(await get<HistorySummary>('/history/statistics/summary')).toMatchObject({ listens: 18, tracks: 9 });
    },
  );

  it.each([
    ['quietengine.bandcamp.com/album/idle', 2, 'not-streamable', 'Not streamable; buy it on Bandcamp: https://quietengine.bandcamp.com/track/starter'],
    ['quietengine.bandcamp.com/album/overdrive', 1, 'plays-used-up', 'Free plays used up; buy it on Bandcamp: https://quietengine.bandcamp.com/track/first'],
  ])('that is not to be heard is shown so, and says why: %s', async (address, at, code, detail) => {
    const { tracks } = await albumPage(address);
    expect(tracks[at - 1]).toMatchObject({
      isMissing: true,
      whyNotPlayable: detail.split(':')[0],
      notPlayableCause: { code: `bandcamp-${code}` },
    });
    const answer = await request(api()).get(`/stream/${ref(address, at)}`);
    expect(answer.body).toMatchObject({ type: `urn:pyxis:problem:bandcamp-${code}`, detail });
    expect(answer.status).toBeLessThan(500);
  }); // prettier-ignore

  it('keeps its printed numbers in the library, and its publisher on its page', async () => {
    const clouds = 'lowclouds.bandcamp.com/album/contour-lines';
    const { tracks, trackCount } = await albumPage(clouds);
    expect([tracks.map(({ trackNumber }) => trackNumber), trackCount]).toEqual([[1, 2, 4, 5, 7], 5]);
    const copper = await albumPage('brackwaterdiscs.bandcamp.com/album/copper-wire');
    expect([copper.artist, copper.label?.name]).toEqual(['Ysolde Marn', 'Brackwater Discs']);
  });
});
