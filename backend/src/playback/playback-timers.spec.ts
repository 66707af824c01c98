import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addGuest, Guest, GUEST, GuestModule } from '../../test/support/guest.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { openTestDatabase } from '../../test/support/test-database.js';
import type { Database } from '../database/index.js';
import { PlayerStore } from './player-store.js';

const LAPTOP = 'laptop-0001';
const PHONE = 'phone-00001';

describe('playback as time passes', () => {
  let pyxis: PlaybackApp;
  let database: Database;
  let remove: () => Promise<void>;
  let guest: Guest;

  beforeEach(async () => {
    ({ database, remove } = await openTestDatabase());
    await addGuest(database);
    // Only the timers of the server: sockets go their own way.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    pyxis = await PlaybackApp.start(database, { modules: [GuestModule] });
    guest = await Guest.of(pyxis);
  });

  afterEach(async () => {
    guest.leave();
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
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
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
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
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
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
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
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
    await pyxis.tell(`/outputs/${PHONE}/activate`);
    await phone.until(({ data }) => data.handoverFrom === LAPTOP);
    pass(1_500);
    const ready = await phone.until(({ data }) => data.activeOutputId === PHONE && data.handoverFrom === undefined);
    expect(ready.data.status).toBe('playing');
  });

  it('falls asleep after some minutes', async () => {
    await pyxis.output(LAPTOP);
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
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

  it('falls asleep at the end of the chapter, however fast it is played', async () => {
    const laptop = await guest.output(LAPTOP);
    const item = { itemId: 'item', trackId: 'podcast:one', kind: 'episode', durationMs: 200_000 } as const;
    const output = await guest.player.outputs.find(LAPTOP);
    await guest.tell({ kind: 'play', items: [item], isShuffled: false, output });
    const chapters = { itemId: 'item', endsMs: [12_000, 100_000] };
    await guest.tell({ kind: 'sleep', sleep: { kind: 'chapter', chapters } });
    expect((await guest.view()).sleep).toEqual({ kind: 'chapter', positionMs: 12_000 });
    await guest.tell({ kind: 'seek', positionMs: 90_000 });
    pass(4_000);
    await guest.tell({ kind: 'speed', speed: 2 });
    pass(2_900);
    expect(await guest.view()).toMatchObject({ status: 'playing', sleep: { positionMs: 100_000 } });
    pass(100);
    const asleep = await laptop.until(({ data }) => data.status === 'paused');
    expect(asleep.data).toMatchObject({ positionMs: 100_000 });
    expect(asleep.data).not.toHaveProperty('sleep');
  });

  it('does not fall asleep at once where the clock was set back by months meanwhile', async () => {
    await pyxis.output(LAPTOP);
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
    await pyxis.tell('/sleep', { kind: 'time', minutes: 1 });
    const { clock } = pyxis;
    await pyxis.close();
    clock.pass(-60 * 24 * 60 * 60 * 1000);
    pyxis = await PlaybackApp.start(database, { clock, modules: [GuestModule] });
    guest = await Guest.of(pyxis);
    vi.advanceTimersByTime(1_000);
    expect(await pyxis.player()).toHaveProperty('sleep');
  });

  it('pauses for the person whose output is gone, and for nobody else', async () => {
    await pyxis.output(LAPTOP);
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
    const laptop = await guest.output(LAPTOP);
    await guest.play(pyxis.albumIds[1], LAPTOP);
    const watcher = await guest.events();
    pass(3_000);
    laptop.close();
    await vi.waitUntil(() => {
      vi.advanceTimersByTime(1);
      return watcher.events.some(({ data }) => data.outputs.some((output) => !output.isPresent));
    });
    pass(10_000);
    const paused = await watcher.until(({ data }) => data.isInterrupted);
    expect(paused.data).toMatchObject({ status: 'paused', positionMs: 3_000 });
    expect(await pyxis.player()).toMatchObject({ status: 'playing', isInterrupted: false });
  });

  it('hands over and falls asleep for each person by itself', async () => {
    await pyxis.output(LAPTOP);
    await pyxis.output(PHONE);
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
    await guest.output(LAPTOP);
    await guest.output(PHONE);
    await guest.play(pyxis.albumIds[1], LAPTOP);
    const [ofOwner, ofGuest] = [await pyxis.events(), await guest.events()];

    await guest.tell({ kind: 'sleep', sleep: { kind: 'time', atMs: pyxis.clock.now + 15_000 } });
    await pyxis.tell('/sleep', { kind: 'time', minutes: 1 });
    await pyxis.tell(`/outputs/${PHONE}/activate`);
    pass(1_000);
    await guest.tell({ kind: 'take-over', output: await guest.player.outputs.find(PHONE), isFormerThere: true });
    pass(500);
    await ofOwner.until(({ data }) => data.activeOutputId === PHONE && data.handoverFrom === undefined);
    expect((await guest.view()).handoverFrom).toBe(LAPTOP);
    pass(1_000);
    await ofGuest.until(({ data }) => data.activeOutputId === PHONE && data.handoverFrom === undefined);

    pass(12_500);
    const asleep = await ofGuest.until(({ data }) => data.status === 'paused');
    expect(asleep.data).not.toHaveProperty('sleep');
    expect(await pyxis.player()).toMatchObject({ status: 'playing', sleep: { kind: 'time' } });
  });

  it('goes on for everybody after a restart, before anybody asks', async () => {
    await guest.output(LAPTOP);
    await guest.play(pyxis.albumIds[1], LAPTOP);
    const chapters = { itemId: (await guest.view()).current?.itemId ?? '', endsMs: [90_000] };
    await guest.tell({ kind: 'sleep', sleep: { kind: 'chapter', chapters } });
    expect((await new PlayerStore(database).load(GUEST)).sleep).toEqual({ kind: 'chapter', chapters });
    await guest.tell({ kind: 'sleep', sleep: { kind: 'time', atMs: pyxis.clock.now + 60_000 } });
    guest.leave();
    await pyxis.close();
    const store = new PlayerStore(database);
    expect(await store.load(GUEST)).toHaveProperty('sleep');
    pyxis = await PlaybackApp.start(database, { clock: pyxis.clock, modules: [GuestModule] });
    pass(60_000);
    await vi.waitUntil(async () => (await store.load(GUEST)).sleep === undefined, { timeout: 20_000 });
  });
});
