import {
  appendFileSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCover, encodeNoise, encodeTone, scratchFolder } from '../../../test/support/audio-samples.js';
import type { CollectedItem, CollectedTrack, CollectionEvent } from '../collection.js';
import { ArtworkNotFound, SourceUnavailable, TrackNotFound } from '../source-error.js';
import { LocalSource } from './local-source.js';

const scratch = scratchFolder();
const clock = { nowMs: () => 1_000 };
const signal = new AbortController().signal;
let runs = 0;
let root: string;
let source: LocalSource;

/** What one scan reported, and what the next needs to know of it. */
class Scan {
  readonly events: CollectionEvent[] = [];
  readonly versions = new Map<string, string>();
  readonly items = new Map<string, CollectedItem>();
  readonly itemVersions = new Map<string, string>();
  readonly asked: string[] = [];

  async run(from?: Scan, only?: readonly string[]): Promise<this> {
    const known = from?.versions ?? new Map<string, string>();
    const knownItems = (key: string): Promise<ReadonlyMap<string, string>> => {
      this.asked.push(key);
      const inUnit = [...(from?.itemVersions ?? [])].filter(([locator]) => locator.startsWith(key));
      return Promise.resolve(new Map(inUnit));
    };
    for await (const event of source.capabilities.collection.scan({
      known,
      knownItems,
      signal,
      ...(only ? { only } : {}),
    })) {
      this.events.push(event);
      if (event.kind !== 'unit') continue;
      this.versions.set(event.unit.key, event.unit.version);
      for (const item of event.unit.items) {
        this.items.set(item.locator, item);
        const version = item.kind === 'unchanged' ? from?.itemVersions.get(item.locator) : item.version;
        this.itemVersions.set(item.locator, version ?? '');
      }
    }
    return this;
  }

  of<K extends CollectionEvent['kind']>(kind: K): Extract<CollectionEvent, { kind: K }>[] {
    return this.events.filter((event): event is Extract<CollectionEvent, { kind: K }> => event.kind === kind);
  }

  track(name: string): CollectedTrack {
    const item = this.items.get(join(root, name));
    if (item?.kind !== 'track') throw new Error(`${name} is no track but ${JSON.stringify(item)}.`);
    return item.track;
  }
}

const scan = (from?: Scan, only?: readonly string[]): Promise<Scan> => new Scan().run(from, only);
const put = (name: string, sample = 'a.mp3'): string => {
  const path = join(root, name);
  mkdirSync(join(path, '..'), { recursive: true });
  copyFileSync(join(scratch, sample), path);
  return path;
};

beforeAll(() => {
  encodeCover(join(scratch, 'cover.jpg'));
  const cover = [
    '-i',
    join(scratch, 'cover.jpg'),
    '-map',
    '0',
    '-map',
    '1',
    '-c:v',
    'copy',
    '-disposition:v',
    'attached_pic',
  ];
  encodeTone(join(scratch, 'a.mp3'), { title: 'A', album: 'One' });
  encodeTone(join(scratch, 'b.flac'), { title: 'B', album: 'One' });
  encodeTone(join(scratch, 'art.mp3'), { title: 'Art' }, [...cover, '-c:a', 'libmp3lame']);
  encodeTone(join(scratch, 'art.flac'), { title: 'Art' }, [...cover, '-c:a', 'flac']);
  encodeTone(join(scratch, 'art.m4a'), { title: 'Art' }, [...cover, '-c:a', 'aac']);
});

beforeEach(() => {
  root = join(scratch, `root${++runs}`);
  mkdirSync(root);
  source = new LocalSource({ paths: [root] }, clock, { threads: 1 });
});

