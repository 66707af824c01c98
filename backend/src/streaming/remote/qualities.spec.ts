import { afterEach, describe, expect, it, vi } from 'vitest';
import { RemoteApp, soundOf } from '../../../test/support/remote-app.js';
import { TestClock } from '../../../test/support/test-clock.js';
import type { FakeSource } from '../../../test/support/fake-source.js';
import { KeptAudio } from '../kept-audio.js';
import { SoundingSources } from '../sounding-sources.js';
import { SourceTraffic } from './source-traffic.js';

const BEST = soundOf(0, 900_001);
const SMALL = soundOf(5, 300_001);
const ONE = '/stream/fake:one';
const SAVING = `${ONE}?quality=saving`;
const { signal } = new AbortController();

let remote: RemoteApp;
afterEach(() => remote.stop());

async function start(more: Parameters<typeof FakeSource.start>[1], clock = new TestClock()): Promise<void> {
  remote = await RemoteApp.start({ clock }, 'sqlite', more);
  remote.music.audio = BEST;
  remote.music.smallAudio = SMALL;
}

describe('audio in two qualities', () => {
  it.each(['best', 'saving'] as const)('is as it is set for its source where nobody asks: %s', async (quality) => {
    await start({ quality });
    await remote.expectSound(ONE, quality === 'best' ? BEST : SMALL);
  });

  it('is kept apart, and never mixed', async () => {
    await start({ quality: 'best' });
    await remote.expectSound(SAVING, SMALL);
    await remote.expectSound(ONE, BEST);
    expect(remote.files).toHaveLength(2);
    const part = await remote.app.get(ONE, { range: 'bytes=400000-400009' });
    expect(part.body.equals(BEST.subarray(400_000, 400_010))).toBe(true);
    expect(remote.music.positions).toEqual([0, 0]);
  });

  it('is not fetched anew to save data where the best is here', async () => {
    await start({ quality: 'best' });
    await remote.expectSound(ONE, BEST);
    await remote.expectSound(SAVING, BEST);
    expect(remote.music.positions).toEqual([0]);
  });

  it('is heard as it is here while its source does not answer', async () => {
    await start({ quality: 'best' });
    await remote.expectSound(SAVING, SMALL);
    remote.source.lost.add('one');
    // That it is gone there is another thing.
    expect((await remote.app.get(ONE)).status).toBe(404);
    remote.source.lost.clear();
    remote.source.isAway = true;
    await remote.expectSound(ONE, SMALL);
  });

  it('is one where a source has one, whatever is asked for', async () => {
    await start({});
    await remote.expectSound(SAVING, BEST);
    await remote.expectSound(ONE, BEST);
    expect(remote.music.requests.map(({ path }) => path)).toEqual([expect.not.stringContaining('saving')]);
  });

  it('is removed, pinned and told of together', async () => {
    await start({ quality: 'best' });
    const kept = remote.app.part(KeptAudio);
    await kept.fetch('fake:one', { signal }, 'saving');
    await kept.pin('fake:one', 'somebody');
    expect((await kept.statesOf(['fake:one'])).get('fake:one')).toMatchObject({
      isComplete: true,
      pinnedBy: 'somebody',
    });
    await remote.expectSound(ONE, BEST);
    await kept.remove('fake:one');
    expect(await kept.totals()).toMatchObject({ files: 0, storedBytes: 0 });
  });
});

it('audio is taken away as a file only where its source gives it so, and not asked for where it does not', async () => {
  await start({});
  const refused = await remote.app.get(`${ONE}?download=true`);
  expect([refused.status, String(refused.body)]).toEqual([409, expect.stringContaining('not-given-as-file')]);
  expect([remote.source.located, remote.music.requests]).toEqual([0, []]);
  await remote.stop();
  await start({ givesFiles: true });
  const given = await remote.app.get(`${ONE}?download=true`);
  expect([given.status, given.headers['content-disposition']]).toEqual([200, expect.stringMatching(/^attachment/)]);
});

it('a file is taken from another source that gives it, and is not what sounds', async () => {
  await start({});
  const { app } = remote;
  const places = [
    { source: 'fake', locator: 'one' },
    { source: 'files', locator: app.write('own.flac', BEST) },
  ];
  const { trackIds } = await app.addAlbum({ title: 'a', artist: 'a', tracks: [{ title: 't', places }] });
  const [id = ''] = trackIds;
  const file = await app.get(`/stream/${id}?download=true`);
  expect([file.status, file.headers['content-type'], file.body.equals(BEST)]).toEqual([200, 'audio/flac', true]);
  expect([remote.source.located, remote.music.requests]).toEqual([0, []]);
  expect(app.part(SoundingSources).of(id)).toBeUndefined();
  await remote.expectSound(`/stream/${id}`, BEST);
  expect(app.part(SoundingSources).of(id)).toBe('fake');
});

describe('audio of which nothing may stay', () => {
  it('is heard, and leaves neither file nor row, however it is read', async () => {
    await start({ keeping: 'nothing' });
    await remote.expectSound(ONE, BEST);
    const listener = await remote.listen(ONE, 500_000);
    listener.destroy();
    await remote.settled();
    await vi.waitFor(() => expect(remote.files).toEqual([]));
    expect(await remote.app.part(KeptAudio).totals()).toMatchObject({ files: 0, storedBytes: 0 });
  });
});

describe('what was fetched in a month', () => {
  it('is counted once for each byte that came, also over a restart, and begins anew with the next', async () => {
    const clock = new TestClock(Date.UTC(2026, 10, 15, 12));
    await start({}, clock);
    const traffic = (): SourceTraffic => remote.app.part(SourceTraffic);
    expect(await traffic().thisMonth()).toEqual([]);
    await remote.expectSound(ONE, BEST);
    await remote.expectSound(ONE, BEST);
    expect(await traffic().thisMonth()).toEqual([{ source: 'fake', bytes: BEST.length }]);
    await remote.expectSound('/stream/fake:two', BEST);
    await remote.app.restart();
    expect(await traffic().thisMonth()).toEqual([{ source: 'fake', bytes: 2 * BEST.length }]);
    clock.pass(30 * 86_400_000);
    expect(await traffic().thisMonth()).toEqual([]);
  });
});
