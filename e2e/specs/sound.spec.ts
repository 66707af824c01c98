import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { scratchFolder } from '../support/scratch.js';
import { toneLevel } from '../support/sound-analysis.js';
import {
  CAPTURE_RATE_HZ,
  capturedSound,
  captureSound,
  capturing,
  graphSound,
  tapGraph,
} from '../support/sound-capture.js';
import { expect, expectAccessible, scanned, test } from '../support/test.js';

const LOW_HZ = 500;
const HIGH_HZ = 4_000;
const FADE_SECONDS = 4;
const TONE_SECONDS = 10;
/** Of each tone in the file, below what the volume of the player makes of it. */
const AMPLITUDE = 0.2;
const WINDOW = CAPTURE_RATE_HZ / 10;

const music = scratchFolder('sound');
test.use({ settings: { folders: [music] }, bypassCSP: true });
test.beforeAll(() => {
  makeSong('Fader', 'Low', TONE_SECONDS, `${AMPLITUDE}*sin(2*PI*${LOW_HZ}*t)`);
  makeSong('Fader', 'High', TONE_SECONDS, `${AMPLITUDE}*sin(2*PI*${HIGH_HZ}*t)`);
  const both = `${AMPLITUDE}*sin(2*PI*${LOW_HZ}*t)+${AMPLITUDE}*sin(2*PI*${HIGH_HZ}*t)`;
  makeSong('Equaliser', 'Both', 600, both);
});

test('songs run into each other as long as was chosen', { tag: '@sound' }, async ({ page, server }) => {
  await scanned(server);
  await captureSound(page);
  await page.goto('settings');
  await slide(page, 'Crossfade', 'ArrowRight', FADE_SECONDS);
  await page.goto('artists');
  await capturing(page);
  await page.getByRole('link', { name: 'Fader' }).click();
  await page.getByRole('button', { name: 'Play all' }).click();
  const sound = await capturedSound(page, (2 * TONE_SECONDS - FADE_SECONDS) * CAPTURE_RATE_HZ);
  const windows = Array.from({ length: Math.floor(sound.length / WINDOW) }, (_, at) => {
    const piece = sound.subarray(at * WINDOW, (at + 1) * WINDOW);
    return { low: toneLevel(piece, LOW_HZ, CAPTURE_RATE_HZ), high: toneLevel(piece, HIGH_HZ, CAPTURE_RATE_HZ) };
  });
  const isHeard = (level: number): boolean => level > AMPLITUDE / 20;
  const overlap = windows.filter(({ low, high }) => isHeard(low) && isHeard(high));
  const seconds = (overlap.length * WINDOW) / CAPTURE_RATE_HZ;
  test.info().annotations.push({ type: 'overlap', description: `${seconds} s` });
  expect(seconds).toBeGreaterThan(FADE_SECONDS / 2);
  expect(seconds).toBeLessThan(FADE_SECONDS * 1.25);
  for (const { low, high } of overlap) expect(Math.hypot(low, high) / AMPLITUDE).toBeCloseTo(1, 0);
});

test('the equaliser, mono and balance change what is heard, and leave no trace when they are off', async ({
  page,
  server,
}) => {
  await scanned(server);
  await tapGraph(page);
  await page.goto('search?q=Both');
  await page.getByRole('button', { name: 'Play Both' }).first().click();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  // Nothing is led through the graph before something is wanted of it.
  expect(await graphSound(page)).toBeUndefined();

  await page.getByRole('slider', { name: '4 kilohertz' }).press('Home');
  await expectLevels(page, { lowDb: 0, highDb: -12 });
  await expectAccessible(page);
  // A boost is made room for: no tone gets louder than the file has it.
  await page.getByRole('slider', { name: '500 hertz' }).press('End');
  await expect.poll(async () => Math.round((await levels(page)).lowDb)).toBeLessThanOrEqual(0);
  await page.getByRole('group', { name: 'Effects' }).getByRole('radio', { name: 'Off' }).check();
  await expectLevels(page, { lowDb: 0, highDb: 0 });

  await page.getByRole('button', { name: 'Reset effects' }).click();
  await slide(page, 'Balance', 'Home', 1);
  await expect.poll(async () => (await levels(page)).rightDb).toBeLessThan(-60);
  await expectLevels(page, { lowDb: 0, highDb: 0 });

  // Chosen once, it is there after a reload, as soon as it sounds.
  await page.reload();
  await page.getByRole('button', { name: 'Play', exact: true }).first().click();
  await expect.poll(async () => (await levels(page)).rightDb).toBeLessThan(-60);
});

async function slide(page: Page, name: string, key: string, times: number): Promise<void> {
  const slider = page.getByRole('slider', { name });
  for (let time = 0; time < times; time++) await slider.press(key);
}

/** Of both tones at the left, and of all at the right, beside what is in the file. */
async function levels(page: Page): Promise<{ lowDb: number; highDb: number; rightDb: number }> {
  const sound = await graphSound(page);
  if (!sound) return { lowDb: NaN, highDb: NaN, rightDb: NaN };
  const { left, right, rateHz } = sound;
  const db = (level: number): number => 20 * Math.log10(level / AMPLITUDE + 1e-9);
  return {
    lowDb: db(toneLevel(left, LOW_HZ, rateHz)),
    highDb: db(toneLevel(left, HIGH_HZ, rateHz)),
    rightDb: db(toneLevel(right, LOW_HZ, rateHz)),
  };
}

async function expectLevels(page: Page, wanted: { lowDb: number; highDb: number }): Promise<void> {
  await expect
    .poll(async () => {
      const { lowDb, highDb } = await levels(page);
      return { lowDb: Math.round(lowDb) + 0, highDb: Math.round(highDb) + 0 };
    })
    .toEqual(wanted);
}

/** An album of one song. */
function makeSong(artist: string, title: string, seconds: number, formula: string): void {
  const tags = { album: `${title} album`, artist, title, track: '1' };
  const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  const input = [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    `aevalsrc=${formula}|${formula}:s=${CAPTURE_RATE_HZ}:d=${seconds}`,
  ];
  execFileSync('ffmpeg', [...input, ...metadata, join(music, `${title}.flac`)]);
}
