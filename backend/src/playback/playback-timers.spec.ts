import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { openTestDatabase } from '../../test/support/test-database.js';

const LAPTOP = 'laptop-0001';
const PHONE = 'phone-00001';

describe('playback as time passes', () => {
  let pyxis: PlaybackApp;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    const opened = await openTestDatabase();
    remove = opened.remove;
    // Only the timers of the server: sockets go their own way.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    pyxis = await PlaybackApp.start(opened.database);
  });

  afterEach(async () => {
    await pyxis.close();
    vi.useRealTimers();
    await remove();
  });

  function pass(milliseconds: number): void {
    pyxis.clock.pass(milliseconds);
    vi.advanceTimersByTime(milliseconds);
  }

  it('pauses when the active output has been gone for the grace time, where it was when it left', async () => {
    const laptop = await pyxis.output(LAPTOP);
    const watcher = await pyxis.events();
    await pyxis.tell('/play', { albumId: pyxis.albumIds[0], outputId: LAPTOP });
    pass(3_000);
    laptop.close();
    // Its absence is told at once, the player goes on.
    await vi.waitUntil(() => {
      vi.advanceTimersByTime(1);
      return watcher.events.some(({ data }) => data.outputs.some((output) => !output.isPresent));
    });
    pass(8_000);
    expect((await pyxis.player()).status).toBe('playing');
    pass(2_000);
    const paused = await watcher.until(({ data }) => data.isInterrupted);
    expect(paused.data).toMatchObject({ status: 'paused', positionMs: 3_000, activeOutputId: LAPTOP });
  });

  it('does not mind an output that connects again within the grace time', async () => {
    const laptop = await pyxis.output(LAPTOP);
    const watcher = await pyxis.events();
    await pyxis.tell('/play', { albumId: pyxis.albumIds[0], outputId: LAPTOP });
    laptop.close();
    await vi.waitUntil(() => {
      vi.advanceTimersByTime(1);
      return watcher.events.some(({ data }) => data.outputs.some((output) => !output.isPresent));
    });
    await pyxis.events(LAPTOP);
    pass(12_000);
    expect(await pyxis.player()).toMatchObject({ status: 'playing', isInterrupted: false });
  });

  it('pauses when the active output is there but silent, as a phone that fell asleep', async () => {
    await pyxis.output(LAPTOP);
    const watcher = await pyxis.events();
    await pyxis.tell('/play', { albumId: pyxis.albumIds[0], outputId: LAPTOP });
    pass(5_000);
    await pyxis.report(LAPTOP, 'progress', 5_000);
    pass(19_900);
    expect((await pyxis.player()).status).toBe('playing');
    pass(200);
    expect((await watcher.until(({ data }) => data.isInterrupted)).data.positionMs).toBe(5_000);
  });

  it('does not wait for ever for the former output to fall silent', async () => {
    await pyxis.output(LAPTOP);
    const phone = await pyxis.output(PHONE);
    await pyxis.tell('/play', { albumId: pyxis.albumIds[0], outputId: LAPTOP });
    await pyxis.tell(`/outputs/${PHONE}/activate`);
    await phone.until(({ data }) => data.handoverFrom === LAPTOP);
    pass(1_500);
    const ready = await phone.until(({ data }) => data.activeOutputId === PHONE && data.handoverFrom === undefined);
    expect(ready.data.status).toBe('playing');
  });

  it('falls asleep after some minutes', async () => {
    await pyxis.output(LAPTOP);
    await pyxis.tell('/play', { albumId: pyxis.albumIds[0], outputId: LAPTOP });
    const { sleep } = await pyxis.tell('/sleep', { kind: 'time', minutes: 1 });
    expect(sleep).toEqual({ kind: 'time', atMs: pyxis.clock.now + 60_000 });
    const watcher = await pyxis.events();
    for (let second = 0; second < 60; second += 10) {
      pass(10_000);
      if (second < 50) await pyxis.report(LAPTOP, 'progress', second * 1_000 + 10_000);
    }
    const asleep = await watcher.until(({ data }) => data.status === 'paused');
    expect(asleep.data).toMatchObject({ positionMs: 60_000, isInterrupted: false });
    expect(asleep.data).not.toHaveProperty('sleep');
  });
});
