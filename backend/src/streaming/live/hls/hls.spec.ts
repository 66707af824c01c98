import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, it as base, vi } from 'vitest';
import { scratchFolder } from '../../../../test/support/audio-samples.js';
import { FakeStation, HURRIED, openAt, take } from '../../../../test/support/fake-station.js';
import { bytesOf, decodeLive, durationOf, encodeLive, titlesIn } from '../../../../test/support/live-samples.js';
import type { LiveConnection, LivePart } from '../live-part.js';
import { HlsWindow } from './hls-window.js';

const folder = scratchFolder();
const PATIENT = { timeout: 20_000 };
/** Of a second each, by kind. */
const segments = new Map<string, readonly Buffer[]>();
let init: Buffer;

/** Cuts some seconds of a tone into segments, as a station does. */
function cut(name: string, options: readonly string[]): Buffer[] {
  const tone = 'aevalsrc=0.4*sin(2*PI*t*(300+40*t)):s=48000:d=8,aformat=channel_layouts=stereo';
  const common = ['-hls_time', '1', '-hls_list_size', '0', '-hls_segment_filename', join(folder, `${name}-%03d.seg`)];
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    tone,
    ...options,
    '-f',
    'hls',
    ...common,
    join(folder, `${name}.m3u8`),
  ]);
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}-`)).sort(); // prettier-ignore
  return files.slice(0, 8).map((file) => readFileSync(join(folder, file)));
}

beforeAll(() => {
  segments.set('ts', cut('ts', ['-c:a', 'aac']));
  segments.set('mp4', cut('mp4', ['-c:a', 'aac', '-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', 'init.mp4']));
  init = readFileSync(join(folder, 'init.mp4'));
}, 60_000);

const HLS = 'application/vnd.apple.mpegurl';

interface Written {
  readonly first?: number;
  readonly tags?: readonly string[];
  readonly hasEnd?: boolean;
  /** What stands behind the duration of a segment. */
  readonly title?: (name: string) => string;
}

/** A list of segments of one second each. */
function listOf(
  names: readonly string[],
  { first = 0, tags = [], hasEnd = false, title = () => '' }: Written = {},
): string {
  const lines = names.flatMap((name) => [`#EXTINF:1.0,${title(name)}`, name]);
  const head = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:1', `#EXT-X-MEDIA-SEQUENCE:${first}`];
  return [...head, ...tags, ...lines, ...(hasEnd ? ['#EXT-X-ENDLIST'] : []), ''].join('\n');
}

const names = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, n) => `s${from + n}.ts`);
const sounds = (parts: readonly LivePart[]): number => parts.filter(({ kind }) => kind === 'sound').length;

class FakeHls extends FakeStation {
  serveSegments(named: readonly string[], kind = 'ts'): void {
    const all = segments.get(kind)!;
    for (const [n, name] of named.entries()) this.serve(`/${name}`, 'video/mp2t', all[n % all.length]!);
  }

  /** A list that is another one each time it is asked for; the last stays. A number is a status. */
  serveLists(path: string, lists: readonly (string | number)[]): void {
    this.answers.set(path, (times) => {
      const list = lists[Math.min(times, lists.length) - 1]!;
      if (typeof list === 'number') return { head: `HTTP/1.0 ${list} No\r\n\r\n` };
      return { head: `HTTP/1.0 200 OK\r\nContent-Type: ${HLS}\r\n\r\n`, body: list };
    });
  }

  get asked(): string[] {
    return this.paths.filter((path) => /\.(?:ts|mp4|aac)/.test(path));
  }

  /** @param limits by default such as a machine keeps at ten times its load */
  open(path = '/list.m3u8', limits = { ...HURRIED, stallMs: 30_000 }): Promise<LiveConnection> {
    return openAt(this.upstream, [this.at(path)], { limits });
  }
}

const it = base.extend<{ station: FakeHls }>({
  station: async ({ task: _ }, use) => {
    const station = new FakeHls();
    await station.start();
    await use(station);
    await station.stop();
  },
});

