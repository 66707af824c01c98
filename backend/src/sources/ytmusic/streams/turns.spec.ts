import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns, type TurnLimits } from './turns.js';

const turnsOf = (limits: Partial<TurnLimits> = {}): Turns =>
  new Turns({ atOnce: 1, mostWaiting: 10, refusal: () => new Error('too many'), quietMs: 0, ...limits });
const { signal } = new AbortController();

it('lets those that wait begin with the newest, and leaves out who gave up', async () => {
  const turns = turnsOf();
  const begun: string[] = [];
  const first = Promise.withResolvers<undefined>();
  const take = (name: string, by = signal): Promise<unknown> =>
    turns.take(() => Promise.resolve(begun.push(name)), by).catch(() => undefined);
  const running = turns.take(() => first.promise, signal);
  const passed = new AbortController();
  const all = [take('old'), take('passed', passed.signal), take('new')];
  passed.abort();
  first.resolve(undefined);
  await Promise.all([running, ...all]);
  expect(begun).toEqual(['new', 'old']);
});

it('refuses one too many', async () => {
  const turns = turnsOf({ mostWaiting: 1 });
  const running = Promise.withResolvers<undefined>();
  const all = [turns.take(() => running.promise, signal), turns.take(() => Promise.resolve(undefined), signal)];
  await expect(turns.take(() => Promise.resolve(), signal)).rejects.toThrow('too many');
  running.resolve(undefined);
  await Promise.all(all);
});

it('begins two of eleven that a person goes through: the first, and the one that is stayed with', async () => {
  // Longer than any pause of this machine between two presses.
  const turns = turnsOf({ atOnce: 2, quietMs: 3_000 });
  const begun: number[] = [];
  let pressed = new AbortController();
  const press = (number: number): Promise<unknown> => {
    pressed.abort();
    pressed = new AbortController();
    const by = pressed.signal;
    const work = async (): Promise<void> => {
      begun.push(number);
      await delay(number === 11 ? 0 : 60_000, undefined, { signal: by });
    };
    return turns.take(work, by).catch(() => undefined);
  };
  const all: Promise<unknown>[] = [];
  for (let number = 1; number <= 11; number++) {
    all.push(press(number));
    await delay(20);
  }
  await Promise.all(all);
  expect(begun).toEqual([1, 11]);
});

it('does not begin what comes shortly behind another, though that is not given up yet', async () => {
  const turns = turnsOf({ atOnce: 2, quietMs: 3_000 });
  const first = Promise.withResolvers<undefined>();
  const running = turns.take(() => first.promise, signal);
  const passed = new AbortController();
  let hasBegun = false;
  const second = turns.take(() => Promise.resolve((hasBegun = true)), passed.signal);
  await delay(20);
  passed.abort(new Error('passed'));
  await expect(second).rejects.toThrow();
  expect(hasBegun).toBe(false);
  first.resolve(undefined);
  await running;
});

it('goes on after work that failed', async () => {
  const turns = turnsOf();
  await expect(turns.take(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  expect(await turns.take(() => Promise.resolve(1), signal)).toBe(1);
});
