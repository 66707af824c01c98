import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { HostTurns, type Priority } from './host-turns.js';

const patient = new AbortController().signal;

function runner(atOnce: number): {
  begun: string[];
  start: (
    name: string,
    host: string,
    priority?: Priority,
    signal?: AbortSignal,
  ) => { end: () => Promise<void>; ended: Promise<void> };
} {
  const turns = new HostTurns(atOnce);
  const begun: string[] = [];
  return {
    begun,
    start: (name, host, priority = 'background', signal = patient) => {
      const work = Promise.withResolvers<undefined>();
      const ended = turns.run(host, priority, signal, async () => {
        begun.push(name);
        await work.promise;
      });
      const end = async (): Promise<void> => {
        work.resolve(undefined);
        await nextTurn();
      };
      return { end, ended };
    },
  };
}

it('asks each host for one thing at a time, and so many hosts at once', async () => {
  const { begun, start } = runner(2);
  const calls = [start('a1', 'a'), start('a2', 'a'), start('b1', 'b'), start('c1', 'c')];
  await nextTurn();
  expect(begun).toEqual(['a1', 'b1']);
  await calls[2]?.end();
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await calls[0]?.end();
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
});

it('lets those go first for whom a person waits', async () => {
  const { begun, start } = runner(1);
  const first = start('a1', 'a');
  start('a2', 'a');
  start('a3', 'a', 'foreground');
  await first.end();
  expect(begun).toEqual(['a1', 'a3']);
});

it('forgets who does not wait any more', async () => {
  const { begun, start } = runner(1);
  const first = start('a1', 'a');
  const leaving = new AbortController();
  const left = start('a2', 'a', 'background', leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(left.ended).rejects.toThrow('gone');
  start('a3', 'a');
  await first.end();
  expect(begun).toEqual(['a1', 'a3']);
});
