import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { perform, type Command } from './commands.js';
import { StaleRevision } from './playback-error.js';
import { PlaybackTools } from './playback-tools.js';
import { currentItem, currentOrigin, type PlayerState, type QueueItem, type QueueOrigin } from './player-state.js';
import { PlayerStore } from './player-store.js';
import { Players } from './players.js';
import { lackingItems, refill } from './refill.js';
import { Chance } from './step.js';
import { PlayableSubjects, type Given } from './subjects/playable-subjects.js';

const OUTPUT = { id: 'laptop-0001', name: 'Laptop', kind: 'browser' };
const CLIENTS = 3;

/** What one client does next. Places are turned into item ids from what that client knows. */
type Action = { readonly client: number } & (
  { readonly does: 'look' } | { readonly does: 'send'; readonly what: number; readonly a: number; readonly b: number }
);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ client: fc.nat(CLIENTS - 1), does: fc.constant('look' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      client: fc.nat(CLIENTS - 1),
      does: fc.constant('send' as const),
      what: fc.nat(16),
      a: fc.nat(9),
      b: fc.nat(9),
    }),
  },
);
/** Actions in one bunch go out at the same time. */
const bunches = fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

let ids = 0;

function someItems(count: number): QueueItem[] {
  return Array.from({ length: count }, () => ({
    itemId: `item${++ids}`,
    trackId: `track${ids % 7}`,
    durationMs: 9_000,
  }));
}

const ORIGIN = { kind: 'numbers', seed: 1, position: 0 };

function endlessItems(count: number): QueueItem[] {
  return someItems(count).map((item) => ({ ...item, isFromOrigin: true }));
}

/** Gives tracks that are called like numbers, for ever. */
function numbersAfter(origin: QueueOrigin, count: number): Given {
  const numbers = Array.from({ length: count }, (_, at) => origin.position + at);
  return {
    tracks: numbers.map((number) => ({ id: `number${number}`, durationMs: 9_000 })),
    context: { kind: 'library', title: 'Numbers' },
    origin: { ...origin, position: origin.position + count },
  };
}

function commandOf(known: PlayerState, what: number, a: number, b: number): Command {
  const { items } = known;
  const itemId = items[a % Math.max(1, items.length)]?.itemId ?? 'nowhere';
  const other = items[b % Math.max(1, items.length)]?.itemId;
  const commands: readonly Command[] = [
    { kind: 'play', items: someItems(a + 1), startIndex: b % (a + 1), isShuffled: b % 2 === 0, output: OUTPUT },
    { kind: 'resume', output: OUTPUT },
    { kind: 'pause' },
    { kind: 'next' },
    { kind: 'previous' },
    { kind: 'jump', itemId, output: OUTPUT },
    { kind: 'seek', positionMs: a * 1_000 },
    { kind: 'volume', volume: a * 10 },
    { kind: 'repeat', repeat: (['off', 'all', 'one'] as const)[a % 3] ?? 'off' },
    { kind: 'shuffle', isShuffled: a % 2 === 0 },
    { kind: 'add', items: someItems(1 + (a % 3)), place: b % 2 === 0 ? 'next' : 'last' },
    { kind: 'move', itemIds: [itemId], ...(other !== undefined && b > 2 && { beforeItemId: other }) },
    { kind: 'remove', itemIds: other === undefined ? [itemId] : [...new Set([itemId, other])] },
    { kind: 'clear' },
    { kind: 'undo', removedIn: known.removals.at(-1)?.removedIn ?? 1 },
    { kind: 'play', items: endlessItems(60 + a), isShuffled: b % 2 === 0, output: OUTPUT, origin: ORIGIN },
  ];
  return commands[what] ?? { kind: 'stop' };
}

/** Remembers what was drawn, or gives it again. */
class Recorder extends Chance {
  constructor(readonly drawn: (number | string)[] = []) {
    super();
  }

  override random(): number {
    const value = super.random();
    this.drawn.push(value);
    return value;
  }

  override newId(): string {
    const value = super.newId();
    this.drawn.push(value);
    return value;
  }
}

class Replayer extends Chance {
  constructor(private readonly drawn: (number | string)[]) {
    super();
  }

  override random(): number {
    return this.drawn.shift() as number;
  }

  override newId(): string {
    return this.drawn.shift() as string;
  }
}

describeOnEachEngine('commands of three clients at once', (database) => {
  let pyxis: PlaybackApp;

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
  });

  afterEach(() => pyxis.close());

  it('leave what one ordered log of the accepted ones gives; stale ones change nothing', async () => {
    const { playback } = await pyxis.app.get(Players).of(OWNER_ID);
    const recorder = new Recorder();
    Object.assign(pyxis.app.get(PlaybackTools), { chance: recorder });
    pyxis.app.get(PlayableSubjects).registerEndless({
      kind: ORIGIN.kind,
      title: 'Numbers',
      more: (origin, { count }) => Promise.resolve(numbersAfter(origin, count)),
    });
    await fc.assert(
      fc.asyncProperty(bunches, async (all) => {
        const start = playback.current;
        recorder.drawn.length = 0;
        const known = Array.from({ length: CLIENTS }, () => start);
        const log: { readonly command: Command; readonly from: number; readonly nowMs: number }[] = [];

        const act = async (one: Action): Promise<void> => {
          if (one.does === 'look') {
            known[one.client] = playback.current;
            return;
          }
          const seen = known[one.client] ?? start;
          const command = commandOf(seen, one.what, one.a, one.b);
          try {
            await playback.command(seen.revision, (state) => {
              log.push({ command, from: state.revision, nowMs: pyxis.clock.now });
              return command;
            });
          } catch (error) {
            expect(error).toBeInstanceOf(StaleRevision);
          }
        };
        for (const bunch of all) {
          await Promise.all(bunch.map(act));
          pyxis.clock.pass(500);
        }

        const replayer = new Replayer([...recorder.drawn]);
        let replayed = start;
        for (const { command, from, nowMs } of log) {
          expect(from).toBe(replayed.revision);
          replayed = withMore(replayed, perform(replayed, command, { nowMs, chance: replayer }).state, replayer);
        }
        expect(playback.current).toEqual(replayed);
        invariants(playback.current);
        expect(kept(await pyxis.app.get(PlayerStore).load(OWNER_ID))).toEqual(kept(playback.current));
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

function withMore(before: PlayerState, state: PlayerState, chance: Chance): PlayerState {
  const origin = currentOrigin(state);
  const count = lackingItems(state);
  return origin && count > 0 ? refill(before, state, numbersAfter(origin, count), chance) : state;
}

/** All that outlives the run of the server; an output's name is kept elsewhere. */
function kept({ handoverFrom: _, failures: __, soughtIn: ___, output, ...state }: PlayerState): object {
  return { ...state, outputId: output?.id };
}

function invariants(state: PlayerState): void {
  const all = state.items.map(({ itemId }) => itemId);
  expect(new Set(all).size).toBe(all.length);
  expect(state.index >= 0).toBe(all.length > 0);
  expect(state.index).toBeLessThan(all.length);
  expect(state.status === 'stopped').toBe(all.length === 0);
  if (state.unshuffled) expect([...state.unshuffled].sort()).toEqual([...all].sort());
  expect(state.positionMs).toBeLessThanOrEqual(currentItem(state)?.durationMs ?? 0);
  expect(lackingItems(state)).toBe(0);
  expect(state.queueRevision).toBeLessThanOrEqual(state.revision);
}
