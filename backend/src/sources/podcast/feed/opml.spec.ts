import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ListedSubscription } from '../../podcasts.js';
import { feedAddressOf } from './feed-address-of.js';
import { readOpml, writeOpml } from './opml.js';

function entriesOf(document: string | Buffer): readonly ListedSubscription[] {
  const read = readOpml(Buffer.from(document));
  if (read.kind !== 'list') throw new Error(read.reason);
  return read.entries;
}

it('accounts for every entry, with a reason where it cannot be subscribed to', () => {
  const file = join(import.meta.dirname, '../../../../test/fixtures/podcasts/subscriptions.synthetic.opml');
  expect(entriesOf(readFileSync(file))).toEqual([
    { title: 'Fake Cast', group: 'Music', address: 'https://feeds.example/fake-cast.xml' },
    { title: 'No type', group: 'Music', address: 'http://feeds.example/no-type.xml' },
    { title: 'Twice', refusal: 'It is in the list twice.' },
    { title: 'Not a feed', refusal: 'It names no feed.' },
    { title: 'Broken', refusal: 'Its address is none of the web.' },
  ]);
});

it('reads folders within folders, without names, and entries that hold others', () => {
  const body =
    '<outline><outline text="A"><outline text="B"><outline xmlUrl="feed://a.example/1" text="One"/></outline></outline></outline>' +
    '<outline text="Two" xmlUrl="https://a.example/2"><outline xmlUrl="a.example/3"/></outline>';
  expect(entriesOf(`<opml version="1.0"><body>${body}</body></opml>`)).toEqual([
    { title: 'One', group: 'A / B', address: 'http://a.example/1' },
    { title: 'Two', address: 'https://a.example/2' },
    { title: 'a.example/3', address: 'https://a.example/3' },
  ]);
});

it.each([
  ['feed://a.example/x', 'http://a.example/x'],
  ['feed:https://a.example/x', 'https://a.example/x'],
  ['pcast://a.example/x', 'http://a.example/x'],
  ['itpc://a.example/x', 'http://a.example/x'],
  ['HTTP://A.Example/x#y', 'http://a.example/x'],
  ['a.example/x', 'https://a.example/x'],
  ['a.example:8080/x', 'https://a.example:8080/x'],
  ['https://ada:pass@a.example/x', 'https://ada:pass@a.example/x'],
  ['file:///etc/passwd', undefined],
  ['javascript:x', undefined],
  ['https://', undefined],
])('reads the address %s', (written, address) => {
  expect(feedAddressOf(written)).toBe(address);
});

it.each(['', 'hello', '<rss/>', '<opml', '<!DOCTYPE opml [<!ENTITY a "b">]><opml version="2.0"><body/></opml>'])(
  'refuses %j with a reason',
  (text) => {
    const read = readOpml(Buffer.from(text));
    expect(read.kind === 'refused' && read.reason).toMatch(/OPML|entities/);
  },
);

it('writes what it reads', () => {
  const entries = [
    { title: 'A & “B”', address: 'https://a.example/?x=1&y=2', link: 'https://a.example/' },
    { title: 'C', address: 'https://c.example/', group: 'News <daily>' },
    { title: 'D', address: 'https://d.example/', group: 'News <daily>' },
  ];
  const written = writeOpml(entries);
  expect(written).toContain('htmlUrl="https://a.example/"');
  expect(entriesOf(written)).toEqual(entries.map(({ link: _link, ...entry }) => entry));
});
