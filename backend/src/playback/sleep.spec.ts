import { describe, expect, it } from 'vitest';
import { perform } from './commands.js';
import { NEW_PLAYER, sleepPosition, type PlayerState } from './player-state.js';
import { heard, type Report } from './reports.js';
import { Chance, type Moment } from './step.js';

const MINUTE_MS = 60_000;
const OUTPUT = { id: 'laptop-0001', name: 'Laptop', kind: 'browser' };
const CHANCE = new Chance();

/** An episode of three chapters that plays from its start, until the end of the chapter; then comes another. */
const PLAYING: PlayerState = {
  ...NEW_PLAYER,
  status: 'playing',
  items: [
    { itemId: 'one', trackId: 'podcast:one', kind: 'episode', durationMs: 10 * MINUTE_MS },
    { itemId: 'two', trackId: 'podcast:two', kind: 'episode', durationMs: 10 * MINUTE_MS },
  ],
  index: 0,
  output: OUTPUT,
  play: { id: 'play', startedAtMs: 0, heardMs: 0, reportedAtMs: 0 },
  sleep: { kind: 'chapter', chapters: { itemId: 'one', endsMs: [3 * MINUTE_MS, 6 * MINUTE_MS] } },
};

const at = (nowMs: number): Moment => ({ nowMs, chance: CHANCE });

function told(state: PlayerState, kind: Report['kind'], positionMs: number, nowMs: number): PlayerState | undefined {
  return heard(state, OUTPUT.id, { kind, playId: 'play', positionMs, heardMs: positionMs }, at(nowMs))?.state;
}

const sought = (positionMs: number): PlayerState => perform(PLAYING, { kind: 'seek', positionMs }, at(1_000)).state;

describe('sleeping at the end of a chapter', () => {
  it.each([
    ['the first chapter', 0, 3 * MINUTE_MS],
    ['the second, from its first sound', 3 * MINUTE_MS, 6 * MINUTE_MS],
    ['the second', 5 * MINUTE_MS, 6 * MINUTE_MS],
    ['the last, which ends with the episode', 6 * MINUTE_MS, undefined],
  ])('follows whoever seeks: in %s', (_, positionMs, endMs) => {
    expect(sleepPosition(sought(positionMs))).toBe(endMs);
  });

  it('pauses when an output tells that it ended, so that the next one is heard from its first sound', () => {
    const before = told(PLAYING, 'progress', 3 * MINUTE_MS - 2_000, 3 * MINUTE_MS - 2_000) ?? PLAYING;
    expect(before.status).toBe('playing');
    const after = told(before, 'progress', 3 * MINUTE_MS + 300, 3 * MINUTE_MS);
    expect(after).toMatchObject({ status: 'paused', index: 0, positionMs: 3 * MINUTE_MS });
    expect(after).not.toHaveProperty('sleep');
  });

  it('does not take what was sent before a seek for the end', () => {
    const back = perform({ ...PLAYING, positionMs: 4 * MINUTE_MS }, { kind: 'seek', positionMs: 1_000 }, at(10)).state;
    expect(told(back, 'progress', 4 * MINUTE_MS, 20)).toMatchObject({ status: 'playing', sleep: { kind: 'chapter' } });
  });

  it('pauses at the time, unless somebody sought just then', () => {
    const asleep = perform(PLAYING, { kind: 'fall-asleep' }, at(3 * MINUTE_MS + 4)).state;
    expect(asleep).toMatchObject({ status: 'paused', positionMs: 3 * MINUTE_MS });
    expect(perform(sought(4 * MINUTE_MS), { kind: 'fall-asleep' }, at(2_000)).state.status).toBe('playing');
  });

  it.each([
    ['the last chapter', 'one'],
    ['another episode that somebody went on to', 'other'],
  ])('ends with the item in %s', (_, itemId) => {
    const sleep = { kind: 'chapter', chapters: { itemId, endsMs: [3 * MINUTE_MS] } } as const;
    const last = { ...PLAYING, sleep, positionMs: 9 * MINUTE_MS };
    const after = told(last, 'ended', 10 * MINUTE_MS, MINUTE_MS);
    expect(after).toMatchObject({ status: 'paused', index: 1 });
    expect(after).not.toHaveProperty('sleep');
  });
});
