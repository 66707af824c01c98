import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { scratchFolder } from '../support/audio-samples.js';
import { stays, type StationAnswer } from '../support/fake-station.js';
import { decodeLive, encodeLive, icyBlock, withIcyBlocks } from '../support/live-samples.js';
import { RadioApp } from '../support/radio-app.js';
import { openTestDatabase } from '../support/test-database.js';

const MP3 = ['-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
/** Of the above. */
const BYTES_A_SECOND = 8_000;
const FRAME_BYTES = 192;
const PATIENT = { timeout: 30_000, interval: 50 };
const INTERVAL = 4_000;
const HEAD = 'ICY 200 OK\r\nicy-name:Fake FM\r\nContent-Type:audio/mpeg\r\n';
const TITLED = `${HEAD}icy-metaint:${INTERVAL}\r\n\r\n`;
const folder = scratchFolder();

/** What other programs were caught out by: each station as small as it can be, from its saving to the history. */
describe('odd stations', () => {
  /** Ninety seconds. */
  let mp3: Buffer;
  let radio: RadioApp;
  let remove: () => Promise<void>;

  /** Whole frames. */
  const seconds = (from: number, to: number): Buffer => {
    const [first = 0, last] = [from, to].map((second) => Math.floor((second * BYTES_A_SECOND) / FRAME_BYTES) * FRAME_BYTES); // prettier-ignore
    return mp3.subarray(first, last);
  };

  /** Sound with titles told at seconds of it. @param written whole blocks, or titles */
  const titled = (sound: Buffer, at: Readonly<Record<number, string>>): Buffer => {
    const titles = Object.entries(at).map(([second, title]) => [Math.floor((Number(second) * BYTES_A_SECOND) / INTERVAL) - 1, title] as const); // prettier-ignore
    // A title at 0 comes with the first block.
    return withIcyBlocks(sound, INTERVAL, new Map(titles.map(([n, title]) => [Math.max(0, n), title])));
  };

  const sends = (body: Buffer, more: Partial<StationAnswer> = {}): StationAnswer => ({ head: TITLED, body, then: stays, ...more }); // prettier-ignore

  beforeAll(() => {
    mp3 = encodeLive(100, MP3);
  }, 60_000);

  beforeEach(async () => {
    const opened = await openTestDatabase();
    remove = opened.remove;
    radio = await RadioApp.start(opened.database);
  });

  afterEach(async () => {
    await radio.close();
    await remove();
  });

  it('whose address is a session is begun at the address that was saved, and nobody notices', async () => {
    let session = 6;
    const used = new Set<string>();
    radio.host.answers.set('/station', () => {
      session++;
      const path = `/live?sid=${session}`;
      const from = (session - 7) * 5;
      radio.host.answers.set(path, () => {
        if (used.has(path)) return { head: 'HTTP/1.0 403 No\r\n\r\n' };
        used.add(path);
        return { head: `${HEAD}\r\n`, body: seconds(from, from + 5), ...(session >= 10 && { then: stays }) };
      });
      return { head: `HTTP/1.0 302 Found\r\nLocation: ${path}\r\n\r\n` };
    });
    const saved = await radio.save('/station');
    const { oldestMs } = await radio.live(saved.trackId);
    const heard = await radio.listen(saved.trackId, 19 * BYTES_A_SECOND, `?at=${oldestMs}`);
    expect(heard.equals(mp3.subarray(0, heard.length))).toBe(true);
    expect(radio.host.paths).toEqual([7, 8, 9, 10].flatMap((sid) => ['/station', `/live?sid=${sid}`]));
    expect((await radio.live(saved.trackId)).state).toBe('live');
  });

  it('that cuts its connection every six seconds plays one song, and what it sends again is heard once', async () => {
    radio.host.answers.set('/live', (times) => {
      const from = (times - 1) * 4;
      return sends(titled(seconds(from, from + 6), { 0: 'A - B' }), times < 12 ? { then: (socket) => void socket.end() } : {}); // prettier-ignore
    });
    const saved = await radio.save('/live');
    const { oldestMs } = await radio.kept(saved.trackId, 48_000);
    // The title comes with the first block.
    await radio.play(saved.trackId, oldestMs + 1_000);
    await radio.hear(45_000);
    await radio.pyxis.tell('/stop');
    expect(await radio.titles(saved)).toEqual(['A - B']);
    const listens = await radio.listens();
    expect(listens).toMatchObject([{ artist: 'A', title: 'B' }]);
    expect(listens[0]?.heardMs).toBeGreaterThan(40_000);
    const heard = await radio.listen(saved.trackId, 45 * BYTES_A_SECOND, `?at=${oldestMs}`);
    expect(heard.equals(mp3.subarray(0, heard.length))).toBe(true);
  });

  it('that is cut off every three seconds, and sends most of them again, is waited for no longer each time', async () => {
    radio.host.answers.set('/live', (times) => {
      const from = Math.floor((times - 1) * 1.5);
      return { head: `${HEAD}\r\n`, body: seconds(from, from + 3), ...(times >= 20 && { then: stays }) };
    });
    const saved = await radio.save('/live');
    const { oldestMs } = await radio.kept(saved.trackId, 29_000);
    const heard = await radio.listen(saved.trackId, 28 * BYTES_A_SECOND, `?at=${oldestMs}`);
    expect(heard.equals(mp3.subarray(0, heard.length))).toBe(true);
    expect((await radio.live(saved.trackId)).state).toBe('live');
  });

  it.each([
    ['goes away', ''],
    ['becomes a dash', ' - '],
  ])('whose title %s is called by its name', async (_, blank) => {
    radio.host.answers.set('/live', sends(titled(seconds(0, 20), { 0: 'A - B', 10: blank })));
    const saved = await radio.save('/live');
    const view = await radio.kept(saved.trackId, 19_000);
    expect(view.titles.map(({ text }) => text)).toEqual(['A - B', undefined]);
    expect(view.name).toBe('Fake FM');
    await vi.waitFor(async () => expect(await radio.titles(saved)).toEqual(['A - B']), PATIENT);
  });

  it('that plays a song, a jingle of a second and the song gives one listen, and no row too many', async () => {
    const titles = { 0: 'A - Song', 40: 'Fake FM Jingle', 41: 'A - Song', 80: 'B - Other' };
    radio.host.answers.set('/live', sends(titled(seconds(0, 92), titles)));
    const saved = await radio.save('/live');
    const { oldestMs } = await radio.kept(saved.trackId, 91_000);
    await radio.play(saved.trackId, oldestMs + 1_000);
    await radio.hear(88_000);
    await radio.pyxis.tell('/stop');
    const listens = await radio.listens();
    expect(listens).toMatchObject([{ artist: 'A', title: 'Song', context: { kind: 'station' } }]);
    expect(listens[0]?.heardMs).toBeGreaterThan(75_000);
    expect(await radio.titles(saved)).toEqual(['B - Other', 'Fake FM Jingle', 'A - Song']);
  });

  it('that sends a record in place of a title is understood, and its spots are no titles', async () => {
    const written: Readonly<Record<number, string>> = {
      0: String.raw`StreamTitle='title="Harbour Lights",artist="NIGHT FERRY",url="song_spot=\"F\" MediaBaseId=\"1\" itunesTrackId=\"0\""';`,
      9: `StreamTitle=' - text="Spot Block End" song_spot="T"';`,
    };
    const pieces = Array.from({ length: 20 }, (_, n) => [
      mp3.subarray(n * INTERVAL, (n + 1) * INTERVAL),
      icyBlock(written[n] ?? ''),
    ]);
    radio.host.answers.set('/live', sends(Buffer.concat(pieces.flat())));
    const saved = await radio.save('/live');
    const view = await radio.kept(saved.trackId, 9_000);
    expect(view.titles.map(({ text, artist, title }) => [text, artist, title])).toEqual([
      ['NIGHT FERRY - Harbour Lights', 'NIGHT FERRY', 'Harbour Lights'],
      [undefined, undefined, undefined],
    ]);
    await vi.waitFor(async () => expect(await radio.titles(saved)).toEqual(['NIGHT FERRY - Harbour Lights']), PATIENT);
  });

  it('that sends blocks whether they are asked for or not is found out and converted without them', async () => {
    const blocks = new Map(Array.from({ length: 400 }, (_, n) => [n, `${'x'.repeat(n)} - ${n}`] as const));
    const head = 'ICY 200 OK\r\nicy-metaint:500\r\nContent-Type:application/octet-stream\r\n\r\n';
    radio.host.answers.set('/live', { head, body: withIcyBlocks(seconds(0, 20), 500, blocks), then: stays });
    const saved = await radio.save('/live');
    const { oldestMs, codec } = await radio.kept(saved.trackId, 19_000);
    expect(codec).toBe('mp3');
    const heard = await radio.listen(saved.trackId, 19 * BYTES_A_SECOND, `?at=${oldestMs}`);
    expect(heard.equals(mp3.subarray(0, heard.length))).toBe(true);
    const converted = decodeLive(await radio.listen(saved.trackId, 100_000, `?format=aac&at=${oldestMs}`));
    expect(converted.length / 2 / 48_000).toBeGreaterThan(3);
  });

  it('that lets in one listener an account is asked once, whatever is wanted of it', async () => {
    let open = 0;
    let mostOpen = 0;
    const first = sends(titled(seconds(0, 70), { 0: 'A - B' }), {
      then: (socket) => {
        mostOpen = Math.max(mostOpen, ++open);
        socket.once('close', () => open--);
      },
    });
    radio.host.answers.set('/live', () => {
      if (open === 0) return first;
      for (const socket of radio.host.sockets) socket.destroy();
      return { head: 'HTTP/1.0 403 No\r\n\r\n' };
    });
    const saved = await radio.save('/live');
    await radio.kept(saved.trackId, 65_000);
    await Promise.all([
      radio.listen(saved.trackId, 20_000),
      radio.listen(saved.trackId, 20_000),
      radio.listen(saved.trackId, 20_000, '?format=aac'),
      radio.live(saved.trackId),
      radio.get(`/stations/${saved.id}`),
    ]);
    await radio.play(saved.trackId, 0);
    await expect(radio.save('/live')).rejects.toThrow();
    expect(radio.host.paths).toEqual(['/live']);
    // It is cut off: the next connection begins when this one has ended.
    for (const socket of radio.host.sockets) socket.destroy();
    await vi.waitFor(() => expect(radio.host.paths).toEqual(['/live', '/live']), PATIENT);
    await vi.waitFor(async () => expect((await radio.live(saved.trackId)).state).toBe('live'), PATIENT);
    expect(mostOpen).toBe(1);
  });

  it('that says six seconds of something and ends is told of, and left in peace', async () => {
    radio.host.answers.set('/live', { head: `${HEAD}\r\n`, body: seconds(0, 6) });
    const saved = await radio.save('/live');
    await vi.waitFor(async () => expect((await radio.live(saved.trackId)).state).toBe('lost'), PATIENT);
    const { reason, edgeMs, oldestMs } = await radio.live(saved.trackId);
    expect(reason).toContain('message instead of its programme');
    expect(edgeMs - oldestMs).toBeLessThan(2 * 6_100);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(radio.host.paths).toHaveLength(2);
  });

  it('in Ogg is joined late with the head of the link that plays, which is not called like the one before', async () => {
    const link = (tags: readonly string[], hz: number): Buffer =>
      encodeLive(8, [...tags.flatMap((tag) => ['-metadata', tag]), '-c:a', 'libopus', '-page_duration', '100000', '-f', 'ogg'], hz); // prettier-ignore
    const [first, second] = [link(['title=First', 'artist=Some'], 300), link([], 700)];
    radio.host.serve('/live', 'application/ogg', Buffer.concat([first, second]), stays);
    const saved = await radio.save('/live');
    const { oldestMs, titles } = await radio.kept(saved.trackId, 15_500);
    expect(titles.map(({ text }) => text)).toEqual(['Some - First', undefined]);
    const late = await radio.listen(saved.trackId, 20_000, `?at=${oldestMs + 12_000}`);
    // Its own head, and nothing of the other link.
    expect(late.readUInt32LE(14)).toBe(second.readUInt32LE(14));
    expect(late.includes('Some')).toBe(false);
    const sound = decodeLive(late);
    expect(sound.length / 2 / 48_000).toBeGreaterThan(1);
    // Conversion goes on over the end of the link.
    const converted = await radio.listen(saved.trackId, 250_000, `?format=mp3&at=${oldestMs}`);
    expect(decodeLive(converted).length / 2 / 48_000).toBeGreaterThan(9);
  });

  it('that a device heard before it paused is shown with the title of what it plays, and a way to what is live', async () => {
    radio.host.answers.set('/live', sends(titled(seconds(0, 95), { 0: 'A - Then', 60: 'B - Now' })));
    const saved = await radio.save('/live');
    const { oldestMs, edgeMs } = await radio.kept(saved.trackId, 94_000);
    await radio.play(saved.trackId, oldestMs);
    await radio.hear(10_000);
    await radio.pyxis.tell('/pause');
    radio.pyxis.clock.pass(60_000);
    await radio.pyxis.tell('/resume');
    const player = await radio.hear(5_000);
    expect(player.positionMs - oldestMs).toBeCloseTo(15_000, -3);
    expect(edgeMs - player.positionMs).toBeGreaterThan(75_000);
    expect(player.live?.titles.map(({ text }) => text)).toEqual(['A - Then', 'B - Now']);
    const heardNow = (): string | undefined => radio.pyxis.plays.at(-1)?.track.title;
    expect(heardNow()).toBe('Then');
    const { startMs = 0 } = player.live ?? {};
    await radio.pyxis.tell('/seek', { positionMs: startMs });
    await radio.hear(5_000);
    expect(heardNow()).toBe('Now');
  });

  it('that begins anew in another codec cuts its listeners off, who come back to what is new', async () => {
    const aac = encodeLive(10, ['-c:a', 'aac', '-f', 'adts']);
    radio.host.answers.set('/live', (times) =>
      times === 1
        ? { head: `${HEAD}\r\n`, body: seconds(0, 10) }
        : { head: 'HTTP/1.0 200 OK\r\nContent-Type: audio/aac\r\n\r\n', body: aac, then: stays },
    );
    const saved = await radio.save('/live');
    await expect(radio.listen(saved.trackId, 1_000_000)).rejects.toThrow();
    await vi.waitFor(async () => expect(await radio.live(saved.trackId)).toMatchObject({ state: 'live', codec: 'aac' }), PATIENT); // prettier-ignore
    const { oldestMs } = await radio.kept(saved.trackId, 5_000);
    const heard = await radio.listen(saved.trackId, 50_000, `?at=${oldestMs}`);
    expect(aac.indexOf(heard)).toBe(0);
  });

  it('whose every announcement is by itself has none of them as a song', async () => {
    const titles = { 0: 'Port Radio - The best of today', 20: 'PORT RADIO – News', 40: 'Ann - Alpha' };
    radio.host.answers.set('/live', sends(titled(seconds(0, 92), titles)));
    const saved = await radio.save('/live', { name: 'Port Radio' });
    const view = await radio.kept(saved.trackId, 91_000);
    expect(view.titles.map(({ artist }) => artist)).toEqual([undefined, undefined, 'Ann']);
    await radio.play(saved.trackId, view.oldestMs + 1_000);
    await radio.hear(80_000);
    await radio.pyxis.tell('/stop');
    expect(await radio.listens()).toMatchObject([{ artist: 'Ann', title: 'Alpha' }]);
  });

  it('that was given another character set, or another address, is begun anew at once', async () => {
    const block = icyBlock(Buffer.from("StreamTitle='Katona Kl\xe1ri - \xf5';", 'latin1'));
    radio.host.answers.set('/live', sends(Buffer.concat([mp3.subarray(0, INTERVAL), block, mp3.subarray(INTERVAL, 2 * INTERVAL)]))); // prettier-ignore
    radio.host.serve('/other', 'audio/mpeg', seconds(50, 60), stays);
    const saved = await radio.save('/live');
    const shown = async (): Promise<string | undefined> => (await radio.live(saved.trackId)).titles.at(-1)?.text;
    await vi.waitFor(async () => expect(await shown()).toBe('Katona Klári - õ'), PATIENT);
    const listener = radio.stream(saved.trackId);
    await listener.next();
    await radio.change(saved, { charset: 'iso-8859-2' });
    await expect(async () => {
      for await (const _ of listener);
    }).rejects.toThrow();
    await vi.waitFor(async () => expect(await shown()).toBe('Katona Klári - ő'), PATIENT);
    await radio.change(saved, { url: radio.host.at('/other') });
    const { oldestMs } = await radio.live(saved.trackId);
    const heard = await radio.listen(saved.trackId, 20_000, `?at=${oldestMs}`);
    expect(seconds(50, 60).indexOf(heard)).toBe(0);
    // Another name is none of that.
    await radio.change(saved, { name: 'Mine' });
    expect(radio.host.paths).toEqual(['/live', '/live', '/other']);
  });

  describe('in HLS', () => {
    /** Of a second each. */
    let segments: Buffer[];
    const named = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, n) => `s${from + n}.ts`);
    const listOf = (first: number, names: readonly string[], token = ''): StationAnswer => ({
      head: 'HTTP/1.0 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n\r\n',
      body: ['#EXTM3U', '#EXT-X-TARGETDURATION:1', `#EXT-X-MEDIA-SEQUENCE:${first}`, ...names.flatMap((name) => ['#EXTINF:1.0,', `${name}${token}`]), ''].join('\n'),
    }); // prettier-ignore
    const asked = (): string[] => radio.host.paths.filter((path) => path.includes('.ts'));

    beforeAll(() => {
      const tone = 'aevalsrc=0.4*sin(2*PI*t*(300+40*t)):s=48000:d=12,aformat=channel_layouts=stereo';
      execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', tone, '-c:a', 'aac', '-f', 'hls', '-hls_time', '1', '-hls_list_size', '0', '-hls_segment_filename', join(folder, 's%03d.ts'), join(folder, 'list.m3u8')]); // prettier-ignore
      const files = readdirSync(folder).filter((file) => file.endsWith('.ts')).sort(); // prettier-ignore
      segments = files.slice(0, 12).map((file) => readFileSync(join(folder, file)));
    }, 60_000);

    it('whose encoder counts from a lower number again goes on, and each segment is asked for once by all', async () => {
      const names = [...named(1_498, 1_502), ...named(1_000, 1_004)];
      for (const [n, name] of names.entries())
        radio.host.serve(`/${name}`, 'video/mp2t', segments[n] ?? Buffer.alloc(0));
      const lists = [listOf(1_498, named(1_498, 1_501)), listOf(1_499, named(1_499, 1_502)), listOf(1_000, named(1_000, 1_003)), listOf(1_001, named(1_001, 1_004))]; // prettier-ignore
      radio.host.answers.set('/list.m3u8', (times) => lists[Math.min(times, lists.length) - 1] ?? {});
      const saved = await radio.save('/list.m3u8');
      const { oldestMs } = await radio.live(saved.trackId);
      const heard = await Promise.all(
        Array.from({ length: 5 }, () => radio.listen(saved.trackId, 80_000, `?at=${oldestMs}`)),
      );
      for (const one of heard) expect(one.subarray(0, 80_000).equals(heard[0]?.subarray(0, 80_000) ?? one)).toBe(true);
      await vi.waitFor(() => expect(asked()).toEqual(names.map((name) => `/${name}`)), PATIENT);
    });

    it('whose token runs out is opened at its address again, and goes on with the next segment', async () => {
      let token = 0;
      let made = 3;
      radio.host.answers.set('/station', () => ({ head: `HTTP/1.0 302 Found\r\nLocation: /list.m3u8?token=${++token}\r\n\r\n` })); // prettier-ignore
      // Each token lasts for two lists, and for what they name.
      for (let known = 1; known <= 9; known++) {
        radio.host.answers.set(`/list.m3u8?token=${known}`, (times) => {
          if (times > 2) return { head: 'HTTP/1.0 403 No\r\n\r\n' };
          const last = Math.min(12, made++);
          return listOf(last - 3, named(last - 3, last), `?token=${known}`);
        });
        for (const [n, segment] of segments.entries()) {
          radio.host.serve(`/s${n}.ts?token=${known}`, 'video/mp2t', segment);
        }
      }
      const saved = await radio.save('/station');
      await radio.kept(saved.trackId, 8_000);
      const paths = asked().map((path) => path.replace(/\?.*/, ''));
      expect(paths).toEqual(named(0, paths.length).map((name) => `/${name}`));
      expect(token).toBeGreaterThan(2);
      expect((await radio.live(saved.trackId)).state).toBe('live');
    });
  });
});