describe('LocalSource scanning', () => {
  it('gives every folder with music as a unit, in natural order, and says when it has seen all', async () => {
    put('Artist/One/10.mp3');
    put('Artist/One/2.mp3');
    put('Artist/One/3.flac', 'b.flac');
    const first = await scan();
    expect(first.of('unit').map(({ unit }) => [unit.key, unit.items.map(({ locator }) => locator)])).toEqual([
      [join(root, 'Artist/One/'), ['2.mp3', '3.flac', '10.mp3'].map((name) => join(root, 'Artist/One', name))],
    ]);
    expect(first.of('progress').at(-1)).toEqual({ kind: 'progress', itemsSeen: 3, isWalkDone: true });
    expect(first.of('complete')).toEqual([{ kind: 'complete', unitKeyPrefix: `${root}/` }]);
    expect(first.track('Artist/One/2.mp3').contentKey).toBe(first.track('Artist/One/10.mp3').contentKey);
    expect(first.track('Artist/One/3.flac').contentKey).toMatch(/^flac:[0-9a-f]{32}$/);
  });

  it('opens nothing that has not changed', async () => {
    put('One/a.mp3');
    put('Two/b.mp3');
    const first = await scan();
    const second = await scan(first);
    expect(second.of('unit')).toEqual([]);
    expect(second.of('unchanged').flatMap(({ unitKeys }) => unitKeys).sort()).toEqual([join(root, 'One/'), join(root, 'Two/')]); // prettier-ignore
    put('Two/c.mp3');
    const third = await scan(first);
    expect(third.asked).toEqual([join(root, 'Two/')]);
    expect([...third.items.values()].map(({ kind }) => kind)).toEqual(['unchanged', 'track']);
  });

  it('sees a change of size, time, lyrics, or cover', async () => {
    const path = put('One/a.mp3');
    let last = await scan();
    const kindAfter = async (change: () => void): Promise<string | undefined> => {
      change();
      const next = await scan(last);
      const kind = next.items.get(path)?.kind;
      last = next;
      return kind;
    };
    expect(await kindAfter(() => utimesSync(path, 1, 1))).toBe('track');
    expect(await kindAfter(() => appendFileSync(path, Buffer.alloc(1)))).toBe('track');
    expect(await kindAfter(() => writeFileSync(join(root, 'One/a.lrc'), '[00:01.00]La'))).toBe('track');
    expect(last.track('One/a.mp3').lyrics).toEqual({ origin: 'sidecar', text: '[00:01.00]La' });
    expect(await kindAfter(() => copyFileSync(join(scratch, 'cover.jpg'), join(root, 'One/Folder.JPG')))).toBe('track');
    expect(last.track('One/a.mp3').artwork?.locator).toBe(`file:${join(root, 'One/Folder.JPG')}`);
    expect(await kindAfter(() => undefined)).toBeUndefined();
  });

  it('finds lyrics whatever the case of their names, also in a folder of their own, the telling ones first', async () => {
    put('One/Été.mp3');
    put('One/b.mp3');
    put('One/c.mp3');
    mkdirSync(join(root, 'One/Lyrics'));
    writeFileSync(join(root, 'One/ÉTÉ.LRC'.normalize('NFD')), '[00:01.00]La');
    writeFileSync(join(root, 'One/b.txt'), 'plain');
    writeFileSync(join(root, 'One/Lyrics/b.elrc'), '[00:01.00]<00:01.00>La');
    writeFileSync(join(root, 'One/Lyrics/b.lrc'), '[00:01.00]La');
    writeFileSync(join(root, 'One/Lyrics/c.srt'), Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nCafé', 'latin1'));
    const found = await scan();
    expect(['Été', 'b', 'c'].map((name) => found.track(`One/${name}.mp3`).lyrics)).toEqual([
      { origin: 'sidecar', text: '[00:01.00]La' },
      { origin: 'sidecar', text: '[00:01.00]<00:01.00>La' },
      { origin: 'sidecar', text: '1\n00:00:01,000 --> 00:00:02,000\nCafé' },
    ]);
  });

  it('reads again only the track whose lyrics were written, replaced or taken away', async () => {
    put('One/a.mp3');
    put('One/b.mp3');
    mkdirSync(join(root, 'One/lyrics'));
    const lyrics = join(root, 'One/lyrics/a.lrc');
    let last = await scan();
    const after = async (change: () => void, only?: string[]): Promise<(string | undefined)[]> => {
      change();
      last = await scan(last, only);
      return [...last.items.values()].map((item) =>
        item.kind === 'track' ? (item.track.lyrics?.text ?? '') : undefined,
      );
    };
    expect(await after(() => writeFileSync(lyrics, '[00:01.00]La'))).toEqual(['[00:01.00]La', undefined]);
    writeFileSync(`${lyrics}~`, '[00:02.00]La');
    utimesSync(`${lyrics}~`, 1, 1);
    // A watch tells of the folder that the lyrics are in, which is not that of the track.
    const folder = join(root, 'One/lyrics/');
    expect(await after(() => renameSync(`${lyrics}~`, lyrics), [folder])).toEqual(['[00:02.00]La', undefined]);
    expect(await after(() => rmSync(lyrics), [folder])).toEqual(['', undefined]);
    expect(await after(() => undefined)).toEqual([]);
  });

  it('names every broken file with a reason, and reads the others', async () => {
    writeFileSync(join(root, 'empty.mp3'), '');
    writeFileSync(join(root, 'text.flac'), 'This is not sound. '.repeat(100));
    truncateSync(put('cut.mp3'), 3_000);
    put('good.mp3');
    const { items } = await scan();
    const found = [...items].map(([locator, item]) => [
      locator.slice(root.length + 1),
      item.kind === 'broken' ? item.fault.code : item.kind,
    ]);
    expect(found).toEqual([['cut.mp3', 'truncated'], ['empty.mp3', 'empty'], ['good.mp3', 'track'], ['text.flac', 'not-audio']]); // prettier-ignore
  });

  it('leaves out what is hidden, and folders marked with .nomedia', async () => {
    put('.hidden/a.mp3');
    put('One/._a.mp3');
    put('Private/a.mp3');
    writeFileSync(join(root, 'Private/.nomedia'), '');
    put('Seen/a.mp3');
    expect([...(await scan()).versions.keys()]).toEqual([join(root, 'Seen/')]);
  });

  it('groups the discs of a release, which share the cover above them', async () => {
    put('Box/CD 1/a.mp3');
    put('Box/Disc 02 - Live/a.mp3');
    copyFileSync(join(scratch, 'cover.jpg'), join(root, 'Box/front.jpg'));
    const first = await scan();
    expect(first.of('unit').map(({ unit }) => unit.groupKey)).toEqual([join(root, 'Box/'), join(root, 'Box/')]);
    expect(first.track('Box/CD 1/a.mp3').artwork?.locator).toBe(`file:${join(root, 'Box/front.jpg')}`);
  });

  it('follows links, but not in circles and not twice to the same place', async () => {
    const outside = join(scratch, `outside${runs}`);
    mkdirSync(outside);
    copyFileSync(join(scratch, 'a.mp3'), join(outside, 'a.mp3'));
    symlinkSync(outside, join(outside, 'self'));
    symlinkSync(outside, join(root, 'link'));
    symlinkSync(outside, join(root, 'link again'));
    symlinkSync(root, join(root, 'circle'));
    symlinkSync('/nowhere', join(root, 'dangling.mp3'));
    symlinkSync('loop', join(root, 'loop'));
    expect((await scan()).versions.size).toBe(1);
  });

  it('reads names that are not valid UTF-8, and very long paths', async () => {
    const raw = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x43, 0xe9])]); // “Cé” in Latin-1
    mkdirSync(raw);
    copyFileSync(
      join(scratch, 'a.mp3'),
      Buffer.concat([raw, Buffer.from('/'), Buffer.from([0xff]), Buffer.from('.mp3')]),
    );
    put(`${'x'.repeat(250)}/${'ü'.repeat(120)}/${'東'.repeat(80)}.mp3`);
    const { items, versions } = await scan();
    expect([...items.values()].map(({ kind }) => kind)).toEqual(['track', 'track']);
    const locator = [...items.keys()].find((name) => name.length < root.length + 20) ?? '';
    const location = await source.capabilities.streams.locate(locator, signal);
    expect(readFileSync(location.path).length).toBe(readFileSync(join(scratch, 'a.mp3')).length);
    expect((await scan(Object.assign(new Scan(), { versions }))).of('unit')).toEqual([]);
  });

  it('marks nothing as gone where a folder is missing or suddenly empty', async () => {
    put('One/a.mp3');
    const first = await scan();
    renameSync(join(root, 'One'), join(scratch, `away${runs}`));
    const empty = await scan(first);
    expect(empty.of('complete')).toEqual([]);
    expect(empty.of('unreadable')).toEqual([{ kind: 'unreadable', unitKeyPrefix: `${root}/`, reason: `Folder ${root} is suddenly empty: is the disk mounted?` }]); // prettier-ignore
    rmSync(root, { recursive: true });
    const missing = await scan(first);
    expect(missing.of('complete')).toEqual([]);
    expect(missing.of('unreadable')[0]?.reason).toBe(`Folder ${root} is not there: is the disk mounted?`);
    expect(source.health()).toMatchObject({ state: 'unavailable', parts: [{ name: root, state: 'unavailable' }] });
  });

  it('protects a mount point within a folder, yet lets an emptied album go', async () => {
    put('Disk/Album/a.mp3');
    const gone = put('Other/Album/a.mp3');
    const first = await scan();
    put('Third/a.mp3');
    rmSync(join(root, 'Disk/Album'), { recursive: true });
    rmSync(gone);
    const second = await scan(first);
    expect(second.of('unreadable').map(({ unitKeyPrefix }) => unitKeyPrefix)).toEqual([join(root, 'Disk/')]);
    expect(second.of('complete')).toHaveLength(1);
  });

  it('sees changes also when a watch has vouched for everything before', async () => {
    const path = put('One/a.mp3');
    put('Two/a.mp3');
    const stopper = new AbortController();
    const watching = source.capabilities.collection.watch(() => undefined, stopper.signal);
    const first = await scan();
    const second = await scan(first);
    expect(second.of('unchanged').flatMap(({ unitKeys }) => unitKeys)).toHaveLength(2);
    expect(second.of('complete')).toEqual(first.of('complete'));
    appendFileSync(path, Buffer.alloc(1));
    expect([...(await scan(first)).versions.keys()]).toEqual([join(root, 'One/')]);
    stopper.abort();
    await watching;
  });

  it('scans only the folders it is told to, and knows when these have gone', async () => {
    put('One/a.mp3');
    put('Two/a.mp3');
    const first = await scan();
    put('One/New/b.mp3');
    rmSync(join(root, 'Two'), { recursive: true });
    const part = await scan(first, [join(root, 'One/'), join(root, 'Two/'), '/etc/']);
    expect([...part.versions.keys()]).toEqual([join(root, 'One/New/')]);
    expect(part.of('complete').map(({ unitKeyPrefix }) => unitKeyPrefix)).toEqual([
      join(root, 'One/'),
      join(root, 'Two/'),
    ]);
  });

  it('stops when told to, and says nothing of completeness then', async () => {
    for (let n = 0; n < 40; n++) put(`Album ${n}/a.mp3`);
    const stopper = new AbortController();
    const kinds: string[] = [];
    const request = { known: new Map(), knownItems: () => Promise.resolve(new Map()), signal: stopper.signal };
    for await (const { kind } of source.capabilities.collection.scan(request)) {
      kinds.push(kind);
      if (kind === 'unit') stopper.abort();
    }
    expect(kinds.filter((kind) => kind === 'unit')).toHaveLength(1);
    expect(kinds).not.toContain('complete');
  });

  it('tells which items are still there', async () => {
    const here = put('a.mp3');
    const present = await source.capabilities.collection.present([here, join(root, 'gone.mp3'), '/etc/passwd']);
    expect([...present]).toEqual([here]);
  });
});

