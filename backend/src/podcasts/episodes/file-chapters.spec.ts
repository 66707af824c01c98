import { Logger } from '@nestjs/common';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scratchFolder } from '../../../test/support/audio-samples.js';
import { rssOf } from '../../../test/support/fake-feeds.js';
import { PNG } from '../../../test/support/one-pixel.js';
import { PodcastApp } from '../../../test/support/podcast-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { KeptAudio } from '../../streaming/index.js';
import type { ChaptersView, EpisodePage } from './episodes.dto.js';

const SECONDS = 60;
const METADATA = `;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=20000
title=Departure
[CHAPTER]
TIMEBASE=1/1000
START=20000
END=60000
title=Größe
`;
const IN_SOUND = [
  { startMs: 0, title: 'Departure', isHidden: false },
  { startMs: 20_000, title: 'Größe', isHidden: false },
];
const NOTES = '<description>&lt;p&gt;0:00 A&lt;br&gt;0:10 B&lt;br&gt;0:30 C&lt;/p&gt;</description>';
const IN_NOTES = ['A', 'B', 'C'];
/** Of Vorbis; ffmpeg writes them wrongly, or not at all. */
const COMMENTS = [
  'CHAPTER002=00:00:20.000', 'CHAPTER001=00:00:00.000', 'CHAPTER001NAME=Departure', 'CHAPTER002NAME=Größe',
].flatMap((comment) => ['-map_chapters', '-1', '-metadata', comment]); // prettier-ignore

const folder = scratchFolder();

/** A minute of sound, of one to two megabytes, so that all of it is not a part of it. */
function encode(name: string, options: readonly string[], metadata = METADATA): Buffer {
  const [path, chapters] = [join(folder, name), join(folder, `${name}.txt`)];
  writeFileSync(chapters, metadata);
  const sound = ['-f', 'lavfi', '-i', `anoisesrc=duration=${SECONDS}:sample_rate=48000:amplitude=0.5`];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...sound, '-i', chapters, '-map_metadata', '1', ...options, path]);
  return readFileSync(path);
}

/** ID3v2.3 with one chapter from the beginning. */
function tagWithPicture(title: string, picture: Buffer): Buffer {
  const frame = (id: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(10);
    head.write(id, 'latin1');
    head.writeUInt32BE(body.length, 4);
    return Buffer.concat([head, body]);
  };
  const told = [
    frame('TIT2', Buffer.from(`\0${title}`, 'latin1')),
    frame('APIC', Buffer.concat([Buffer.from('\0image/png\0\0\0', 'latin1'), picture])),
  ];
  const chapter = frame('CHAP', Buffer.concat([Buffer.from('one\0', 'latin1'), Buffer.alloc(16), ...told]));
  const size = Buffer.from([21, 14, 7, 0].map((shift) => (chapter.length >> shift) & 0x7f));
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), size, chapter]);
}

