import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeStation, HURRIED, openAt, stays, take, type StationAnswer } from '../../../test/support/fake-station.js';
import { bytesOf, durationOf, encodeLive, titlesIn, withIcyBlocks } from '../../../test/support/live-samples.js';
import { SourceUnavailable } from '../../sources/index.js';
import { UpstreamError } from '../../upstream/index.js';

const MP3 = ['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
const PATIENT = { timeout: 20_000 };
let mp3: Buffer;
let aac: Buffer;
let opus: Buffer;
let station: FakeStation;

beforeAll(() => {
  mp3 = encodeLive(3, MP3);
  aac = encodeLive(3, ['-c:a', 'aac', '-f', 'adts']);
  opus = encodeLive(3, ['-metadata', 'title=A song', '-c:a', 'libopus', '-page_duration', '100000', '-f', 'ogg']);
}, 60_000);

beforeEach(async () => {
  station = await new FakeStation().start();
  station.serve('/live', 'audio/mpeg', mp3, stays);
});

afterEach(() => station.stop());

async function failureOf(promise: Promise<unknown>): Promise<SourceUnavailable | UpstreamError> {
  const error = await promise.then(() => undefined, (thrown: unknown) => thrown); // prettier-ignore
  if (error instanceof SourceUnavailable || error instanceof UpstreamError) return error;
  throw new Error('It was opened, or failed otherwise.', { cause: error });
}

describe('a station', () => {
  it('is heard by one request, which asks for titles and says who asks', async () => {
    const connection = await openAt(station.upstream, [station.at('/live')]);
    expect(connection.format).toEqual({ codec: 'mp3', container: 'mp3', mimeType: 'audio/mpeg' });
    const parts = await take(connection, 10);
    expect(mp3.indexOf(bytesOf(parts))).toBe(0);
    expect(station.heads).toHaveLength(1);
    const [head = ''] = station.heads;
    expect(head).toContain('icy-metadata: 1\r\n');
    expect(head).toContain('user-agent: Pyxis/');
    expect(head).not.toMatch(/^HEAD|\r\nrange:|Mozilla/i);
  });

  it('says what it is, and what it plays, though nobody asked it to', async () => {
    const titles = new Map([[0, ''], [1, 'A - B'], [2, 'A - B'], [4, 'Fake FM - Jingle'], [5, ' - ']]); // prettier-ignore
    const head =
      'ICY 200 OK\r\nicy-name:Fake FM\r\nicy-genre:Unspecified\r\nicy-url:www.fake.fm/a\r\nicy-br:128, 128\r\nicy-description:Caf\xe9\r\nicy-metaint:4096\r\ncontent-type:audio/mpeg\r\n\r\n';
    station.answers.set('/live', {
      then: (socket) => socket.end(Buffer.concat([Buffer.from(head, 'latin1'), withIcyBlocks(mp3, 4_096, titles)])),
      head: '',
    });
    const connection = await openAt(station.upstream, [station.at('/live')]);
    expect(connection.station).toEqual({
      name: 'Fake FM', homepage: 'http://www.fake.fm/a', bitrateKbps: 128, description: 'Café',
    }); // prettier-ignore
    const parts = await take(connection);
    expect(bytesOf(parts).equals(mp3)).toBe(true);
    expect(titlesIn(parts)).toEqual(['none', 'A - B', 'Fake FM - Jingle', 'none']);
    const jingle = parts.filter((part) => part.kind === 'title')[2];
    expect(jingle?.title).toEqual({ text: 'Fake FM - Jingle' });
  });

  it.each<[string, () => Buffer, string, string]>([
    ['AAC that says it is MP3', () => aac, 'audio/mpeg', 'aac'],
    ['Opus that says it is nothing in particular', () => opus, 'application/octet-stream', 'opus'],
    ['MP3 that says it is a list', () => mp3, 'audio/x-mpegurl', 'mp3'],
    ['MP3 that says it is a page', () => mp3, 'text/html', 'mp3'],
    ['MP3 from the middle of a frame', () => mp3.subarray(777), 'audio/mpeg', 'mp3'],
    ['what only a decoder knows', () => Buffer.alloc(60_000, 'x\0y'), 'audio/x-unheard-of', 'unknown'],
  ])('that is %s is what its bytes are', async (_, bytes, type, codec) => {
    station.serve('/live', type, bytes());
    const connection = await openAt(station.upstream, [station.at('/live')]);
    expect(connection.format.codec).toBe(codec);
    expect(durationOf(await take(connection))).toBeGreaterThan(2_000);
  });

  it('in Ogg has a head, and a title, before it sounds', async () => {
    station.serve('/live', 'application/ogg', opus);
    const parts = await take(await openAt(station.upstream, [station.at('/live')]));
    expect(parts.slice(0, 3).map(({ kind }) => kind)).toEqual(['head', 'title', 'sound']);
    expect(bytesOf(parts).equals(opus)).toBe(true);
  });

  it('that sends to a session is begun at its own address each time', async () => {
    station.redirect('/station', '/live?sid=7');
    station.answers.set('/live?sid=7', (times) =>
      times === 1 ? { head: 'ICY 200 OK\r\n\r\n', body: mp3 } : { head: 'HTTP/1.0 403 No\r\n\r\n' },
    );
    await take(await openAt(station.upstream, [station.at('/station')]));
    expect((await failureOf(openAt(station.upstream, [station.at('/station')]))).message).toContain(
      'does not let this server listen',
    );
    expect(station.paths).toEqual(['/station', '/live?sid=7', '/station', '/live?sid=7']);
  });

  it('is left with its reader, also when nothing was read', async () => {
    for (const count of [0, 1]) {
      const { parts } = await openAt(station.upstream, [station.at('/live')]);
      const iterator = parts[Symbol.asyncIterator]();
      for (let n = 0; n < count; n++) await iterator.next();
      expect(station.sockets.size).toBe(1);
      await iterator.return?.();
      await vi.waitFor(() => expect(station.sockets.size).toBe(0), PATIENT);
    }
  });

  it('is left while somebody waits for more of it', async () => {
    const { parts } = await openAt(station.upstream, [station.at('/live')]);
    const iterator = parts[Symbol.asyncIterator]();
    const all = (async () => {
      for (;;) if ((await iterator.next()).done) return;
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await iterator.return?.();
    await all;
    await vi.waitFor(() => expect(station.sockets.size).toBe(0), PATIENT);
  });

  it('is left when nobody wants it any more', async () => {
    const caller = new AbortController();
    const connection = await openAt(station.upstream, [station.at('/live')], { signal: caller.signal });
    const read = failureOf(take(connection));
    caller.abort();
    expect(await read).toMatchObject({ reason: 'aborted' });
    await vi.waitFor(() => expect(station.sockets.size).toBe(0), PATIENT);
    await expect(openAt(station.upstream, [station.at('/live')], { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('tells what lets somebody in to its own hosts only', async () => {
    const other = await new FakeStation().start();
    try {
      other.serve('/live', 'audio/mpeg', mp3);
      station.serve(
        '/list',
        'audio/x-scpls',
        `[playlist]\nFile1=${other.at('/none')}\nFile2=/mine\nFile3=${other.at('/live')}`,
      );
      const upstream = station.upstream;
      await failureOf(openAt(upstream, [station.at('/list')], { headers: { authorization: 'secret' } }));
      expect(station.heads.map((head) => head.includes('secret'))).toEqual([true, true]);
      expect(other.heads).toHaveLength(0);
    } finally {
      await other.stop();
    }
  });
});

describe('a station that answers oddly', () => {
  const ok = 'HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n';
  const chunk = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]); // prettier-ignore
  const tag = (bytes: number): Buffer => Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), Buffer.from([0, bytes >>> 14, (bytes >>> 7) & 127, bytes & 127]), Buffer.alloc(bytes)]); // prettier-ignore

  it.each<[string, () => StationAnswer]>([
    ['says that there is nothing', () => ({ head: `${ok}Content-Length: 0\r\n\r\n`, body: mp3 })],
    ['says that there is less than nothing', () => ({ head: `${ok}Content-Length: -1\r\n\r\n`, body: mp3 })],
    ['says that there is more than can be counted', () => ({ head: `${ok}Content-Length: 18446744073709551615\r\n\r\n`, body: mp3 })],
    ['sends chunks, and more behind them', () => ({ head: `${ok}Transfer-Encoding: chunked\r\n\r\n`, body: Buffer.concat([chunk(mp3.subarray(0, 20_000)), chunk(mp3.subarray(20_000)), Buffer.from('0\r\nExpires: never\r\n\r\n')]) })],
    ['packs its sound, though nobody asked it to', () => ({ head: `${ok}Content-Encoding: gzip\r\n\r\n`, body: gzipSync(mp3) })],
    ['ends its head twice', () => ({ head: `${ok}\r\n`, body: Buffer.concat([Buffer.from('\r\n'), mp3]) })],
    ['has a picture before its sound', () => ({ head: `${ok}\r\n`, body: Buffer.concat([tag(300_000), mp3]) })],
    ['has blocks that are announced twice', () => ({ head: `${ok}icy-metaint: 500\r\nicy-metaint: 500\r\n\r\n`, body: withIcyBlocks(mp3, 500, new Map()) })],
    ['has blocks after no bytes at all, which are none', () => ({ head: `${ok}icy-metaint: 0\r\n\r\n`, body: mp3 })],
    ['has no type', () => ({ head: 'HTTP/1.1 200\r\n\r\n', body: mp3 })],
  ])('and %s is heard as it is', async (_, answer) => {
    station.answers.set('/live', answer());
    const connection = await openAt(station.upstream, [station.at('/live')]);
    expect(connection.format.codec).toBe('mp3');
    expect(bytesOf(await take(connection)).equals(mp3)).toBe(true);
  }); // prettier-ignore

  it('with an Ogg behind the end of its head is heard', async () => {
    station.serve('/live', 'application/ogg', Buffer.concat([Buffer.from('\r\n'), opus]));
    expect(bytesOf(await take(await openAt(station.upstream, [station.at('/live')]))).equals(opus)).toBe(true);
  });

  it('lets in who brings back the cookie that it gave', async () => {
    const head = 'HTTP/1.1 302 Found\r\nLocation: /live\r\nSet-Cookie: sid=7; Path=/; HttpOnly\r\n\r\n';
    station.answers.set('/live', (times) => (times % 2 === 1 ? { head } : { head: `${ok}\r\n`, body: mp3 }));
    for (const _ of [1, 2]) {
      expect(bytesOf(await take(await openAt(station.upstream, [station.at('/live')]))).equals(mp3)).toBe(true);
    }
    // Each opening has a session of its own.
    expect(station.heads.map((each) => /cookie: .*/.exec(each)?.[0])).toEqual([undefined, 'cookie: sid=7', undefined, 'cookie: sid=7']); // prettier-ignore
  });

  it('with a list that names another session each time is begun at the list each time', async () => {
    station.answers.set('/list.pls', (times) => ({ head: 'HTTP/1.0 200 OK\r\n\r\n', body: `[playlist]\nFile1=/live?s=${times}` })); // prettier-ignore
    for (const n of [1, 2]) station.serve(`/live?s=${n}`, 'audio/mpeg', mp3);
    for (const _ of [1, 2]) await take(await openAt(station.upstream, [station.at('/list.pls')]));
    expect(station.paths).toEqual(['/list.pls', '/live?s=1', '/list.pls', '/live?s=2']);
  });

  it.each([
    ['a file', 'file:///etc/passwd', /leads to no web address/],
    ['another protocol', 'rtsp://a.example/live', /leads to no web address/],
    ['the network of the house', 'http://[::1]:1/', /not on the internet/],
    ['the network of the house, written as a number', 'http://2130706433:1/', /not on the internet/],
    ['a name and password', 'http://a:b@radio.example/', /password/],
  ])('and sends to %s is refused', async (_, to, message) => {
    station.redirect('/station', to);
    expect((await failureOf(openAt(station.upstream, [station.at('/station')]))).message).toMatch(message);
  });

  it('and changes its sampling rate with the next song goes on', async () => {
    const slower = encodeLive(2, ['-ar', '32000', ...MP3]);
    station.serve('/live', 'audio/mpeg', Buffer.concat([mp3, slower]));
    const parts = await take(await openAt(station.upstream, [station.at('/live')]));
    expect(bytesOf(parts).equals(Buffer.concat([mp3, slower]))).toBe(true);
    expect(Math.abs(durationOf(parts) - 5_000)).toBeLessThan(200);
  });

  it('and tells how long a title has been playing tells it once', async () => {
    const titles = [
      'A - B [0:58]',
      'A - B [0:59]',
      'A - B [1:00]',
      'A - B (3:21 left)',
      'The Strokes - 12:51',
      'A - C 0:01',
      'A - C 0:02',
    ];
    const body = withIcyBlocks(mp3, 4_000, new Map(titles.map((title, n) => [n, title])));
    station.answers.set('/live', { head: `${ok}icy-metaint: 4000\r\n\r\n`, body });
    const parts = await take(await openAt(station.upstream, [station.at('/live')]));
    expect(titlesIn(parts)).toEqual(['A - B', 'The Strokes - 12:51', 'A - C 0:01']);
  });

  it('and spells a title in two ways by turns tells it once', async () => {
    const titles = [
      'Ann & Bob - Alpha',
      'ANN &amp; BOB - ALPHA',
      'Ann &#38; Bob – Alpha',
      'Ann and Bob-Alpha',
      'Ann & Bob - Alphä',
    ];
    const body = withIcyBlocks(mp3, 4_000, new Map([...titles, 'Else'].map((title, n) => [n, title])));
    station.answers.set('/live', { head: `${ok}icy-metaint: 4000\r\n\r\n`, body });
    const parts = await take(await openAt(station.upstream, [station.at('/live')]));
    // What does not say who plays it is another announcement.
    expect(titlesIn(parts)).toEqual(['Ann & Bob - Alpha', 'Ann and Bob-Alpha', 'Ann & Bob - Alphä', 'Else']);
  });
});

describe('a list', () => {
  const m3u = (...lines: readonly string[]): string => ['#EXTM3U', ...lines].join('\n');

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['of each kind, one in the other', { '/a': '[playlist]\nFile1=b.m3u', '/b.m3u': m3u('c?x=1'), '/c?x=1': '<asx><ref href="live"></asx>' }, ['/a', '/b.m3u', '/c?x=1', '/live']],
    ['whose first entries are dead', { '/a': m3u('gone', 'http://127.0.0.1:1/', 'live') }, ['/a', '/gone', '/live']],
    ['with itself in it', { '/a': m3u('a', 'live') }, ['/a', '/live']],
    ['with an address twice', { '/a': m3u('b', 'b', 'live'), '/b': m3u('gone'), }, ['/a', '/b', '/gone', '/live']],
  ])('%s leads to the stream', async (_, lists, asked) => {
    for (const [path, list] of Object.entries(lists)) station.serve(path, 'text/plain', list);
    const connection = await openAt(station.upstream, [station.at('/a')]);
    expect(connection.format.codec).toBe('mp3');
    expect(station.paths).toEqual(asked);
  }); // prettier-ignore

  it('is found beside an address that is dead', async () => {
    expect((await openAt(station.upstream, [station.at('/gone'), station.at('/live')])).format.codec).toBe('mp3');
  });

  it('that is one hundred times itself is refused after some requests', async () => {
    const fan = m3u(...Array.from({ length: 100 }, (_, n) => `fan.m3u?${n + 1}`));
    for (let n = 0; n <= 100; n++) station.serve(n === 0 ? '/fan.m3u' : `/fan.m3u?${n}`, 'audio/x-mpegurl', fan);
    const error = await failureOf(openAt(station.upstream, [station.at('/fan.m3u')]));
    expect(error.message).toContain('Save the address of the stream itself');
    expect(station.paths.length).toBeLessThanOrEqual(20);
    expect(new Set(station.paths).size).toBe(station.paths.length);
  });

  it('five levels deep is refused', async () => {
    for (let n = 0; n < 5; n++) station.serve(`/${n}`, 'text/plain', m3u(n === 4 ? 'live' : String(n + 1)));
    expect((await failureOf(openAt(station.upstream, [station.at('/0')]))).message).toContain('list to list');
    expect(station.paths).not.toContain('/live');
  });
});

describe('an address that gives no stream', () => {
  const page = '<!DOCTYPE html><html><title>Fake FM</title>';
  it.each<[string, StationAnswer, RegExp]>([
    ['is a page', { head: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n', body: page }, /^This address is a web page, not a stream/],
    ['is a page that says it is sound, and stays', { head: 'ICY 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n', body: page, then: stays }, /^This address is a web page, not a stream/],
    ['is a document', { head: 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n', body: '{"a":1}' }, /sends application\/json, not a stream/],
    ['is a picture', { head: 'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n', body: Buffer.alloc(40_000, '\0x') }, /sends image\/png, not a stream/],
    ['is a list without end', { head: 'HTTP/1.1 200 OK\r\n\r\n', body: 'http://a.example/\n'.repeat(8_000) }, /too long/],
    ['is a list of nothing but remarks', { head: 'HTTP/1.1 200 OK\r\nContent-Type: audio/x-mpegurl\r\n\r\n', body: `#EXTM3U\n${'# A remark.\n'.repeat(90_000)}` }, /too long/],
    ['is an empty list', { head: 'HTTP/1.1 200 OK\r\nContent-Type: audio/x-scpls\r\n\r\n', body: '[playlist]\n' }, /names no stream/],
    ['is a list that leads into the house', { head: 'HTTP/1.1 200 OK\r\n\r\n', body: 'http://127.0.0.1:1/\n' }, /not on the internet/],
    ['says nothing', { head: 'ICY 200 OK\r\n\r\n', then: stays }, /no sound within 2 s/],
    ['ends at once', { head: 'ICY 200 OK\r\n\r\n' }, /ended its answer/],
    ['is not there', { head: 'HTTP/1.0 404 No\r\n\r\n' }, /^A station has nothing at this address; look for another/],
    ['is full', { head: 'HTTP/1.0 503 Server Full\r\n\r\n' }, /503/],
    ['leads around in a circle', { head: 'HTTP/1.0 302 Found\r\nLocation: /station\r\n\r\n' }, /circle/],
  ])('and %s: the error says so', async (_, answer, message) => {
    station.answers.set('/station', answer);
    const error = await failureOf(openAt(station.upstream, [station.at('/station')]));
    expect(error.message).toMatch(message);
    await vi.waitFor(() => expect(station.sockets.size).toBe(0), PATIENT);
  }); // prettier-ignore

  it('though it has several addresses: the first one tells why', async () => {
    station.serve('/page', 'text/html', page);
    const error = await failureOf(openAt(station.upstream, [station.at('/page'), station.at('/gone')]));
    expect(error.message).toContain('web page');
  });
});

describe('a station that does not go on', () => {
  const trickle = (bytes: number, everyMs: number, byte: () => Buffer): StationAnswer => ({
    head: 'ICY 200 OK\r\n\r\n',
    body: mp3.subarray(0, 20_000),
    then: (socket) => {
      const timer = setInterval(() => socket.write(byte().subarray(0, bytes)), everyMs);
      socket.once('close', () => clearInterval(timer));
    },
  });

  it('is left, and its reader is told why', async () => {
    const vorbis = encodeLive(1, ['-c:a', 'libvorbis', '-f', 'ogg']);
    const cases: readonly (readonly [StationAnswer, RegExp])[] = [
      [{ head: 'ICY 200 OK\r\n\r\n', body: mp3, then: stays }, /next to nothing/],
      [trickle(1, 100, () => mp3), /next to nothing/],
      [trickle(1_500, 50, () => Buffer.alloc(1_500)), /no sound that can be played/],
      [{ head: 'ICY 200 OK\r\n\r\n', body: Buffer.concat([opus, vorbis]), then: stays }, /changed to another kind/],
    ];
    const upstream = station.upstream;
    const failures = cases.map(async ([answer], n) => {
      station.answers.set(`/${n}`, answer);
      return failureOf(take(await openAt(upstream, [station.at(`/${n}`)])));
    });
    for (const [n, { message }] of (await Promise.all(failures)).entries()) expect(message).toMatch(cases[n]![1]);
    await vi.waitFor(() => expect(station.sockets.size).toBe(0), PATIENT);
  });

  it('ends where it ends', async () => {
    station.serve('/live', 'audio/mpeg', mp3);
    expect(bytesOf(await take(await openAt(station.upstream, [station.at('/live')]))).equals(mp3)).toBe(true);
  });

  it('is not one that sends silence', async () => {
    const silence = encodeLive(3, ['-af', 'volume=0', '-b:a', '32k', ...MP3.slice(0, 2), ...MP3.slice(4)]);
    let at = 0;
    const next = (): Buffer => silence.subarray(at, (at += 1_000));
    station.answers.set('/live', {
      head: 'ICY 200 OK\r\n\r\n',
      then: (socket) => {
        const timer = setInterval(() => (at < silence.length ? socket.write(next()) : socket.end()), 150);
        socket.once('close', () => clearInterval(timer));
      },
    });
    const parts = await take(await openAt(station.upstream, [station.at('/live')]));
    expect(bytesOf(parts).equals(silence)).toBe(true);
  });

  it('comes no faster than it sounds, where it is a file', async () => {
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${mp3.length}\r\n\r\n`;
    station.answers.set('/live', { head, body: mp3 });
    const limits = { ...HURRIED, aheadMs: 1_000 };
    const beganAtMs = performance.now();
    const connection = await openAt(station.upstream, [station.at('/live')], { limits });
    let heardMs = 0;
    for await (const part of connection.parts) {
      if (part.kind !== 'sound') continue;
      // One part beyond: it is given before it is counted.
      expect(heardMs).toBeLessThanOrEqual(performance.now() - beganAtMs + limits.aheadMs + part.durationMs);
      heardMs += part.durationMs;
    }
    expect(heardMs).toBeGreaterThan(3_000);
  });

  it('is not one whose reader is slow', async () => {
    station.answers.set('/live', {
      head: 'ICY 200 OK\r\n\r\n',
      body: mp3,
      then: (socket) => setTimeout(() => socket.end(mp3), 1_000),
    });
    const limits = { ...HURRIED, stallMs: 1_500 };
    const connection = await openAt(station.upstream, [station.at('/live')], { limits });
    let bytes = 0;
    for await (const part of connection.parts) {
      if (part.kind === 'sound' && bytes === 0) await new Promise((resolve) => setTimeout(resolve, 2_000));
      if (part.kind === 'sound') bytes += part.bytes.length;
    }
    expect(bytes).toBe(2 * mp3.length);
  });
});
