import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readChaptersFile, readChaptersOfNotes, readSimpleChapters } from './chapters.js';

const addresses = { base: 'https://feeds.example/one.xml', privateOrigins: [] };
const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../../test/fixtures/podcasts', name), 'utf8');

it('reads a file of chapters', () => {
  const chapters = readChaptersFile(fixture('chapters-simple.json'), addresses);
  expect(chapters).toHaveLength(9);
  expect(chapters?.[3]).toEqual({
    startMs: 410_000,
    title: 'Namespace',
    link: 'https://github.com/Podcastindex-org/podcast-namespace',
    picture: 'https://example.com/images/namepsace_example.jpg',
  });
});

it('keeps what changes the picture only, and marks it', () => {
  const chapters = readChaptersFile(fixture('chapters-complex.json'), addresses);
  expect(chapters).toHaveLength(11);
  expect(chapters?.filter(({ isHidden }) => isHidden)).toEqual([
    { startMs: 4_826_000, picture: 'https://example.com/images/parisfrance.jpg', isHidden: true },
  ]);
});

it('puts chapters in order and leaves out what cannot be', () => {
  const chapters = [{ startTime: 5.5, title: 'B', endTime: 3 }, { startTime: -1 }, { startTime: 'x' }, null, { startTime: 0, url: 'javascript:x' }]; // prettier-ignore
  expect(readChaptersFile(JSON.stringify({ chapters }), addresses)).toEqual([
    { startMs: 0 },
    { startMs: 5_500, title: 'B' },
  ]);
});

it.each(['', 'null', '[]', '{"chapters":{}}', '{"chapters":'])('takes %j for no file of chapters', (text) => {
  expect(readChaptersFile(text, addresses)).toBeUndefined();
});

it('reads times of simple chapters with and without hours and fractions', () => {
  const starts = ['0', '01', '01:02', '01:02:03', '01:02:03.400', 'x'];
  expect(
    readSimpleChapters(
      starts.map((start) => ({ start, title: 't' })),
      addresses,
    ).map(({ startMs }) => startMs),
  ).toEqual([0, 1_000, 62_000, 3_723_000, 3_723_400]);
});

it('reads a list of times in the notes', () => {
  const lines = ['Today:', '(00:00) Intro', '• 2:30 – Two: a half', '[10:00-12:00] Three', '1:00:05 | Four'];
  expect(readChaptersOfNotes(lines)).toEqual([
    { startMs: 0, title: 'Intro' },
    { startMs: 150_000, title: 'Two: a half' },
    { startMs: 600_000, title: 'Three' },
    { startMs: 3_605_000, title: 'Four' },
  ]);
});

it('takes no list for one that goes back, or that is but a mention', () => {
  expect(readChaptersOfNotes(['10:00 a', '5:00 b', '20:00 c'])).toEqual([]);
  expect(readChaptersOfNotes(['10:00 doors open', '11:00 we start'])).toEqual([]);
});
