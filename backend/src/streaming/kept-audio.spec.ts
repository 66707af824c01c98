import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stallsAt, type FakeMusic } from '../../test/support/fake-source.js';
import { endless } from '../../test/support/faults.js';
import { RemoteApp } from '../../test/support/remote-app.js';
import type { StreamingApp, StreamingAppOptions } from '../../test/support/streaming-app.js';
import { TestClock } from '../../test/support/test-clock.js';
import { ENGINES } from '../../test/support/test-database.js';
import { SourceUnavailable } from '../sources/index.js';
import { KeptAudio } from './kept-audio.js';

const MIB = 1024 ** 2;
const MINUTE_MS = 60_000;
const CONTENT = Buffer.alloc(2 * MIB, 'The same again. ');
const signal = new AbortController().signal;

describe.each(ENGINES)('audio that is kept, with its rows in %s', (engine) => {
  const clock = new TestClock();
  let remote: RemoteApp;
  let music: FakeMusic;
  let app: StreamingApp;
  let kept: KeptAudio;

  async function start(options: StreamingAppOptions = {}): Promise<void> {
    remote = await RemoteApp.start({ clock, ...options }, engine);
    ({ music, app } = remote);
    music.audio = CONTENT;
    kept = app.part(KeptAudio);
  }

  afterEach(() => remote.stop());

  /** Plays it from beginning to end, and lets a minute pass. */
  async function play(id: string): Promise<void> {
    await remote.expectSound(`/stream/${id}`, music.audio);
    clock.pass(MINUTE_MS);
  }

  /** Which of the tracks are here. */
  async function here(...ids: string[]): Promise<string[]> {
    const states = await kept.statesOf(ids);
    return ids.filter((id) => states.get(id)?.isComplete);
  }

  function bytesOnDisk(): number {
    return remote.files.reduce((sum, name) => sum + statSync(join(remote.folder, name)).blocks * 512, 0);
  }

  it('is fetched ahead, behind everybody who waits, and told of on the way', async () => {
    await start();
    const seen: number[] = [];
    await kept.fetch('fake:one', { signal, onProgress: ({ storedBytes }) => seen.push(storedBytes) });
    expect(seen.at(-1)).toBe(CONTENT.length);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect((await kept.statesOf(['fake:one', 'fake:two'])).get('fake:one')).toEqual({ isComplete: true, storedBytes: CONTENT.length, sizeBytes: CONTENT.length }); // prettier-ignore
    music.lastingFault = { status: 500, body: '' };
    await play('fake:one');
    await kept.fetch('fake:one', { signal });
    expect(music.positions).toEqual([0]);
  });

  it('is fetched once for who listens and who fetches ahead, and on when the listener has left', async () => {
    await start();
    music.audio = Buffer.alloc(24 * MIB, 'A long one. ');
    const listener = await remote.listen('/stream/fake:one');
    const joined = Promise.withResolvers<undefined>();
    const ahead = kept.fetch('fake:one', { signal, onProgress: () => joined.resolve(undefined) });
    await joined.promise;
    listener.destroy();
    await ahead;
    expect(await here('fake:one')).toEqual(['fake:one']);
    expect(music.positions).toEqual([0]);
  });

  it('is located once and fetched once, however many fetch it ahead', async () => {
    await start();
    await Promise.all(Array.from({ length: 20 }, () => kept.fetch('fake:one', { signal })));
    expect([remote.source.located, music.positions]).toEqual([1, [0]]);
  });

  it('goes on where a fetch ahead was stopped', async () => {
    await start();
    music.faults.push(stallsAt(music, MIB));
    const stop = new AbortController();
    const stopped = kept.fetch('fake:one', { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toThrow();
    await remote.settled();
    expect((await kept.statesOf(['fake:one'])).get('fake:one')).toMatchObject({ isComplete: false });
    await kept.fetch('fake:one', { signal });
    expect(music.positions[1]).toBeGreaterThan(0);
    await play('fake:one');
  });

  it('is begun again where each answer has other bytes, until one is whole', async () => {
    await start();
    delete music.etag;
    let number = 0;
    music.onRequest = () => (music.audio = Buffer.alloc(2 * MIB, String(++number)));
    music.faults.push((response, request) => music.begin(response, request, 100_000, () => response.destroy()));
    await kept.fetch('fake:one', { signal });
    expect((await app.get('/stream/fake:one')).body.equals(music.audio)).toBe(true);
  });

  it('leaves in the order in which it was used, but for what is to stay', async () => {
    await start({ remoteBytes: 7 * MIB });
    await play('fake:a');
    await play('fake:b');
    await play('fake:c');
    await kept.pin('fake:b', 'podcasts');
    await play('fake:a');
    await play('fake:d');
    expect(await here('fake:a', 'fake:b', 'fake:c', 'fake:d')).toEqual(['fake:a', 'fake:b', 'fake:d']);
    await play('fake:e');
    expect(await here('fake:a', 'fake:b', 'fake:d', 'fake:e')).toEqual(['fake:b', 'fake:d', 'fake:e']);
    expect(await kept.totals()).toEqual({ files: 3, storedBytes: 6 * MIB, pinnedBytes: 2 * MIB, maxBytes: 7 * MIB });
    await kept.unpin('fake:b', 'somebody else');
    await play('fake:f');
    expect(await here('fake:b', 'fake:f')).toEqual(['fake:b', 'fake:f']);
    await kept.unpin('fake:b', 'podcasts');
    await play('fake:g');
    await play('fake:h');
    expect(await here('fake:b')).toEqual([]);
    expect(bytesOnDisk()).toBeLessThanOrEqual(7 * MIB);
  });

  it('does not leave while it plays', async () => {
    await start({ remoteBytes: 7 * MIB });
    music.faults.push(stallsAt(music, MIB));
    const listener = await remote.listen('/stream/fake:a');
    clock.pass(MINUTE_MS);
    for (const id of ['fake:b', 'fake:c', 'fake:d', 'fake:e']) await app.get(`/stream/${id}`);
    expect((await kept.statesOf(['fake:a'])).get('fake:a')).toMatchObject({ isComplete: false });
    expect(listener.destroyed).toBe(false);
    expect(bytesOnDisk()).toBeLessThanOrEqual(7 * MIB);
  });

  it('is refused where what is to stay leaves no room, with what to do', async () => {
    await start({ remoteBytes: 5 * MIB });
    for (const id of ['fake:a', 'fake:b']) await kept.fetch(id, { signal, pinnedBy: 'podcasts' });
    await expect(kept.fetch('fake:c', { signal })).rejects.toThrow(/streaming\.cache\.remoteMaxSize/);
    expect((await kept.statesOf(['fake:a'])).get('fake:a')?.pinnedBy).toBe('podcasts');
    await kept.remove('fake:a');
    await kept.fetch('fake:c', { signal });
    expect(await here('fake:a', 'fake:b', 'fake:c')).toEqual(['fake:b', 'fake:c']);
  });

  it('is bounded though a host never ends', async () => {
    await start({ remoteBytes: 5 * MIB });
    music.lastingFault = endless({ bytes: 0 }, { 'Content-Type': 'audio/mpeg' });
    await expect(kept.fetch('fake:a', { signal })).rejects.toThrow(SourceUnavailable);
    await remote.settled();
    expect(bytesOnDisk()).toBe(0);
  });

  it('is to stay also after its bytes have changed, and after a restart', async () => {
    await start();
    music.faults.push(stallsAt(music, MIB));
    const stop = new AbortController();
    const begun = kept.fetch('fake:a', { signal: stop.signal, pinnedBy: 'podcasts', onProgress: () => stop.abort() });
    await expect(begun).rejects.toThrow();
    await remote.settled();
    music.audio = Buffer.alloc(2 * MIB, 'Another. ');
    music.etag = '"two"';
    await app.restart();
    kept = app.part(KeptAudio);
    await play('fake:a');
    expect((await kept.statesOf(['fake:a'])).get('fake:a')).toMatchObject({ isComplete: true, pinnedBy: 'podcasts' });
  });

  it('is removed, and heard to its end by who listens', async () => {
    await start();
    music.audio = Buffer.alloc(24 * MIB, 'A long one. ');
    const listener = await remote.listen('/stream/fake:a');
    await kept.remove('fake:a');
    let heard = 0;
    listener.on('data', (chunk: Buffer) => (heard += chunk.length));
    await vi.waitFor(() => expect(heard).toBeGreaterThan(24 * MIB), 20_000);
    listener.destroy();
    await remote.settled();
    expect(bytesOnDisk()).toBe(0);
    expect(await kept.totals()).toMatchObject({ files: 0, storedBytes: 0 });
    await kept.remove('fake:b');
  });

  it.skipIf(!mayMount())('gives way to what is played now on a disk that is full', async () => {
    await start();
    const { folder } = remote;
    mkdirSync(folder, { recursive: true });
    mount(folder, '5m');
    try {
      await play('fake:a');
      await play('fake:b');
      await play('fake:c');
      expect(await here('fake:a', 'fake:b', 'fake:c')).toEqual(['fake:b', 'fake:c']);
      for (const id of ['fake:b', 'fake:c']) await kept.pin(id, 'podcasts');
      await expect(kept.fetch('fake:d', { signal })).rejects.toThrow(/full/);
      await play('fake:b');
    } finally {
      unmount(folder);
      rmSync(folder, { recursive: true });
    }
  });
});

/** A folder in memory, which is full when so much is in it. */
function mount(folder: string, size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
}

function unmount(folder: string): void {
  execFileSync('umount', [folder]);
}

/** Whether whoever runs this may make such a folder; without, its spec skips visibly. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-mount-'));
  try {
    mount(folder, '64k');
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
