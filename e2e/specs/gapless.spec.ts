import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { scratchFolder } from '../support/scratch.js';
import { seamOf } from '../support/sound-analysis.js';
import { CAPTURE_RATE_HZ, capturedSound, captureSound, capturing } from '../support/sound-capture.js';
import type { PyxisServer } from '../support/pyxis-server.js';
import { expect, scanned, test } from '../support/test.js';

const FREQUENCY_HZ = 997;
const PERIOD = CAPTURE_RATE_HZ / FREQUENCY_HZ;
/** Two pieces of one sine, cut where no codec has a border between frames. */
const HALVES = [100_003, 120_011] as const;
const WHOLE = HALVES[0] + HALVES[1];
const MOST_SAMPLES = CAPTURE_RATE_HZ / 100;
/** Sheets count 75ths of a second. */
const SHEET_SECOND_FRAME = 157;
const SHEET_SECOND_AT = (SHEET_SECOND_FRAME * CAPTURE_RATE_HZ) / 75;

const CODECS = {
  FLAC: { end: 'flac', options: [] },
  Opus: { end: 'opus', options: ['-c:a', 'libopus', '-b:a', '128k'] },
  WebM: { end: 'webm', options: ['-c:a', 'libopus', '-b:a', '128k'] },
  MP3: { end: 'mp3', options: ['-c:a', 'libmp3lame', '-q:a', '2'] },
  AAC: { end: 'm4a', options: ['-c:a', 'aac', '-b:a', '192k'] },
} as const;

const music = scratchFolder('gapless');
test.use({ settings: { folders: [music] }, bypassCSP: true });
test.beforeAll(() => {
  for (const [codec, { end, options }] of Object.entries(CODECS)) makeAlbum(`Sine ${codec}`, end, options);
  makeFileWithSheet('Sine Sheet');
});
for (const codec of Object.keys(CODECS)) {
  test(`two halves of a sine in two ${codec} files sound as one`, { tag: '@sound' }, async ({ page, server }) => {
    await expectOneSine(page, server, `Sine ${codec}`, HALVES[0]);
  });
}

test(
  'two halves of a sine in two FLAC files that are made small sound as one',
  { tag: '@sound' },
  async ({ page, server }) => {
    await page.addInitScript(() => localStorage.setItem('pyxis.sound-size', '"128"'));
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/stream/')) asked.push(new URL(request.url()).search);
    });
    await expectOneSine(page, server, 'Sine FLAC', HALVES[0]);
    expect(new Set(asked)).toEqual(new Set(['?format=opus&bitrate=128&quality=saving']));
  },
);

test('two tracks of a cue sheet in one FLAC file sound as one', { tag: '@sound' }, async ({ page, server }) => {
  await expectOneSine(page, server, 'Sine Sheet', SHEET_SECOND_AT);
});

/** Plays an album of two tracks. @param seam where the second begins, in samples */
async function expectOneSine(page: Page, server: PyxisServer, title: string, seam: number): Promise<void> {
  await scanned(server);
  await captureSound(page);
  await page.goto('albums');
  await capturing(page);
  await page.getByRole('button', { name: `Play ${title}` }).click();
  const { soundedSamples, gapSamples, slipSamples } = seamOf(await capturedSound(page, WHOLE), seam, PERIOD);
  test.info().annotations.push({
    type: 'seam',
    description: `gap ${gapSamples}, length ${soundedSamples - WHOLE}, slip ${slipSamples.toFixed(2)} samples`,
  });
  // Shorter would be an overlap or something left out, longer a piece heard twice.
  expect(Math.abs(soundedSamples - WHOLE)).toBeLessThan(MOST_SAMPLES);
  expect(gapSamples).toBeLessThan(MOST_SAMPLES);
  expect(Math.abs(slipSamples)).toBeLessThan(PERIOD / 10);
}

/** One FLAC file, of which a sheet beside it makes two tracks. */
function makeFileWithSheet(title: string): void {
  const folder = join(music, title);
  mkdirSync(folder);
  const sine = `aevalsrc=0.4*sin(2*PI*${FREQUENCY_HZ}*t):s=${CAPTURE_RATE_HZ}:d=${WHOLE / CAPTURE_RATE_HZ + 1}`;
  const cut = `atrim=end_sample=${WHOLE}`;
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    sine,
    '-af',
    cut,
    '-ac',
    '2',
    join(folder, 'whole.flac'),
  ]);
  const frames = String(SHEET_SECOND_FRAME % 75).padStart(2, '0');
  const seconds = String(Math.floor(SHEET_SECOND_FRAME / 75)).padStart(2, '0');
  const lines = [
    'PERFORMER "Generator"',
    `TITLE "${title}"`,
    'FILE "whole.flac" WAVE',
    '  TRACK 01 AUDIO',
    '    TITLE "Half 1"',
    '    INDEX 01 00:00:00',
    '  TRACK 02 AUDIO',
    '    TITLE "Half 2"',
    `    INDEX 01 00:${seconds}:${frames}`,
  ];
  writeFileSync(join(folder, 'whole.cue'), lines.join('\n'));
}

/** Two tracks, of one sine that goes on over the border. */
function makeAlbum(title: string, end: string, options: readonly string[]): void {
  const folder = join(music, title);
  mkdirSync(folder);
  const sine = `aevalsrc=0.4*sin(2*PI*${FREQUENCY_HZ}*t):s=${CAPTURE_RATE_HZ}:d=${WHOLE / CAPTURE_RATE_HZ + 1}`;
  [0, HALVES[0]].forEach((from, half) => {
    const cut = `atrim=start_sample=${from}:end_sample=${from + HALVES[half]!},asetpts=PTS-STARTPTS`;
    const tags = { album: title, artist: 'Generator', title: `Half ${half + 1}`, track: String(half + 1) };
    const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
    const output = join(folder, `${half + 1}.${end}`);
    const input = ['-v', 'error', '-f', 'lavfi', '-i', sine, '-af', cut, '-ac', '2'];
    execFileSync('ffmpeg', [...input, ...options, ...metadata, output]);
  });
}
