import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCover, encodeTone } from '../../../test/support/audio-samples.js';
import { openPaths } from '../../../test/support/streaming-app.js';
import { openRegular, openRegularSync, NotOpened } from '../../common/index.js';
import type { CollectedItem } from '../collection.js';
import { ArtworkNotFound, TrackNotFound } from '../source-error.js';
import { LocalSource } from './local-source.js';

const signal = new AbortController().signal;
let home: string;
let music: string;
let data: string;
let source: LocalSource;
let sample: string;

beforeAll(() => {
  sample = mkdtempSync(join(tmpdir(), 'pyxis-sample-'));
  encodeTone(join(sample, 'a.mp3'), { title: 'A' });
  encodeCover(join(sample, 'cover.jpg'));
});
afterAll(() => rmSync(sample, { recursive: true }));
beforeEach(() => {
  // Not where other tests keep theirs, which may be below /dev: links into that are followed by nobody.
  home = mkdtempSync('/var/tmp/pyxis-readable-');
  music = join(home, 'music');
  data = join(home, 'data');
  for (const folder of [music, data, join(home, 'elsewhere')]) mkdirSync(folder);
  copyFileSync(join(sample, 'a.mp3'), join(home, 'elsewhere/real.mp3'));
  copyFileSync(join(sample, 'a.mp3'), join(data, 'own.mp3'));
  writeFileSync(join(data, 'pyxis.db'), 'SQLite format 3');
  writeFileSync(join(data, 'words.lrc'), 'secret words');
  copyFileSync(join(sample, 'cover.jpg'), join(data, 'own.jpg'));
  source = new LocalSource({ paths: [music], ownFolders: [data] }, { nowMs: () => 1_000 }, { threads: 1 });
});
afterEach(() => {
  expect(openPaths(home)).toEqual([]);
  rmSync(home, { recursive: true });
});

/** What a scan makes of each file, by name. */
async function scan(): Promise<Map<string, CollectedItem>> {
  const found = new Map<string, CollectedItem>();
  const request = { known: new Map(), knownItems: () => Promise.resolve(new Map()), signal };
  for await (const event of source.capabilities.collection.scan(request)) {
    if (event.kind === 'unit')
      for (const item of event.unit.items) found.set(item.locator.slice(music.length + 1), item);
  }
  return found;
}

const nothing: readonly (readonly [what: string, make: (path: string) => unknown])[] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdirSync(path)],
  ['a device', (path) => symlinkSync('/dev/zero', path)],
  ['a terminal', (path) => symlinkSync('/dev/tty', path)],
  ['a file of the system', (path) => symlinkSync('/proc/self/environ', path)],
  ['a password file', (path) => symlinkSync('/etc/passwd', path)],
  ['the database', (path) => symlinkSync(join(data, 'pyxis.db'), path)],
  ['a file among our own', (path) => symlinkSync(join(data, 'own.mp3'), path)],
  [
    'a file among our own, by way of a folder',
    (path) => {
      symlinkSync(data, `${path}.way`);
      symlinkSync(`${path}.way/own.mp3`, path);
    },
  ],
];