describe.concurrent('a station in HLS', () => {
  it('with an end is heard from its beginning, without what carries it', async ({ station, expect }) => {
    station.serveSegments(names(0, 8));
    station.serveLists('/list.m3u8', [listOf(names(0, 8), { hasEnd: true })]);
    const connection = await station.open();
    expect(connection.format).toEqual({ codec: 'aac', container: 'adts', mimeType: 'audio/aac' });
    const parts = await take(connection);
    expect(Math.abs(durationOf(parts) - 8_000)).toBeLessThan(100);
    expect(decodeLive(bytesOf(parts)).equals(decodeLive(Buffer.concat(segments.get('ts')!)))).toBe(true);
    expect(station.asked).toEqual(names(0, 8).map((name) => `/${name}`));
  });

  it('in MP4 has a head, then its segments as they are', async ({ station, expect }) => {
    station.serveSegments(names(0, 8), 'mp4');
    station.serve('/init.mp4', 'video/mp4', init);
    station.serveLists('/list.m3u8', [listOf(names(0, 8), { hasEnd: true, tags: ['#EXT-X-MAP:URI="init.mp4"'] })]);
    const connection = await station.open();
    expect(connection.format).toEqual({ codec: 'aac', container: 'fmp4', mimeType: 'audio/mp4' });
    const parts = await take(connection);
    expect(parts.map(({ kind }) => kind)).toEqual(['head', ...names(0, 8).map(() => 'sound')]);
    expect(decodeLive(bytesOf(parts)).length / 2 / 48_000).toBeGreaterThan(7.9);
  });

  it('begins near the end, and asks for each segment once', async ({ station, expect }) => {
    station.serveSegments(names(0, 9));
    station.serveLists(
      '/list.m3u8',
      [3, 5, 5, 6, 9].map((n) => listOf(names(n - 3, n), { first: n - 3, hasEnd: n === 9 })),
    );
    const parts = await take(await station.open());
    expect(station.asked).toEqual(names(0, 9).map((name) => `/${name}`));
    expect(Math.abs(durationOf(parts) - 9_000)).toBeLessThan(200);
  });

  it('goes on when its encoder counts from the beginning again', async ({ station, expect }) => {
    const after = ['a.ts', 'b.ts', 'c.ts'];
    station.serveSegments([...names(1_497, 1_501), ...after]);
    const old = listOf(names(1_497, 1_500), { first: 1_497 });
    const newer = listOf(names(1_498, 1_501), { first: 1_498 });
    // A server behind others gives an older list in between: that is no beginning.
    station.serveLists('/list.m3u8', [old, newer, old, listOf(after, { first: 1_000, hasEnd: true })]);
    await take(await station.open());
    expect(station.asked).toEqual([...names(1_497, 1_501), ...after].map((name) => `/${name}`));
  });

  it('goes on though its list never counts', async ({ station, expect }) => {
    station.serveSegments(names(0, 9));
    const list = (from: number): string => listOf(names(from, from + 3), { hasEnd: from === 6 }).replace(/#EXT-X-MEDIA-SEQUENCE.*\n/, ''); // prettier-ignore
    station.serveLists('/list.m3u8', [list(0), list(0), list(1), list(3), list(3), list(6)]);
    await take(await station.open());
    expect(station.asked).toEqual(names(0, 9).map((name) => `/${name}`));
  });

  it.for([
    ['a page', '<html>Log in</html>'],
    ['nothing', ''],
  ])('whose list becomes %s is opened at its own address again at once', async ([, list = ''], { station, expect }) => {
    station.serveSegments(names(0, 3));
    station.serveLists('/list.m3u8', [listOf(names(0, 3)), list]);
    await expect(station.open().then((connection) => take(connection))).rejects.toThrow(/makes no sense/);
    expect(station.paths.filter((path) => path === '/list.m3u8')).toHaveLength(2);
  });

  it('goes on behind segments that have gone', async ({ station, expect }) => {
    station.serveSegments(names(0, 6));
    station.refuse('/s1.ts', 404).refuse('/s2.ts', 404);
    station.serveLists('/list.m3u8', [listOf(names(0, 6), { hasEnd: true })]);
    expect(Math.abs(durationOf(await take(await station.open())) - 4_000)).toBeLessThan(200);
  });

  it.for([
    ['of its list', '/list.m3u8'],
    ['of a segment', '/s3.ts'],
  ])(
    'ends with a refusal %s, so that it is begun at its own address again',
    async ([, path = ''], { station, expect }) => {
      station.serveSegments(names(0, 4));
      station.serveLists('/list.m3u8', [listOf(names(0, 3)), listOf(names(0, 4))]);
      if (path === '/list.m3u8') station.serveLists(path, [listOf(names(0, 3)), 403]);
      else station.refuse(path, 403);
      await expect(station.open().then((connection) => take(connection))).rejects.toMatchObject({
        reason: 'forbidden',
      });
    },
  );

  it('is told from one that stands still', async ({ station, expect }) => {
    station.serveSegments(names(0, 3));
    station.serveLists('/list.m3u8', [listOf(names(0, 3))]);
    await expect(station.open('/list.m3u8', HURRIED).then((connection) => take(connection))).rejects.toThrow(/nothing new/); // prettier-ignore
    expect(station.asked).toHaveLength(3);
  });

  it('outlives a server that is unwell for a moment', async ({ station, expect }) => {
    station.serveSegments(names(0, 6));
    station.serveLists('/list.m3u8', [listOf(names(0, 3)), 500, 502, listOf(names(0, 6), { hasEnd: true })]);
    expect(Math.abs(durationOf(await take(await station.open())) - 6_000)).toBeLessThan(200);
  });

  it('is left while it waits for more', async ({ station, expect }) => {
    station.serveSegments(names(0, 3));
    station.serveLists('/list.m3u8', [listOf(names(0, 3))]);
    const { parts } = await station.open();
    const iterator = parts[Symbol.asyncIterator]();
    const all = (async () => {
      for (;;) if ((await iterator.next()).done) return;
    })();
    await vi.waitFor(() => expect(station.asked).toHaveLength(3), PATIENT);
    await iterator.return?.();
    await all;
    const before = station.paths.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(station.paths).toHaveLength(before);
  });

  it('tells titles in records beside its segments', async ({ station, expect }) => {
    station.serveSegments(names(0, 4));
    const written = [
      'title="Harbour Lights",artist="NIGHT FERRY"',
      'title="Harbour Lights",artist="NIGHT FERRY"',
      'no desc',
      'title="Spot Block End",artist=""',
    ];
    const title = (name: string): string => written[Number(/\d/.exec(name)?.[0])] ?? '';
    station.serveLists('/list.m3u8', [listOf(names(0, 4), { title, hasEnd: true })]);
    expect(titlesIn(await take(await station.open()))).toEqual(['NIGHT FERRY - Harbour Lights', 'none']);
  });

  it('tells titles in tags before its segments', async ({ station, expect }) => {
    const aac = encodeLive(1, ['-c:a', 'aac', '-f', 'adts']);
    const frame = (id: string, text: string): Buffer => Buffer.concat([Buffer.from(id), Buffer.from([0, 0, 0, text.length + 1, 0, 0, 3]), Buffer.from(text)]); // prettier-ignore
    const frames = Buffer.concat([frame('TIT2', 'Harbour Lights'), frame('TPE1', 'Night Ferry')]);
    const tag = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0', 'latin1'), Buffer.from([frames.length]), frames]);
    for (const name of ['a.aac', 'b.aac']) station.serve(`/${name}`, 'audio/aac', Buffer.concat([tag, aac]));
    station.serveLists('/list.m3u8', [listOf(['a.aac', 'b.aac'], { hasEnd: true })]);
    const parts = await take(await station.open());
    expect(parts.flatMap((part) => (part.kind === 'title' ? [part.title] : []))).toEqual([
      { text: 'Night Ferry - Harbour Lights', artist: 'Night Ferry', title: 'Harbour Lights' },
    ]);
    expect(bytesOf(parts).equals(Buffer.concat([aac, aac]))).toBe(true);
    expect(sounds(parts)).toBeGreaterThan(4);
  });

  it('has the best sound of several lists, and sound alone before pictures', async ({ station, expect }) => {
    station.serveSegments(names(0, 2));
    station.serve(
      '/master.m3u8',
      HLS,
      [
        '#EXTM3U',
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="A",DEFAULT=YES,URI="apart.m3u8"',
        '#EXT-X-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=640x360',
        'video.m3u8',
        '#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.5"',
        'low.m3u8',
        '#EXT-X-STREAM-INF:BANDWIDTH=320000,CODECS="ec-3"',
        'surround.m3u8',
        '#EXT-X-STREAM-INF:BANDWIDTH=192000,CODECS="mp4a.40.2"',
        'dead.m3u8',
        '#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="a"',
        'video2.m3u8',
      ].join('\n'),
    );
    station.serveLists('/apart.m3u8', [listOf(names(0, 2), { hasEnd: true })]);
    await take(await station.open('/master.m3u8'));
    expect(station.paths.slice(0, 4)).toEqual(['/master.m3u8', '/dead.m3u8', '/apart.m3u8', '/s0.ts']);
  });

  it('that is encrypted, empty, or no sound at all is refused with a reason', async ({ station, expect }) => {
    station.serveLists('/locked.m3u8', [listOf(names(0, 2), { tags: ['#EXT-X-KEY:METHOD=AES-128,URI="key"'] })]);
    await expect(station.open('/locked.m3u8')).rejects.toThrow(/encrypted/);
    for (const name of names(0, 3)) station.serve(`/${name}`, 'text/html', '<html>Log in</html>');
    station.serveLists('/pages.m3u8', [listOf(names(0, 3))]);
    await expect(station.open('/pages.m3u8')).rejects.toThrow(/no sound/);
    station.serveLists('/empty.m3u8', [listOf([], { hasEnd: true })]);
    await expect(station.open('/empty.m3u8')).rejects.toThrow(/no sound/);
    expect(station.paths).not.toContain('/key');
  });

  it('with pieces of one file asks for them, also where a server sends all of it', async ({ station, expect }) => {
    const all = segments.get('ts')!;
    const file = Buffer.concat(all);
    const pieces = all.map(
      (segment, n) => `#EXTINF:1,\n#EXT-X-BYTERANGE:${segment.length}${n === 0 ? '@0' : ''}\nall.ts`,
    );
    const list = [listOf([]), ...pieces, '#EXT-X-ENDLIST'].join('\n');
    station.serveLists('/list.m3u8', [list]);
    station.serve('/all.ts', 'video/mp2t', file);
    const parts = await take(await station.open());
    expect(station.heads.filter((head) => head.startsWith('GET /all.ts')).map((head) => /range: (.*)\r/.exec(head)?.[1])[1]).toBe(`bytes=${all[0]!.length}-${all[0]!.length + all[1]!.length - 1}`); // prettier-ignore
    expect(decodeLive(bytesOf(parts)).equals(decodeLive(file))).toBe(true);
    station.answers.set('/all.ts', {
      head: `HTTP/1.0 206 Partial\r\nContent-Range: bytes 5-99/100\r\n\r\n`,
      body: file,
    });
    await expect(station.open()).rejects.toThrow(/other pieces/);
  });

  it('leaves out what its list says is missing', async ({ station, expect }) => {
    station.serveSegments(names(0, 4));
    const list = listOf(names(0, 4), { hasEnd: true }).replace(
      '#EXTINF:1.0,\ns1.ts',
      '#EXT-X-GAP\n#EXTINF:1.0,\ns1.ts',
    );
    station.serveLists('/list.m3u8', [list]);
    expect(Math.abs(durationOf(await take(await station.open())) - 3_000)).toBeLessThan(200);
    expect(station.asked).not.toContain('/s1.ts');
  });

  it('goes on behind an advertisement that is cut in', async ({ station, expect }) => {
    const list = listOf(names(0, 6), { hasEnd: true }).replace(
      '#EXTINF:1.0,\ns2.ts',
      '#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\ns2.ts',
    );
    station.serveSegments(names(0, 6));
    station.serveLists('/list.m3u8', [
      list.replace('#EXTINF:1.0,\ns4.ts', '#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\ns4.ts'),
    ]);
    expect(Math.abs(durationOf(await take(await station.open())) - 6_000)).toBeLessThan(200);
  });

  it('whose list jumps ahead goes on there, and leaves out most of one that is very long', async ({
    station,
    expect,
  }) => {
    station.serveSegments([...names(0, 3), ...names(100, 103), ...names(500, 600)]);
    const lists = [
      listOf(names(0, 3)),
      listOf(names(100, 103), { first: 100 }),
      listOf(names(500, 600), { first: 500 }),
    ];
    station.serveLists('/list.m3u8', [...lists, listOf(names(598, 600), { first: 598, hasEnd: true })]);
    await take(await station.open());
    expect(station.asked).toEqual([...names(0, 3), ...names(100, 103), ...names(597, 600)].map((name) => `/${name}`));
  });

  it('of several lists takes one whose segments are there', async ({ station, expect }) => {
    station.serveSegments(names(0, 2));
    station.serve('/master.m3u8', HLS, ['#EXTM3U', '#EXT-X-STREAM-INF:BANDWIDTH=192000', 'best.m3u8', '#EXT-X-STREAM-INF:BANDWIDTH=96000', 'good.m3u8'].join('\n')); // prettier-ignore
    station.serveLists('/best.m3u8', [listOf(['x0.ts', 'x1.ts', 'x2.ts'])]);
    station.serveLists('/good.m3u8', [listOf(names(0, 2), { hasEnd: true })]);
    expect(Math.abs(durationOf(await take(await station.open('/master.m3u8'))) - 2_000)).toBeLessThan(200);
  });

  it('that begins to encrypt its sound says so', async ({ station, expect }) => {
    station.serveSegments(names(0, 6));
    station.serveLists('/list.m3u8', [listOf(names(0, 3)), listOf(names(3, 6), { first: 3, tags: ['#EXT-X-KEY:METHOD=AES-128,URI="key"'] })]); // prettier-ignore
    await expect(station.open().then((connection) => take(connection))).rejects.toThrow(/encrypted/);
    expect(station.asked).toHaveLength(3);
  });

  it('that is opened anew goes on where it was, and asks again for what was refused', async ({ station, expect }) => {
    const window = new HlsWindow();
    station.serveSegments(names(0, 6));
    station.answers.set('/s3.ts', (times) => (times === 1 ? { head: 'HTTP/1.0 403 No\r\n\r\n' } : { head: 'HTTP/1.0 200 OK\r\n\r\n', body: segments.get('ts')![3]! })); // prettier-ignore
    station.serveLists('/list.m3u8', [listOf(names(0, 4)), listOf(names(0, 6))]);
    const open = (): Promise<LiveConnection> => openAt(station.upstream, [station.at('/list.m3u8')], { window });
    await expect(open().then((connection) => take(connection))).rejects.toMatchObject({ reason: 'forbidden' });
    await expect(open().then((connection) => take(connection))).rejects.toThrow(/nothing new/);
    expect(station.asked).toEqual(['s1.ts', 's2.ts', 's3.ts', 's3.ts', 's4.ts', 's5.ts'].map((name) => `/${name}`));
  });
});