describeOnEachEngine('chapters in the sound of episodes', (database) => {
  let pyxis: PodcastApp;

  beforeEach(async () => {
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    pyxis = await PodcastApp.start(database());
  });

  afterEach(async () => {
    await pyxis.close();
    vi.restoreAllMocks();
  });

  async function subscribe(more = ''): Promise<string> {
    const item = { guid: '1', title: 'Episode', date: 'Fri, 01 May 2026 08:00:00 GMT', audio: '/sound', more };
    await pyxis.subscribe(pyxis.host.put('/feed', { body: rssOf('Show', [item]) }));
    const { items } = await pyxis.app.get<EpisodePage>('/podcasts/episodes');
    return items[0]?.id ?? '';
  }

  const put = (body: Buffer, type: string): string => pyxis.host.put('/sound', { body, type, takesRanges: true, headers: { 'Last-Modified': 'Fri, 01 May 2026 08:00:00 GMT' } }); // prettier-ignore
  const chaptersOf = async (id: string): Promise<ChaptersView['items']> =>
    (await pyxis.app.get<ChaptersView>(`/podcasts/episodes/${id}/chapters`)).items;

  it.each([
    ['MP3', 'a.mp3', ['-c:a', 'libmp3lame', '-b:a', '256k'], 'audio/mpeg'],
    ['MP4, whose table is at its end', 'a.m4b', ['-c:a', 'aac', '-b:a', '256k', '-f', 'ipod'], 'audio/mp4'],
    ['Ogg', 'a.ogg', ['-c:a', 'libvorbis', '-q:a', '8', ...COMMENTS], 'audio/ogg'],
    ['Matroska', 'a.mka', ['-c:a', 'aac', '-b:a', '256k'], 'audio/x-matroska'],
  ])('are read from %s without fetching all of it, and once', async (_, name, options, type) => {
    put(encode(name, options), type);
    const id = await subscribe(NOTES);
    expect(await chaptersOf(id)).toEqual(IN_SOUND);
    const state = (await pyxis.app.app.get(KeptAudio).statesOf([id])).get(id);
    expect(state?.isComplete).toBe(false);
    expect(state?.storedBytes).toBeLessThan((state?.sizeBytes ?? 0) * 0.7);
    const asked = pyxis.host.asked('/sound').length;
    expect(await chaptersOf(id)).toEqual(IN_SOUND);
    expect(pyxis.host.asked('/sound')).toHaveLength(asked);
  });

  it('have the pictures that stand in it', async () => {
    const sound = encode('e.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k', '-id3v2_version', '0'], ';FFMETADATA1\n');
    put(Buffer.concat([tagWithPicture('Departure', PNG), sound]), 'audio/mpeg');
    const [chapter] = await chaptersOf(await subscribe());
    expect(chapter).toEqual({
      startMs: 0,
      title: 'Departure',
      isHidden: false,
      artworkId: expect.any(String) as string,
    });
  });

  it('are read from what is here, when the host is away', async () => {
    put(encode('b.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k']), 'audio/mpeg');
    const id = await subscribe();
    await pyxis.app.app.get(KeptAudio).fetch(id, { signal: new AbortController().signal });
    pyxis.host.documents.delete('/sound');
    expect(await chaptersOf(id)).toEqual(IN_SOUND);
  });

  it('are looked for once where there are none, and again where the feed says something new', async () => {
    put(encode('c.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k'], ';FFMETADATA1\n'), 'audio/mpeg');
    const id = await subscribe(NOTES);
    for (const _ of [1, 2]) expect((await chaptersOf(id)).map(({ title }) => title)).toEqual(IN_NOTES);
    const asked = pyxis.host.asked('/sound').length;
    expect(asked).toBeGreaterThan(0);
    pyxis = await pyxis.restart();
    expect(await chaptersOf(id)).toHaveLength(IN_NOTES.length);
    expect(pyxis.host.asked('/sound')).toHaveLength(asked);
    put(encode('d.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k']), 'audio/mpeg');
    await pyxis.app.app.get(KeptAudio).remove(id);
    await subscribe(`${NOTES}<link>https://example.org/new</link>`);
    const { items } = await pyxis.app.get<{ items: { id: string }[] }>('/podcasts/shows');
    await pyxis.refresh(items[0]?.id ?? '');
    expect(await chaptersOf(id)).toEqual(IN_SOUND);
  });

  it('are not waited for where the host is away, and looked for when it is back', async () => {
    const id = await subscribe(NOTES);
    expect((await chaptersOf(id)).map(({ title }) => title)).toEqual(IN_NOTES);
    put(encode('e.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k']), 'audio/mpeg');
    expect(await chaptersOf(id)).toEqual(IN_SOUND);
  });

  it('give way to those that the feed tells', async () => {
    pyxis.host.put('/c.json', { body: '{"chapters":[{"startTime":0,"title":"Told"}]}', type: 'application/json' });
    const id = await subscribe('<podcast:chapters url="/c.json" type="application/json+chapters"/>');
    expect(await chaptersOf(id)).toMatchObject([{ title: 'Told' }]);
    expect(pyxis.host.asked('/sound')).toEqual([]);
  });
});
