import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DocumentReader, type FeedDocument } from './document-reader.js';

const fixtures = join(import.meta.dirname, '../../../../test/fixtures/podcasts');
const addresses = { base: 'https://feeds.example/one.xml', privateOrigins: [] };
const stuck = new URL('../../../../test/support/stuck-document-worker.ts', import.meta.url);
let reader: DocumentReader;

afterEach(() => reader.close());

function read(bytes: Uint8Array, known: Iterable<string> = [], knownDocument?: string): Promise<FeedDocument> {
  return reader.feed({ bytes, addresses, known, ...(knownDocument !== undefined && { knownDocument }) });
}

it('reads feeds one after the other, and knows what is as it was', async () => {
  reader = new DocumentReader();
  const bytes = readFileSync(join(fixtures, 'themnshow.xml'));
  const [first, other] = await Promise.all([read(bytes), read(readFileSync(join(fixtures, 'narro.rss')))]);
  if (first.kind !== 'feed') throw new Error(first.kind);
  expect(first.items).toHaveLength(54);
  expect(other).toMatchObject({ kind: 'feed', feed: { title: 'foobar on Narro' } });
  expect(await read(bytes, [], first.document)).toEqual({ kind: 'same' });
  const hashes = first.items.map(({ hash }) => hash);
  const again = await read(Buffer.concat([bytes, Buffer.from('\n')]), hashes.slice(1), first.document);
  expect(again.kind === 'feed' && again.items.filter((item) => 'title' in item)).toMatchObject([
    { title: 'Social Media' },
  ]);
  expect(bytes.length).toBeGreaterThan(0);
});

it('reads what feeds link to', async () => {
  reader = new DocumentReader();
  const bytes = (name: string): Buffer => readFileSync(join(fixtures, name));
  expect(await reader.chapters(bytes('chapters-simple.json'), undefined, addresses)).toHaveLength(9);
  expect(await reader.chapters(bytes('narro.rss'), undefined, addresses)).toBeUndefined();
  expect((await reader.transcript(bytes('transcript.vtt'), 'text/vtt', 'text/vtt'))?.cues).toHaveLength(7);
  expect(await reader.transcript(Buffer.alloc(0), undefined, 'text/plain')).toBeUndefined();
  expect(await reader.opml(bytes('subscriptions.synthetic.opml'))).toMatchObject({ kind: 'list' });
  expect(await reader.writeOpml([{ title: 'A', address: 'https://a.example/' }])).toContain(
    'xmlUrl="https://a.example/"',
  );
});

it('starts a thread anew when there is something to read again', async () => {
  reader = new DocumentReader(30_000, 1);
  for (let times = 0; times < 2; times++) {
    expect((await read(readFileSync(join(fixtures, 'narro.rss')))).kind).toBe('feed');
    await new Promise((later) => setTimeout(later, 50));
  }
});

it.each([
  ['takes too long', 'endless', /too long/],
  ['takes too much memory', 'hungry', /too much memory/],
  ['ends the thread', 'deadly', /without a result/],
  ['meets a fault of ours', 'faulty', /a fault of ours/],
])('refuses what %s, and reads the next', async (_, deed, reason) => {
  reader = new DocumentReader(deed === 'endless' ? 1_000 : 60_000, 30_000, stuck);
  const [bad, good] = await Promise.all([read(Buffer.from(deed)), read(Buffer.from('good'))]);
  expect(bad.kind === 'refused' && bad.reason).toMatch(reason);
  expect(good).toEqual({ kind: 'same' });
});

it('lets nobody wait when it is closed', async () => {
  reader = new DocumentReader(60_000, 30_000, stuck);
  const waiting = [read(Buffer.from('endless')), read(Buffer.from('good'))];
  reader.close();
  expect(await Promise.all([...waiting, read(Buffer.from('good'))])).toMatchObject([
    { kind: 'refused' },
    { kind: 'refused' },
    { kind: 'refused' },
  ]);
});
