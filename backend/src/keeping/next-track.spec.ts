import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stallsAt } from '../../test/support/fake-source.js';
import { KeepingApp } from '../../test/support/keeping-app.js';
import { openTestDatabase } from '../../test/support/test-database.js';
import type { Database } from '../database/index.js';
import { KeptAudio } from '../streaming/index.js';
import { NextTrack } from './next-track.js';

const PATIENT = { timeout: 20_000 };
const OUTPUT = 'kitchen1';

describe('the track that comes next', () => {
  let home: KeepingApp;
  let database: Database;
  let remove: () => Promise<void>;

  beforeEach(async () => ({ database, remove } = await openTestDatabase()));
  afterEach(async () => {
    await home.close();
    await remove();
  });

  async function start(...options: [object?, object?]): Promise<void> {
    home = await KeepingApp.start(database, ...options);
    await home.pyxis.output(OUTPUT);
  }

  /** Puts tracks of the album into the queue, by their numbers. */
  async function play(...numbers: readonly number[]): Promise<void> {
    const trackIds = numbers.map((number) => home.trackIds[number - 1] ?? '');
    await home.pyxis.tell('/play', { trackIds, outputId: OUTPUT });
  }

  const sounds = (): Promise<unknown> => home.pyxis.report(OUTPUT, 'progress', 1_000);
  const settled = (): Promise<void> => home.pyxis.app.get(NextTrack, { strict: false }).settled();
  /** Which of the service were asked for. */
  const asked = (): string[] => home.music.requests.map(({ path }) => /\/audio\/(\w+)/.exec(path)?.[1] ?? path);

  async function here(): Promise<string[]> {
    const states = await home.pyxis.app.get(KeptAudio, { strict: false }).statesOf(home.trackIds);
    return home.nativeIds.filter((_, n) => states.get(home.trackIds[n] ?? '')?.isComplete);
  }

  it('is fetched when the one before it sounds, and no other', async () => {
    await start();
    await play(1, 2, 3);
    await settled();
    expect(asked()).toEqual([]);
    await sounds();
    await sounds();
    await settled();
    expect(await here()).toEqual(['A2']);
    expect(asked()).toEqual(['A2']);
  });

  it('is not fetched of what was passed before it sounded', async () => {
    await start();
    await play(1, 2, 3, 4);
    for (let times = 0; times < 2; times++) await home.pyxis.tell('/next');
    await sounds();
    await settled();
    expect(asked()).toEqual(['A4']);
  });

  it('is another when the queue is: what was begun ends', async () => {
    await start();
    home.music.faults.push(stallsAt(home.music, 100_000));
    await play(1, 2);
    await sounds();
    await vi.waitFor(() => expect(home.music.open).toBe(1), PATIENT);
    await home.pyxis.tell('/queue/items', { trackIds: [home.trackIds[2]], place: 'next' });
    await settled();
    expect(await here()).toEqual(['A3']);
    await vi.waitFor(() => expect(home.music.open).toBe(0), PATIENT);
  });

  it('is in the quality in which the one before is heard', async () => {
    await start({}, { quality: 'best' });
    home.music.smallAudio = Buffer.alloc(50_000, 'small');
    await play(1, 2);
    await home.stream(home.trackIds[0] ?? '', '?quality=saving');
    await sounds();
    await settled();
    expect(home.music.requests.map(({ path }) => path)).toEqual([
      expect.stringMatching(/A1.*quality=saving/),
      expect.stringMatching(/A2.*quality=saving/),
    ]);
  });

  it.each([
    ['nothing of it may stay', {}, { keeping: 'nothing' }],
    ['the month has cost nearly what it may', {}, { monthlyLimitBytes: 0 }],
  ])('is not fetched where %s', async (_, cache, options) => {
    await start(cache, options);
    await play(1, 2);
    await sounds();
    await settled();
    expect(asked()).toEqual([]);
  });

  it('is nothing at the end of the queue, and what cannot be had now is left to whoever comes to it', async () => {
    await start();
    await play(1);
    await sounds();
    await settled();
    home.source.isAway = true;
    await play(1, 2);
    await sounds();
    await settled();
    expect(asked()).toEqual([]);
  });
});
