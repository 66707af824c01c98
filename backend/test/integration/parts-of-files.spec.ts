import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decoded, PartsApp } from '../support/parts-app.js';
import { filesOfZip } from '../support/read-zip.js';
import { hasFfmpeg } from '../support/streaming-app.js';

const SINE = 'sine=frequency=997:duration=8:sample_rate=44100,aformat=channel_layouts=stereo';
const HALVES = `PERFORMER "The Sines"
TITLE "Halves"
REM DATE 1999
FILE "Halves.wav" WAVE
  TRACK 01 AUDIO
    TITLE "First"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Second"
    INDEX 01 00:03:37
`;

let app: PartsApp;

beforeEach(async () => {
  app = await PartsApp.start();
});

afterEach(async () => {
  await app.close();
});

describe.runIf(hasFfmpeg)('a file with a cue sheet', () => {
  it('is an album of tracks that follow each other to the sample', async () => {
    const whole = app.encode('Halves/Halves.flac', SINE);
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    const tracks = await app.tracks();
    expect(tracks).toMatchObject([
      { title: 'First', artist: 'The Sines', trackNumber: 1, durationMs: 3_493, album: { title: 'Halves' } },
      { title: 'Second', artist: 'The Sines', trackNumber: 2, durationMs: 4_507 },
    ]);
    const [first, second] = await Promise.all(tracks.map(({ id }) => app.samples(id)));
    const samples = decoded(whole);
    expect(first?.length).toBe(((3 * 75 + 37) * 44_100 * 4) / 75);
    expect(Buffer.concat([first!, second!]).equals(samples)).toBe(true);
  });

  it('is downloaded as a file for each track', async () => {
    const whole = app.encode('Halves/Halves.flac', SINE);
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    const [track] = await app.tracks();
    const answer = await app.stream(`album/${track?.album.id}`);
    expect(answer.headers.get('content-disposition')).toContain('"The Sines - Halves.zip"');
    const zip = filesOfZip(Buffer.from(await answer.arrayBuffer()));
    expect([...zip.keys()]).toEqual(['01 First.flac', '02 Second.flac']);
    expect(Buffer.concat([...zip.values()].map(decoded)).equals(decoded(whole))).toBe(true);
  });

  it('sends any range of a part as it sends the whole of it', async () => {
    app.encode('Halves/Halves.flac', SINE);
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    const id = (await app.tracks())[1]?.id ?? '';
    const head = await app.stream(id, {}, 'HEAD');
    const answer = await app.stream(id);
    const whole = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('audio/flac');
    expect(Number(head.headers.get('content-length'))).toBe(whole.length);
    expect(Number(answer.headers.get('content-length'))).toBe(whole.length);
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"/);
    for (let n = 0; n < 100; n++) {
      const from = Math.floor(Math.random() * whole.length);
      const to = from + Math.floor(Math.random() * (whole.length - from));
      const part = await app.stream(id, { Range: `bytes=${from}-${to}`, 'If-Range': etag });
      expect(part.status).toBe(206);
      expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(from, to + 1))).toBe(true);
    }
  });

  it.each([
    ['mp3', ['-c:a', 'libmp3lame', '-q:a', '2']],
    ['m4a', ['-c:a', 'aac']],
    ['ogg', ['-c:a', 'libvorbis']],
    ['opus', ['-c:a', 'libopus', '-ar', '48000']],
    ['wav', []],
    ['aiff', []],
  ])('in %s loses no sample either', async (extension, options) => {
    const whole = app.encode(`Halves/Halves.${extension}`, SINE, options);
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    const tracks = await app.tracks();
    expect(tracks.map(({ title }) => title)).toEqual(['First', 'Second']);
    const parts: Buffer[] = [];
    for (const { id } of tracks) parts.push(await app.samples(id));
    const samples = decoded(whole);
    const together = Buffer.concat(parts);
    expect(together.length).toBe(samples.length);
    let most = 0;
    for (let at = 0; at < samples.length; at += 2) {
      most = Math.max(most, Math.abs(samples.readInt16LE(at) - together.readInt16LE(at)));
    }
    // Decoders that start elsewhere round otherwise.
    expect(most).toBeLessThan(40);
  });
});