describe('LocalSource streams', () => {
  it('finds a file, and knows one that has gone from a disk that is not there', async () => {
    const path = put('One/a.mp3');
    const { streams } = source.capabilities;
    expect(await streams.locate(path, signal)).toMatchObject({ kind: 'file', path });
    await expect(streams.locate(join(root, 'One/b.mp3'), signal)).rejects.toThrow(TrackNotFound);
    rmSync(root, { recursive: true });
    await expect(streams.locate(path, signal)).rejects.toThrow(SourceUnavailable);
  });

  it('gives nothing outside of the music folders', async () => {
    put('a.mp3');
    symlinkSync('/etc/passwd', join(root, 'secret.mp3'));
    const { streams } = source.capabilities;
    for (const locator of ['/etc/passwd', `${root}/../../etc/passwd`, `${root}/./a.mp3`, `${root}//a.mp3`, `${root}/secret.mp3`, `${root}-else/a.mp3`, 'a.mp3', '', `${root}/a.mp3\0`]) {
      await expect(streams.locate(locator, signal), locator).rejects.toThrow(TrackNotFound);
    } // prettier-ignore
  });
});

describe('LocalSource artwork', () => {
  it.each(['art.mp3', 'art.flac', 'art.m4a'])(
    'gives the picture within %s, also after its tags were edited',
    async (sample) => {
      const name = `One/${sample}`;
      const path = put(name, sample);
      const again = put(`One/z-${sample}`, sample);
      const first = await scan();
      const locator = first.track(name).artwork?.locator ?? '';
      expect(first.track(`One/z-${sample}`).artwork?.locator).toBe(locator);
      const picture = await source.capabilities.artwork.read(locator, signal);
      expect(picture.equals(readFileSync(join(scratch, 'cover.jpg')))).toBe(true);
      rmSync(path);
      expect((await source.capabilities.artwork.read(locator, signal)).equals(picture)).toBe(true);
      rmSync(again);
      await expect(source.capabilities.artwork.read(locator, signal)).rejects.toThrow(ArtworkNotFound);
    },
  );

  it('gives a picture that lies in Base64 over several pages of an Ogg file', async () => {
    const noise = join(scratch, 'noise.jpg');
    encodeNoise(noise);
    const picture = readFileSync(noise);
    const u32 = (value: number): Buffer =>
      Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);
    const head = [
      u32(3),
      u32(10),
      Buffer.from('image/jpeg'),
      u32(5),
      Buffer.from('Front'),
      Buffer.alloc(16),
      u32(picture.length),
    ];
    const block = Buffer.concat([...head, picture]).toString('base64');
    expect(block.length).toBeGreaterThan(70_000); // a page holds 65,307 bytes
    for (const name of ['sound.opus', 'sound.ogg']) {
      encodeTone(join(root, name), { METADATA_BLOCK_PICTURE: block, TITLE: 'Behind the picture' });
      const locator = (await scan()).track(name).artwork?.locator ?? '';
      expect((await source.capabilities.artwork.read(locator, signal)).equals(picture)).toBe(true);
    }
    expect((await scan()).track('sound.opus').title).toBe('Behind the picture');
  });

  it('undoes unsynchronisation of a picture, of its frame and of the whole tag', async () => {
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0x00, 0x10, 0xff, 0xd9]);
    const stored = Buffer.from([0xff, 0x00, 0xd8, 0xff, 0x00, 0xe0, 0xff, 0x00, 0x00, 0x10, 0xff, 0x00, 0xd9]);
    const head = Buffer.from('\0image/jpeg\0\x03\0', 'latin1');
    const sound = readFileSync(put('plain.mp3'));
    const file = (version: number, tagFlags: number, size: number, frameFlags: number): Buffer => {
      const frame = Buffer.concat([Buffer.from('APIC'), Buffer.from([0, 0, 0, size, 0, frameFlags]), head, stored]);
      return Buffer.concat([
        Buffer.from('ID3'),
        Buffer.from([version, 0, tagFlags, 0, 0, 0, frame.length]),
        frame,
        sound,
      ]);
    };
    writeFileSync(join(root, 'own.mp3'), file(4, 0, head.length + stored.length, 2));
    writeFileSync(join(root, 'tag.mp3'), file(3, 0x80, head.length + picture.length, 0));
    const found = await scan();
    for (const name of ['own.mp3', 'tag.mp3']) {
      const locator = found.track(name).artwork?.locator ?? '';
      expect(await source.capabilities.artwork.read(locator, signal), name).toEqual(picture);
    }
  });

  it('gives no other files', async () => {
    writeFileSync(join(root, 'notes.txt'), 'private');
    for (const locator of [
      `file:${root}/notes.txt`,
      'file:/etc/passwd',
      'embedded:1-00000000:/etc/passwd',
      'nonsense',
    ]) {
      await expect(source.capabilities.artwork.read(locator, signal), locator).rejects.toThrow(ArtworkNotFound);
    }
  });
});
