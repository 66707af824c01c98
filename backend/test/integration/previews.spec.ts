import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeepingApp } from '../support/keeping-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const OUTPUT = 'desktop1';

describeOnEachEngine('a song of which its source gives a preview only', (database) => {
  let home: KeepingApp;

  beforeEach(async () => {
    home = await KeepingApp.start(database());
    await home.pyxis.output(OUTPUT);
  });
  afterEach(() => home.close());

  it('is no listen, the next one plays, and the source knows it from then on', async () => {
    const { pyxis, source } = home;
    const [preview = '', next = ''] = home.trackIds;
    await pyxis.tell('/play', { subject: { kind: 'album', id: home.albumId }, outputId: OUTPUT });
    let noticed = 0;
    source.location = { bitrateKbps: 128 };
    source.told = { wholeMs: 600_000, onPreview: () => noticed++ };
    expect(await home.stream(preview)).toBe(404);
    expect(noticed).toBe(1);
    await pyxis.report(OUTPUT, 'failed', 0, { reason: 'A preview only.' });
    expect((await pyxis.player()).current?.track.id).toBe(next);

    source.told = {};
    expect(await home.stream(next)).toBe(200);
    pyxis.clock.pass(60_000);
    await pyxis.report(OUTPUT, 'progress', 60_000);
    const listens = await home.send('get', '/history/listens');
    expect((listens.body as { items: { trackId: string }[] }).items.map(({ trackId }) => trackId)).toEqual([next]);
  });

  it('that only its end tells is no listen to its end', async () => {
    const { pyxis } = home;
    const [preview = ''] = home.trackIds;
    const { current } = await pyxis.tell('/play', { subject: { kind: 'album', id: home.albumId }, outputId: OUTPUT });
    expect(current?.track.durationMs).toBeGreaterThan(60_000);
    pyxis.clock.pass(30_000);
    await pyxis.report(OUTPUT, 'ended', 30_000, { durationMs: 30_000 });
    const listens = await home.send('get', '/history/listens');
    expect((listens.body as { items: object[] }).items).toEqual([
      expect.objectContaining({ trackId: preview, outcome: 'stopped', heardMs: 30_000 }),
    ]);
  });
});
