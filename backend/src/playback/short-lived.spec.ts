import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { DomainError } from '../common/index.js';
import { OWNER_ID } from '../database/index.js';
import type { PlayEvent } from './play-events.js';
import { PlayEvents } from './play-events.js';
import { Players } from './players.js';
import { PlayableSubjects, type EndlessKind } from './subjects/playable-subjects.js';

const LAPTOP = 'laptop-0001';

class NotNow extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'not-now';
  override readonly title = 'Not now';
}

/** Gives tracks of the library, three at a time, each of which can be heard until it is taken away. */
class Fountain implements EndlessKind {
  readonly kind = 'fountain';
  readonly title = 'Fountain';
  readonly ahead = { fewest: 2, most: 3 };
  readonly gone = new Set<string>();
  readonly passed: string[] = [];
  prepared = 0;
  isDry = false;
  mayPass = true;
  private atHand = 0;

  constructor(private readonly trackIds: readonly string[]) {}

  isGone(trackId: string): boolean {
    return this.gone.has(trackId);
  }

  begin(): Promise<{ kind: string; seed: number; position: number }> {
    this.atHand = 3;
    return Promise.resolve({ kind: this.kind, seed: 1, position: 0 });
  }

  prepare(): Promise<void> {
    this.prepared++;
    this.atHand = this.isDry ? 0 : 3;
    return Promise.resolve();
  }

  more(origin: { kind: string; seed: number; position: number }): ReturnType<EndlessKind['more']> {
    const ids = this.trackIds.slice(origin.position, origin.position + this.atHand);
    this.atHand = 0;
    const tracks = ids.map((id) => ({ id, durationMs: 200_000 }));
    const context = { kind: 'library' };
    return Promise.resolve({ tracks, context, origin: { ...origin, position: origin.position + ids.length } });
  }

  pass(trackIds: readonly string[]): Promise<void> {
    if (!this.mayPass) throw new NotNow('That may not be passed over now.');
    this.passed.push(...trackIds);
    return Promise.resolve();
  }
}

describeOnEachEngine('a queue of what can be heard for a while only', (database) => {
  let pyxis: PlaybackApp;
  let fountain: Fountain;

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
    fountain = new Fountain(pyxis.trackIds);
    pyxis.app.get(PlayableSubjects).registerEndless(fountain);
    await pyxis.output(LAPTOP);
    await pyxis.tell('/play', { subject: { kind: 'fountain' }, outputId: LAPTOP });
  });

  afterEach(() => pyxis.close());

  const ends = async (): Promise<void> => {
    pyxis.clock.pass(200_000);
    expect((await pyxis.report(LAPTOP, 'ended', 200_000)).status).toBe(200);
  };
  const takeAway = (...numbers: number[]): void =>
    numbers.forEach((number) => fountain.gone.add(pyxis.trackIds[number]!));

  it('is shown as it was while it is paused, and goes on with what can be heard', async () => {
    pyxis.clock.pass(60_000);
    await pyxis.report(LAPTOP, 'progress', 60_000);
    await pyxis.tell('/pause');
    takeAway(0, 1, 2);
    await pyxis.tell('/volume', { volume: 50 });
    expect(await pyxis.titles()).toBe('A1 A2 A3');
    expect(await pyxis.player()).toMatchObject({ current: { track: { title: 'A1' } }, positionMs: 60_000 });
    expect(await pyxis.tell('/resume')).toMatchObject({ status: 'playing', current: { track: { title: 'A4' } }, positionMs: 0 }); // prettier-ignore
    expect(await pyxis.titles()).toBe('A1 A4 B1 B2');
    const ended = pyxis.plays.flatMap(({ outcome }) => outcome ?? []);
    expect([ended, pyxis.plays.filter(({ kind }) => kind === 'started').length]).toEqual([['stopped'], 2]);
    expect([fountain.passed, fountain.prepared]).toEqual([[], 1]);
  });

  it('replaces what comes next before it is reached, and lets sound what sounds', async () => {
    takeAway(0, 1, 2);
    pyxis.clock.pass(5_000);
    await pyxis.report(LAPTOP, 'progress', 5_000);
    expect(await pyxis.titles()).toBe('A1 A2 A3');
    await fountain.prepare();
    await pyxis.report(LAPTOP, 'progress', 5_000);
    expect(await pyxis.titles()).toBe('A1 A4 B1 B2');
    expect(await pyxis.player()).toMatchObject({ status: 'playing', current: { track: { title: 'A1' } } });
  });

  it('waits where nothing comes, and goes on by itself once something does', async () => {
    fountain.isDry = true;
    for (let song = 0; song < 3; song++) await ends();
    expect(await pyxis.player()).toMatchObject({
      status: 'paused',
      current: { track: { title: 'A3' } },
      hasNext: true,
    });
    fountain.isDry = false;
    await fountain.prepare();
    await (await pyxis.app.get(Players).of(OWNER_ID)).playback.replenish();
    expect(await pyxis.player()).toMatchObject({ status: 'playing', current: { track: { title: 'A4' } } });
  });

  it('does not go on by itself where somebody has paused meanwhile; play goes on', async () => {
    fountain.isDry = true;
    for (let song = 0; song < 3; song++) await ends();
    await pyxis.tell('/pause');
    fountain.isDry = false;
    await (await pyxis.app.get(Players).of(OWNER_ID)).playback.replenish();
    expect(await pyxis.player()).toMatchObject({ status: 'paused', current: { track: { title: 'A3' } } });
    expect(await pyxis.tell('/resume')).toMatchObject({ status: 'playing', current: { track: { title: 'A4' } } });
  });

  it('tells what a person passes over, and obeys where that may not be', async () => {
    await pyxis.tell('/next');
    await ends();
    expect(fountain.passed).toEqual([pyxis.trackIds[0]]);
    fountain.mayPass = false;
    const { revision } = await pyxis.player();
    const refused = await pyxis.post('/next', { revision });
    expect([refused.status, (refused.body as { type: string }).type]).toEqual([409, 'urn:pyxis:problem:not-now']);
    expect(await pyxis.player()).toMatchObject({ revision, current: { track: { title: 'A3' } } });
    const failed = await pyxis.report(LAPTOP, 'failed', 0);
    expect(failed.body).toMatchObject({ current: { track: { title: 'A4' } } });
  });

  it('does not go back to what can be heard no more', async () => {
    await pyxis.tell('/next');
    takeAway(0);
    const { revision } = await pyxis.player();
    const refused = await pyxis.post('/previous', { revision });
    expect(refused.body).toMatchObject({ type: 'urn:pyxis:problem:not-heard-again' });
    expect(await pyxis.player()).toMatchObject({ revision, current: { track: { title: 'A2' } } });
  });

  it('tells nobody of a play that is judged to be something else', async () => {
    const judged: PlayEvent[] = [];
    pyxis.app.get(PlayEvents).judgeBy({
      holdsBack: (event) => judged.push(event) > 0 && event.soundMs === 28_000,
    });
    pyxis.clock.pass(5_000);
    await pyxis.report(LAPTOP, 'progress', 5_000, { durationMs: 28_000 });
    await ends();
    expect(judged.map(({ soundMs, durationMs }) => [soundMs, durationMs])).toEqual([
      [28_000, 200_000],
      [28_000, 200_000],
      [undefined, 200_000],
    ]);
    expect(pyxis.plays.map(({ kind }) => kind)).toEqual(['started', 'started']);
  });
});
