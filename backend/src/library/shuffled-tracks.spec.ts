import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { ScanRunner } from './scan/scan-runner.js';
import { ShuffledTracks, type ShufflePlace } from './shuffled-tracks.js';

describeOnEachEngine('everything, shuffled', (database) => {
  let pyxis: PlaybackApp;
  let shuffled: ShuffledTracks;

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
    shuffled = pyxis.app.get(ShuffledTracks);
  });

  afterEach(() => pyxis.close());

  async function ids(place: ShufflePlace, count: number): Promise<string[]> {
    return (await shuffled.after(OWNER_ID, place, count)).tracks.map(({ id }) => id);
  }

  it('has each track once in a round, in an order that its seed says', async () => {
    const first = await ids({ seed: 1, position: 0 }, 8);
    expect([...first].sort()).toEqual([...pyxis.trackIds].sort());
    expect(await ids({ seed: 1, position: 0 }, 8)).toEqual(first);
    expect(await ids({ seed: 2, position: 0 }, 8)).not.toEqual(first);
  });

  it('is the same however it is asked for, with another order in each round', async () => {
    const whole = await ids({ seed: 5, position: 0 }, 24);
    const pieces: string[] = [];
    for (let place = { seed: 5, position: 0 }; pieces.length < 24;) {
      const given = await shuffled.after(OWNER_ID, place, 3);
      pieces.push(...given.tracks.map(({ id }) => id));
      place = given.place;
    }
    expect(pieces).toEqual(whole);
    const rounds = [0, 8, 16].map((from) => whole.slice(from, from + 8));
    for (const round of rounds) expect(new Set(round).size).toBe(8);
    expect(rounds[0]).not.toEqual(rounds[1]);
  });

  it('repeats nothing and skips nothing that stays when tracks come and go in the midst of a round', async () => {
    const before = await shuffled.after(OWNER_ID, { seed: 9, position: 0 }, 4);
    const played = before.tracks.map(({ id }) => id);
    pyxis.files.remove('A/1.flac');
    for (const number of [5, 6, 7, 8, 9]) {
      pyxis.files.put(`B/${number}.flac`, aTrack({ title: `B${number}`, album: 'B', artist: 'Somebody' }));
    }
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    const rest = pyxis.trackIds.slice(1).filter((id) => !played.includes(id));
    const after = await ids(before.place, 12);
    const round = after.slice(0, new Set([...played, ...after]).size - played.length);
    expect(round).toEqual(expect.arrayContaining(rest));
    expect(new Set(round.slice(0, rest.length)).size).toBe(rest.length);
    expect(after).not.toContain(pyxis.trackIds[0]);
  });

  it('is nothing where nothing is listed', async () => {
    for (const album of ['A', 'B']) for (const number of [1, 2, 3, 4]) pyxis.files.remove(`${album}/${number}.flac`);
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    const place = { seed: 3, position: 0 };
    expect((await shuffled.after(OWNER_ID, place, 5)).tracks).toEqual([]);
  });
});
