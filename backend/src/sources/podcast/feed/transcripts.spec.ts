import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTranscript } from './transcripts.js';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../../test/fixtures/podcasts', name), 'utf8');

it('reads WebVTT with voices', () => {
  const transcript = readTranscript(fixture('transcript.vtt'), 'text/vtt');
  expect(transcript?.isTimed).toBe(true);
  expect(transcript?.cues).toHaveLength(7);
  expect(transcript?.cues[2]).toEqual({
    startMs: 6_090,
    endMs: 11_610,
    speaker: 'Sarah',
    text: 'include in one? Welcome to Podcasting Q&A, where you learn',
  });
});

it('reads JSON', () => {
  const transcript = readTranscript(fixture('transcript.json'), 'application/json');
  expect(transcript?.cues).toHaveLength(5);
  expect(transcript?.cues[4]).toEqual({ startMs: 2_750, endMs: 3_000, speaker: 'Luke', text: 'Nooooo' });
});

it('reads SubRip, with a speaker where the same name comes again', () => {
  const srt =
    '1\r\n00:00:01,000 --> 00:00:02,500\r\nAda: Hello.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nNote: <i>this</i>\r\nstays.\r\n\r\n' +
    '3\r\n00:00:05,000 --> 00:00:04,000\r\nAda: Bye.\r\n';
  expect(readTranscript(srt, 'application/x-subrip')).toEqual({
    isTimed: true,
    cues: [
      { startMs: 1_000, endMs: 2_500, speaker: 'Ada', text: 'Hello.' },
      { startMs: 3_000, endMs: 4_000, text: 'Note: this stays.' },
      { startMs: 5_000, speaker: 'Ada', text: 'Bye.' },
    ],
  });
});

it('reads HTML with speakers and times', () => {
  const html = '<html><head><title>x</title></head><body><cite>Ada:</cite><time>0:05</time><p>Hi &amp; hello</p><cite>Bo</cite><time>1:00</time><p>Yo</p></body></html>'; // prettier-ignore
  expect(readTranscript(html, 'text/html')).toEqual({
    isTimed: true,
    cues: [
      { startMs: 5_000, endMs: 60_000, speaker: 'Ada', text: 'Hi & hello' },
      { startMs: 60_000, speaker: 'Bo', text: 'Yo' },
    ],
  });
});

it('reads what has no times as paragraphs', () => {
  expect(readTranscript('Ada: One\ntwo.\n\nAda: Three.', 'text/plain')).toEqual({
    isTimed: false,
    cues: [
      { speaker: 'Ada', text: 'One two.' },
      { speaker: 'Ada', text: 'Three.' },
    ],
  });
  expect(readTranscript('<p>One</p><p>Two</p>', 'text/html')?.isTimed).toBe(false);
});

it('goes by what it is, not by what it is called', () => {
  expect(readTranscript(fixture('transcript.vtt'), 'text/plain')?.isTimed).toBe(true);
});

it.each(['', '  ', '{}', '[1]', 'WEBVTT', '<p></p>'])('finds nothing in %j', (text) => {
  expect(readTranscript(text, 'text/html')).toBeUndefined();
});
