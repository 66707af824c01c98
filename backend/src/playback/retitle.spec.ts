import { describe, expect, it } from 'vitest';
import type { LiveTitle } from '../streaming/index.js';
import { perform } from './commands.js';
import type { PlayStep } from './step.js';
import { NEW_PLAYER, type PlayerState } from './player-state.js';
import { heard } from './reports.js';
import { retitled } from './retitle.js';
import { Chance, type Moment, type Step } from './step.js';

const OUTPUT = { id: 'laptop-0001', name: 'Laptop', kind: 'browser' };
const STATION = { itemId: 'i1', trackId: 'radio:1', kind: 'station' } as const;
const A: LiveTitle = { text: 'Ann - Alpha', artist: 'Ann', title: 'Alpha' };
const B: LiveTitle = { text: 'Bob - Beta', artist: 'Bob', title: 'Beta' };
const JINGLE: LiveTitle = { text: 'Fake FM Jingle' };

/** A player that hears a station; time is in seconds. */
class Listening {
  private nowMs = 1_700_000_000_000;
  private readonly chance = new Chance();
  state: PlayerState;
  readonly plays: PlayStep[] = [];

  constructor() {
    this.state = NEW_PLAYER;
    this.take(perform(this.state, { kind: 'play', items: [STATION], isShuffled: false, output: OUTPUT }, this.moment));
  }

  get moment(): Moment {
    return { nowMs: this.nowMs, chance: this.chance };
  }

  /** @returns this, so that a spec reads as what is heard */
  hear(seconds: number): this {
    for (let left = seconds; left > 0; left -= 5) {
      this.nowMs += Math.min(5, left) * 1_000;
      const { play } = this.state;
      const step = heard(
        this.state,
        OUTPUT.id,
        {
          kind: 'progress',
          playId: play?.id ?? '',
          positionMs: this.nowMs,
          heardMs: (play?.heardMs ?? 0) + Math.min(5, left) * 1_000,
        },
        this.moment,
      );
      if (step) this.take(step);
    }
    return this;
  }

  announce(title: LiveTitle | undefined): this {
    this.take(retitled(this.state, title, this.moment));
    return this;
  }

  /** Seconds that were heard of what was announced: each play as it was last told. */
  get heardOf(): [string | undefined, number][] {
    const last = new Map(this.plays.map((play) => [play.playId, play]));
    return [...last.values()].map(({ title, heardMs }) => [title?.text, Math.round(heardMs / 1_000)]);
  }

  private take({ state, plays }: Step): void {
    this.state = state;
    this.plays.push(...plays);
  }
}

describe('what a station announces', () => {
  it('makes a play of each piece, within one item', () => {
    const listening = new Listening().announce(A).hear(40).announce(B).hear(10);
    expect(listening.heardOf).toEqual([
      [A.text, 40],
      [B.text, 10],
    ]);
    expect(listening.state.items).toEqual([STATION]);
  });

  it('is the same piece after a jingle', () => {
    const listening = new Listening().announce(A).hear(40).announce(JINGLE).hear(1).announce(A).hear(39).announce(B).hear(10); // prettier-ignore
    expect(listening.heardOf).toEqual([
      [A.text, 79],
      [JINGLE.text, 1],
      [B.text, 10],
    ]);
  });

  it('is the same piece after nothing was announced for a while, and when it is said twice', () => {
    const listening = new Listening().announce(A).hear(20).announce(A).announce(undefined).hear(5).announce(JINGLE).hear(5).announce(A).hear(20); // prettier-ignore
    expect(listening.heardOf.filter(([text]) => text === A.text)).toEqual([[A.text, 40]]);
  });

  it('is another play when the piece comes again later', () => {
    const listening = new Listening().announce(A).hear(60).announce(B).hear(120).announce(A).hear(60);
    expect(listening.heardOf).toEqual([
      [A.text, 60],
      [B.text, 120],
      [A.text, 60],
    ]);
  });

  it('belongs to what is heard already, when it is told soon after the beginning', () => {
    const listening = new Listening().hear(2).announce(A).hear(30);
    expect(listening.heardOf).toEqual([[A.text, 32]]);
  });

  it('ends with the station', () => {
    const listening = new Listening().announce(A).hear(40);
    const { state, plays } = perform(listening.state, { kind: 'stop' }, listening.moment);
    expect(plays).toMatchObject([{ kind: 'ended', title: A, heardMs: 40_000, positionMs: 40_000 }]);
    expect(state.formerPlay).toBeUndefined();
  });

  it('lets the sleep timer end after a piece', () => {
    const listening = new Listening().announce(A).hear(40);
    listening.state = { ...listening.state, sleep: { kind: 'track' } };
    listening.announce(B);
    expect(listening.state.status).toBe('paused');
    expect(listening.state.sleep).toBeUndefined();
  });
});
