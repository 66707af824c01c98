import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SystemClock } from '../../common/index.js';
import { LocalPlaylists } from './local-playlists.js';
import { RootFolders } from './root-folders.js';

let home: string;
let lists: LocalPlaylists;
let walks = 0;
const signal = new AbortController().signal;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pyxis-lists-'));
  for (const folder of ['music/A', 'music/.hidden', 'music/skipped', 'elsewhere']) mkdirSync(join(home, folder), { recursive: true }); // prettier-ignore
  lists = new LocalPlaylists(new RootFolders([join(home, 'music')], new SystemClock()), () => walks);
});
afterEach(() => rmSync(home, { recursive: true }));

const keys = async (): Promise<string[]> =>
  (await lists.list(signal)).files.map(({ key }) => key.slice(home.length + 1)).sort();

it('finds and reads M3U files, and leaves out what scans leave out', async () => {
  for (const path of ['music/One.m3u', 'music/A/two.M3U8', 'music/A/song.mp3', 'music/.hidden/no.m3u', 'music/skipped/no.m3u', 'music/skipped/.nomedia']) {
    writeFileSync(join(home, path), 'song.mp3\n');
  } // prettier-ignore
  expect(await keys()).toEqual(['music/A/two.M3U8', 'music/One.m3u']);
  expect((await lists.read(join(home, 'music/One.m3u'))).toString()).toBe('song.mp3\n');
});

it('reads nothing outside of the music folders, and nothing that is no list', async () => {
  writeFileSync(join(home, 'elsewhere/secret.txt'), 'secret');
  writeFileSync(join(home, 'elsewhere/list.m3u'), 'song.mp3');
  symlinkSync(join(home, 'elsewhere/secret.txt'), join(home, 'music/link.m3u'));
  await expect(lists.read(join(home, 'music/link.m3u'))).rejects.toThrow();
  await expect(lists.read(join(home, 'elsewhere/list.m3u'))).rejects.toThrow();
});

it('tells an empty or missing root from one without lists', async () => {
  expect((await lists.list(signal)).unreadable).toEqual([]);
  rmSync(join(home, 'music'), { recursive: true });
  walks++;
  expect((await lists.list(signal)).unreadable).toEqual([`${join(home, 'music')}/`]);
  mkdirSync(join(home, 'music'));
  walks++;
  expect((await lists.list(signal)).unreadable).toEqual([`${join(home, 'music')}/`]);
});

it('looks again only where a scan had to walk', async () => {
  expect(await keys()).toEqual([]);
  writeFileSync(join(home, 'music/New.m3u'), 'song.mp3\n');
  expect(await keys()).toEqual([]);
  walks++;
  expect(await keys()).toEqual(['music/New.m3u']);
});
