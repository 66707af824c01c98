import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrowseModule } from '../../src/browse/index.js';
import type { AlbumView, LyricsView } from '../../src/library/library.dto.js';
import type { PlayerView } from '../../src/playback/player-view.dto.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { openTestDatabase } from '../support/test-database.js';

describe('the words of a song that lies elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-words-forms-'));
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  const api = (): string => pyxis.url.replace('/playback', '');
  const words = (id: string): request.Test => request(api()).get(`/tracks/${id}/lyrics`);
  const play = (id: string): Promise<PlayerView> => pyxis.tell('/play', { trackIds: [id], outputId: 'desktop1' });

  beforeEach(async () => {
    parts = await YtMusicParts.start(new MediaForms(folder));
    opened = await openTestDatabase();
    pyxis = await PlaybackApp.start(opened.database, {
      clock: parts.clock,
      sources: [parts.source()],
      modules: [BrowseModule],
    });
    await pyxis.output('desktop1');
  });
  afterEach(async () => {
    await pyxis.close();
    await opened.remove();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are shown with their times, and asked for once', async () => {
    const [first, second, third] = parts.fake.songs;
    parts.fake.lyrics.set(first?.id ?? '', 'timed').set(second?.id ?? '', 'plain');
    const { current } = await play(`ytmusic:${first?.id}`);
    expect(current?.track.hasLyrics).toBe(true);
    const timed = (await words(`ytmusic:${first?.id}`).expect(200)).body as LyricsView;
    expect(timed).toMatchObject({
      isSynced: true,
      origin: 'Source: Nobody',
      lines: [{ text: 'The first line', startMs: 1_000 }, { text: 'And the second' }],
    });
    const asked = parts.fake.requests.length;
    expect((await words(`ytmusic:${first?.id}`).expect(200)).body).toEqual(timed);
    expect(parts.fake.requests).toHaveLength(asked);

    const plain = (await words(`ytmusic:${second?.id}`).expect(200)).body as LyricsView;
    expect(plain).toMatchObject({ isSynced: false, lines: [{ text: 'The first line' }, { text: 'And the second' }] });
    await words(`ytmusic:${third?.id}`).expect(404);
  });

  it('are there for a saved song, by the id that it has in the library', async () => {
    const [album] = parts.fake.world.albums;
    const saved = await request(api()).put(`/remote/albums/ytmusic:${album?.id}/saved`).expect(200);
    const { discs } = (await request(api()).get(`/albums/${(saved.body as { id: string }).id}`)).body as AlbumView;
    const track = discs[0]?.tracks[0];
    expect(track).toMatchObject({ hasLyrics: true });
    await words(track?.id ?? '').expect(404);
    const nativeId = parts.fake.songs.find(({ title }) => title === track?.title)?.id ?? '';
    parts.fake.lyrics.set(nativeId, 'plain');
    // That there are none may be another within the hour.
    parts.clock.pass(3_601_000);
    await words(track?.id ?? '').expect(200);
  });

  it('cannot be had where the source does not answer, which is said and not remembered', async () => {
    const [song] = parts.fake.songs;
    parts.fake.lyrics.set(song?.id ?? '', 'plain');
    await play(`ytmusic:${song?.id}`);
    parts.fake.lastingFault = { status: 500, body: '' };
    expect((await words(`ytmusic:${song?.id}`)).status).toBe(503);
    delete parts.fake.lastingFault;
    await words(`ytmusic:${song?.id}`).expect(200);
  });
});
