import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrowseModule } from '../../src/browse/index.js';
import type { HoldingList, SourceDetail, SourceList } from '../../src/sources/sources.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { openTestDatabase } from '../support/test-database.js';

const HALF_HOUR_MS = 30 * 60_000;

describe('a source that is not well', () => {
  let folder: string;
  let forms: MediaForms;
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  const api = (): string => pyxis.url.replace('/playback', '');
  const detail = async (): Promise<SourceDetail> =>
    (await request(api()).get('/sources/ytmusic').expect(200)).body as SourceDetail;
  const tryNow = async (): Promise<SourceDetail> =>
    (await request(api()).post('/sources/ytmusic/try').expect(200)).body as SourceDetail;
  const listen = (): Promise<number> =>
    request(api())
      .get(`/stream/ytmusic:${parts.song.id}`)
      .then(({ status }) => status);
  const asked = (): number => readFileSync(parts.ytDlp.askedFile, 'utf8').trim().split('\n').length;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyxis-doctor-forms-'));
    forms = new MediaForms(folder);
  });
  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    opened = await openTestDatabase();
    pyxis = await PlaybackApp.start(opened.database, {
      sources: [parts.source()],
      modules: [BrowseModule, StreamingModule],
    });
  });
  afterEach(async () => {
    await pyxis.close();
    await opened.remove();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says what, since when, until when and what to do, and how the last calls went', async () => {
    parts.ytDlp.refuses(parts.song.id, 'ERROR: [youtube] x: Sign in to confirm you’re not a bot. Use --cookies');
    expect(await listen()).toBe(503);
    const nowMs = parts.clock.nowMs();
    const told = await detail();
    expect(told).toMatchObject({
      state: 'degraded',
      code: 'ytmusic-bot-check',
      reason: 'YouTube takes this server for a robot.',
      sinceMs: nowMs,
      retryAtMs: nowMs + HALF_HOUR_MS,
      canTry: true,
      answers: [{ outcome: 'ytmusic-bot-check', atMs: nowMs }],
    });
    expect(told.nextStep).toMatch(/half an hour/);
    const { items } = (await request(api()).get('/sources').expect(200)).body as SourceList;
    expect(items.find(({ id }) => id === 'ytmusic')?.code).toBe('ytmusic-bot-check');
    // Nobody asks meanwhile.
    expect(await listen()).toBe(503);
    expect(asked()).toBe(1);
  });

  it('is tried when somebody wants to know, once in ten seconds, and is well when it is', async () => {
    parts.ytDlp.refuses(parts.song.id, 'ERROR: [youtube] x: Sign in to confirm you’re not a bot');
    await listen();
    expect(await tryNow()).toMatchObject({ state: 'degraded', code: 'ytmusic-bot-check' });
    expect(asked()).toBe(2);
    parts.tell(parts.song);
    expect((await tryNow()).state).toBe('degraded');
    expect(asked()).toBe(2);
    pyxis.clock.pass(11_000);
    expect(await tryNow()).toMatchObject({ state: 'ok', lastSuccessAtMs: parts.clock.nowMs() });
    expect(await listen()).toBe(200);
  });

  it('is asked again though its host wanted to be left alone, and tells no address and no secret', async () => {
    parts.fake.lastingFault = { status: 429, headers: { 'Retry-After': '3600' }, body: 'secret words' };
    expect(await tryNow()).toMatchObject({ state: 'unavailable', code: 'rate-limited', retryAtMs: expect.any(Number) as number }); // prettier-ignore
    const requests = parts.fake.requests.length;
    delete parts.fake.lastingFault;
    pyxis.clock.pass(11_000);
    parts.tell(parts.song);
    const told = await tryNow();
    expect(parts.fake.requests.length).toBe(requests + 1);
    expect(told).toMatchObject({ state: 'ok', answers: [{ outcome: 'ok' }, { outcome: 'rate-limited' }] });
    expect(JSON.stringify(told)).not.toMatch(/secret|127\.0\.0\.1|http/);
  });

  it('plays by another way while its program is missing, and says what to do', async () => {
    const { program } = parts.ytDlp;
    const kept = readFileSync(program);
    rmSync(program);
    expect(await listen()).toBe(200);
    expect(await detail()).toMatchObject({
      state: 'degraded',
      code: 'ytmusic-program-missing',
      nextStep: expect.stringContaining('pyxis doctor') as string,
      lastSuccessAtMs: parts.clock.nowMs(),
    });
    writeFileSync(program, kept, { mode: 0o755 });
    const [, second] = parts.fake.songs;
    parts.tell(second!);
    await request(api()).get(`/stream/ytmusic:${second!.id}`).expect(200);
    expect((await detail()).state).toBe('ok');
  });

  it('says that its program is missing, where the other way does not help', async () => {
    rmSync(parts.ytDlp.program);
    delete parts.fake.formsOf;
    expect(await listen()).toBe(503);
    expect(await detail()).toMatchObject({ state: 'degraded', code: 'ytmusic-program-missing' });
    expect((await detail()).nextStep).toMatch(/pyxis doctor/);
  });

  it('tells what goes with it when it is taken away', async () => {
    const holdings = async (): Promise<HoldingList> =>
      (await request(api()).get('/sources/ytmusic/holdings').expect(200)).body as HoldingList;
    expect(await holdings()).toEqual({ items: [], setting: 'sources.ytmusic.enabled' });
    parts.tell(parts.song);
    await listen();
    const [album] = parts.fake.world.albums;
    await pyxis.output('desktop1');
    const subject = { kind: 'album', id: `ytmusic:${album?.id}` };
    await pyxis.tell('/play', { subject, outputId: 'desktop1' });
    await request(api()).put(`/remote/albums/ytmusic:${album?.id}/saved`).expect(200);
    await expect.poll(async () => (await holdings()).items.map(({ kind, count }) => [kind, count]).sort()).toEqual([
      ['kept-audio', 1],
      ['queued-tracks', album?.songs.length],
      ['saved-albums', 1],
    ]); // prettier-ignore
  });

  it('is not there by another name', async () => {
    await request(api()).get('/sources/nowhere').expect(404);
    await request(api()).post('/sources/nowhere/try').expect(404);
  });
});