describe.runIf(hasFfmpeg)('a person who has a file with a cue sheet', () => {
  const titles = async (): Promise<string[]> =>
    (await app.tracks()).filter(({ isMissing }) => !isMissing).map(({ title }) => title);
  const idOf = async (title: string): Promise<string> => {
    const found = (await app.tracks()).find((track) => track.title === title);
    if (!found) throw new Error(`There is no ${title}.`);
    return found.id;
  };

  beforeEach(() => {
    app.encode('Halves/Halves.flac', SINE, [
      '-metadata',
      'title=Both',
      '-metadata',
      'album=Files',
      '-metadata',
      'artist=Me',
    ]);
  });

  it('finds ids and placement again after the sheet came, was edited and went', async () => {
    await app.scan();
    const both = await idOf('Both');
    const [{ album } = { album: { id: '' } }] = await app.tracks();
    await app.ask('PUT', `albums/${album.id}/placement`, { placement: 'collection' });
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    const tracks = await app.tracks();
    expect(tracks.map(({ title }) => title)).toEqual(['First', 'Second']);
    expect(tracks.map((track) => track.album)).toMatchObject(Array(2).fill({ id: album.id, title: 'Halves' }));
    expect(await app.ask('GET', `albums/${album.id}`)).toMatchObject({ placement: 'collection', parts: 'tracks' });

    // Another title, and another place where one ends and the next begins.
    app.put('Halves/Halves.cue', HALVES.replace('First', 'The First').replace('00:03:37', '00:03:00'));
    await app.scan();
    expect(await app.tracks()).toMatchObject([
      { title: 'The First', id: tracks[0]?.id, durationMs: 3_000 },
      { title: 'Second', id: tracks[1]?.id, durationMs: 5_000 },
    ]);

    app.remove('Halves/Halves.cue');
    await app.scan();
    expect(await app.tracks()).toMatchObject([{ title: 'Both', id: both, album: { id: album.id, title: 'Files' } }]);

    app.put('Halves/Halves.cue', HALVES.replace('00:03:37', '00:03:00'));
    await app.scan();
    expect((await app.tracks()).map(({ id }) => id)).toEqual(tracks.map(({ id }) => id));
  });

  it('makes one track of it, and tracks again', async () => {
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    const before = await app.tracks();
    const album = before[0]?.album.id ?? '';
    const show = async (parts: string): Promise<void> => {
      await app.ask('PUT', `albums/${album}/parts`, { parts });
      await vi.waitFor(async () => expect((await app.tracks()).length).toBe(parts === 'whole' ? 1 : 2), 5_000);
    };
    await show('whole');
    expect(await app.tracks()).toMatchObject([{ title: 'Both', album: { id: album } }]);
    // It stays so, whatever is read again, and wherever the file is moved.
    await app.ask('POST', 'scans', { rereadAll: true });
    app.put('Halves/Halves.cue', HALVES.replace('First', '1st'));
    await app.scan();
    expect(await titles()).toEqual(['Both']);
    await show('tracks');
    expect(await app.tracks()).toMatchObject([
      { title: '1st', id: before[0]?.id },
      { title: 'Second', id: before[1]?.id },
    ]);
  });

  it('is shown no song twice that is there as a file of its own as well', async () => {
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    expect(await titles()).toEqual(['First', 'Second']);
    const cut = (name: string, options: readonly string[]): void => {
      app.encode(`Halves/${name}.mp3`, SINE, ['-metadata', `title=${name}`, ...options]);
    };
    cut('First', ['-t', '3.49']);
    await app.scan();
    expect((await titles()).toSorted()).toEqual(['First', 'First', 'Second']);
    cut('Second', ['-ss', '3.49']);
    await app.scan();
    expect((await app.tracks()).map(({ title, format }) => [title, format?.codec])).toEqual([
      ['First', 'mp3'],
      ['Second', 'mp3'],
    ]);
    app.remove('Halves/Second.mp3');
    await app.scan();
    expect((await titles()).toSorted()).toEqual(['First', 'First', 'Second']);
  });

  it('finds its songs by search', async () => {
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    expect(await app.ask('GET', 'search?q=second')).toMatchObject({ tracks: [{ title: 'Second' }] });
  });
});

describe.runIf(hasFfmpeg)('without ffmpeg', () => {
  it('a part says what to install', async () => {
    app.encode('Halves/Halves.flac', SINE);
    app.put('Halves/Halves.cue', HALVES);
    await app.scan();
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      const answer = await app.stream((await app.tracks())[0]?.id ?? '');
      expect(answer.status).toBe(501);
      expect(await answer.json()).toMatchObject({
        type: 'urn:pyxis:problem:cutter-missing',
        detail: expect.stringContaining('Install it') as string,
      });
    } finally {
      process.env.PATH = path;
    }
  });
});
