import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decoded, PartsApp } from '../support/parts-app.js';
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