describe('files that the library names', () => {
  it.each(nothing)('are not played when they are %s', async (_what, make) => {
    const path = join(music, 'a.mp3');
    make(path);
    await expect(source.capabilities.streams.locate(path, signal).then(({ path: real, accepts }) => openRegular(real, accepts))).rejects.toThrow(/audio file|regular|scan/); // prettier-ignore
  });

  it.each(nothing)('are not read by a scan when they are %s', async (_what, make) => {
    copyFileSync(join(sample, 'a.mp3'), join(music, 'good.mp3'));
    make(join(music, 'a.mp3'));
    const found = await scan();
    expect(found.get('good.mp3')?.kind).toBe('track');
    expect(['broken', undefined]).toContain(found.get('a.mp3')?.kind);
  });

  it('may be links to audio elsewhere', async () => {
    symlinkSync(join(home, 'elsewhere/real.mp3'), join(music, 'a.mp3'));
    expect((await scan()).get('a.mp3')?.kind).toBe('track');
    const { path, accepts } = await source.capabilities.streams.locate(join(music, 'a.mp3'), signal);
    const { handle } = await openRegular(path, accepts);
    await handle.close();
  });

  it('may lie within our own folder, where music has one', async () => {
    const inside = join(data, 'music');
    mkdirSync(inside);
    copyFileSync(join(sample, 'a.mp3'), join(inside, 'a.mp3'));
    symlinkSync(join(data, 'own.mp3'), join(inside, 'b.mp3'));
    const within = new LocalSource({ paths: [inside], ownFolders: [data] }, { nowMs: () => 1_000 });
    expect((await within.capabilities.streams.locate(join(inside, 'a.mp3'), signal)).kind).toBe('file');
    await expect(within.capabilities.streams.locate(join(inside, 'b.mp3'), signal)).rejects.toThrow(TrackNotFound);
  });

  it('are looked at when they are open: a link that was moved in between leads nowhere', async () => {
    const path = join(music, 'a.mp3');
    copyFileSync(join(sample, 'a.mp3'), path);
    const location = await source.capabilities.streams.locate(path, signal);
    unlinkSync(path);
    symlinkSync(join(data, 'own.mp3'), path);
    await expect(openRegular(location.path, location.accepts)).rejects.toThrow(NotOpened);
    unlinkSync(path);
    execFileSync('mkfifo', [path]);
    await expect(openRegular(location.path, location.accepts)).rejects.toThrow(NotOpened);
    renameSync(path, join(music, 'pipe'));
    const server = createServer().listen(path);
    await once(server, 'listening');
    await expect(openRegular(location.path, location.accepts)).rejects.toThrow(NotOpened);
    expect(() => openRegularSync(location.path, location.accepts)).toThrow(NotOpened);
    server.close();
    await once(server, 'close');
  });
});

describe('words and pictures beside them', () => {
  beforeEach(() => copyFileSync(join(sample, 'a.mp3'), join(music, 'a.mp3')));
  const wordsOf = (item: CollectedItem | undefined): unknown => item?.kind === 'track' && item.track.lyrics;

  it('are not read from our own folder, nor from a pipe', async () => {
    symlinkSync(join(data, 'words.lrc'), join(music, 'a.lrc'));
    expect(JSON.stringify(wordsOf((await scan()).get('a.mp3')) ?? '')).not.toContain('secret');
    unlinkSync(join(music, 'a.lrc'));
    execFileSync('mkfifo', [join(music, 'a.lrc')]);
    expect((await scan()).get('a.mp3')?.kind).toBe('track');
  });

  it.each(nothing)('are no picture when they are %s', async (_what, make) => {
    make(join(music, 'cover.jpg'));
    await expect(source.capabilities.artwork.read(`file:${music}/cover.jpg`, signal)).rejects.toThrow(ArtworkNotFound);
    make(join(music, 'b.mp3'));
    await expect(source.capabilities.artwork.read(`embedded:a-00000000:${music}/b.mp3`, signal)).rejects.toThrow(ArtworkNotFound); // prettier-ignore
  });

  it('are a picture where a link leads to one, though not to ours', async () => {
    copyFileSync(join(sample, 'cover.jpg'), join(home, 'elsewhere/cover.jpg'));
    symlinkSync(join(home, 'elsewhere/cover.jpg'), join(music, 'cover.jpg'));
    expect((await source.capabilities.artwork.read(`file:${music}/cover.jpg`, signal)).length).toBeGreaterThan(100);
    symlinkSync(join(data, 'own.jpg'), join(music, 'folder.jpg'));
    await expect(source.capabilities.artwork.read(`file:${music}/folder.jpg`, signal)).rejects.toThrow(ArtworkNotFound);
  });
});
