import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePlaylist } from './parse-playlist.js';
import type { PlaylistEntry } from './playlist-entry.js';
import { playlistKindOf } from './playlist-kind.js';

const folder = new URL('../../../../test/fixtures/radio/playlists/', import.meta.url);
const BASE = new URL('http://radio.example/lists/all.m3u?x=1');

const read = (name: string): Buffer => readFileSync(new URL(name, folder));
const parse = (text: string | Buffer, mimeType?: string): Promise<PlaylistEntry[]> =>
  parsePlaylist(typeof text === 'string' ? Buffer.from(text) : text, {
    base: BASE,
    ...(mimeType !== undefined && { mimeType }),
  });

describe('a recorded playlist', () => {
  it.each<[string, string | undefined, PlaylistEntry[]]>([
    ['bom-test.m3u', undefined, [{ url: 'http://radio.example/lists/test.mp3', title: 'Test Artist - Test Song' }]],
    ['comment-ext.m3u', undefined, [{ url: 'http://radio.example/lists/song1.mp3', title: 'Song #1' }]],
    ['one-ext.m3u', undefined, [{ url: 'http://radio.example/lists/song1.mp3', title: 'Song #1' }]],
    ['cr-ended.m3u', 'audio/x-mpegurl', [{ url: 'http://radio.example/lists/abc.mp3' }, { url: 'http://radio.example/lists/def.mp3' }]],
    ['encoding.m3u', 'audio/mpegurl', [{ url: 'http://radio.example/lists/%C3%A6%C3%B8%C3%A5.mp3' }]],
    ['no-namespace.xspf', undefined, [{ url: 'http://example.com/foo.mp3', title: 'Foo', logo: 'http://example.com/albumcover.jpg' }]],
    ['one.pls', undefined, [{ url: 'http://radio.example/lists/filename%20with%20spaces.mp3', title: 'Title' }]],
    ['simple.asx', undefined, [{ url: 'http://example.com/foo.mp3', title: 'Foo' }]],
    ['somafm.pls', undefined, ['streamer-dtc-aa05.somafm.com:80/stream/1018', 'streamer-mtc-aa03.somafm.com:80/stream/1018', 'streamer-ntc-aa04.somafm.com:80/stream/1018', 'ice.somafm.com/groovesalad'].map((place, n) => ({
      url: new URL(`http://${place}`).href,
      title: n < 3 ? `SomaFM: Groove Salad (#${n + 1} 128k mp3): A nicely chilled plate of ambient beats and grooves.` : 'SomaFM: Groove Salad (Firewall-friendly 128k mp3) A nicely chilled plate of ambient beats and grooves.',
    }))],
  ])('%s has its entries', async (name, mimeType, entries) => {
    expect(await parse(read(name), mimeType)).toEqual(entries);
  }); // prettier-ignore
});

describe('a playlist', () => {
  it.each<[string, string, string | undefined, PlaylistEntry[]]>([
    ['a list of addresses only', 'http://a.example/1\r\n\r\nhttps://b.example/2', undefined, [{ url: 'http://a.example/1' }, { url: 'https://b.example/2' }]],
    ['PLS out of order, with a wrong count', '[Playlist]\nFILE3=http://c/\nfile1 = http://a/\nTitle1=A &amp; B\nNumberOfEntries=9', undefined, [{ url: 'http://a/', title: 'A & B' }, { url: 'http://c/' }]],
    ['PLS without its beginning', 'File1=http://a/\nTitle1=A', 'audio/x-scpls', [{ url: 'http://a/', title: 'A' }]],
    ['M3U with attributes', '#EXTM3U\n#EXTINF:-1 tvg-logo="/l.png" group-title="News, talk" radio="true",A, or B\nx', undefined, [{ url: 'http://radio.example/lists/x', title: 'A, or B', logo: 'http://radio.example/l.png', group: 'News, talk' }]],
    ['M3U without its beginning', '#EXTINF:-1,A\nx', undefined, [{ url: 'http://radio.example/lists/x', title: 'A' }]],
    ['M3U with other tags', '#EXTM3U\n#PLAYLIST:Mine\n#RADIOBROWSERUUID:1\n#EXTGRP:Jazz\n#EXTIMG:http://i/\n#EXTINF:-1,A\nhttp://a/\nhttp://b/', undefined, [{ url: 'http://a/', title: 'A', logo: 'http://i/', group: 'Jazz' }, { url: 'http://b/' }]],
    ['an address twice', 'http://a/\nhttp://a/#x', undefined, [{ url: 'http://a/' }]],
    ['addresses that lead elsewhere', 'http://a/\nfile:///etc/passwd\nC:\\music\\a.mp3\nrtsp://b/\njavascript:1', undefined, [{ url: 'http://a/' }]],
    ['XSPF with alternatives', '<?xml version="1.0"?>\n<!-- a - b -->\n<playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>http://a/?x=1&amp;y=2</location><location>http://b/</location><title>A &lt; B</title></track></trackList></playlist>', undefined, [{ url: 'http://a/?x=1&y=2', title: 'A < B' }, { url: 'http://b/', title: 'A < B' }]],
    ['XSPF with a prefix', '<x:playlist xmlns:x="http://xspf.org/ns/0/"><x:trackList><x:track><x:location>http://a/</x:location></x:track></x:trackList></x:playlist>', 'application/xspf+xml', [{ url: 'http://a/' }]],
    ['XSPF that is empty', '<playlist><trackList/></playlist>', undefined, []],
    ['XSPF that is cut off', '<playlist><trackList><track><location>http://a/</loc', undefined, []],
    ['a bomb, which stays as it is written', `<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><playlist><trackList><track><location>http://a/&b;</location></track></trackList></playlist>`, 'application/xspf+xml', [{ url: 'http://a/&b;' }]],
    ['ASX that is no XML', `<ASX VERSION=3><ENTRY><REF HREF = 'mms://a/b?x=1&y=2'><TITLE>A & B</TITLE><entry><Ref href=http://c/ ></ASX>`, undefined, [{ url: 'http://a/b?x=1&y=2', title: 'A & B' }, { url: 'http://c/' }]],
    ['ASX that leads to another', '<asx><entryref href="other.asx"/></asx>', undefined, [{ url: 'http://radio.example/lists/other.asx' }]],
    ['ASX as it was first', '[Reference]\r\nRef1=mms://a/b\r\nRef2=http://c/\r\n', 'video/x-ms-asf', [{ url: 'http://a/b' }, { url: 'http://c/' }]],
    ['M3U with addresses that begin elsewhere', '#EXTM3U\n//other.example/a\n/b\n?c\n../d', undefined, [{ url: 'http://other.example/a' }, { url: 'http://radio.example/b' }, { url: 'http://radio.example/lists/all.m3u?c' }, { url: 'http://radio.example/d' }]],
    ['M3U with what other programs write behind addresses', '#EXTM3U\nhttp://a/live|User-Agent=x&Referer=y\n"http://b/live"', undefined, [{ url: 'http://a/live' }, { url: 'http://b/live' }]],
    ['PLS with quotation marks', '[playlist]\nFile1="http://a/"\nTitle1="A"', undefined, [{ url: 'http://a/', title: '"A"' }]],
    ['ASX with entities', '<asx><title>List</title><entry><title>Caf&#233; &amp; &#x42;</title><ref href="http://a/?b=1&#38;c=2&amp;d=3"/></entry></asx>', undefined, [{ url: 'http://a/?b=1&c=2&d=3', title: 'Café & B' }]],
    ['M3U with line ends of all kinds', '\ufeff#EXTM3U\r#EXTINF:-1,A\rhttp://a/\n\r\nhttp://b/\r\n', undefined, [{ url: 'http://a/', title: 'A' }, { url: 'http://b/' }]],
    ['a web page', '<!DOCTYPE html><html><a href="http://a/">', 'audio/x-mpegurl', []],
    ['a list of pieces', '#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\na.ts', undefined, []],
    ['nothing', '', 'audio/x-mpegurl', []],
    ['a text', 'Hello.', 'text/plain', []],
  ])('that is %s', async (_, text, mimeType, entries) => {
    expect(await parse(text, mimeType)).toEqual(entries);
  }); // prettier-ignore

  it('in UTF-16 of either order is read', async () => {
    const bytes = Buffer.from('\ufeff[playlist]\r\nFile1=http://a/\r\nTitle1=Ä', 'utf16le');
    expect(await parse(bytes)).toEqual([{ url: 'http://a/', title: 'Ä' }]);
    expect(await parse(bytes.swap16())).toEqual([{ url: 'http://a/', title: 'Ä' }]);
  });

  it('without a place of its own has whole addresses only', async () => {
    expect(await parsePlaylist(Buffer.from('#EXTM3U\na.mp3\nhttp://a/'))).toEqual([{ url: 'http://a/' }]);
  });

  it('is told by what it says, then by its type', () => {
    expect(playlistKindOf('#EXTM3U\r#EXT-X-VERSION:3\rseg.ts', 'text/html')).toBe('hls');
    expect(playlistKindOf('<html>', 'audio/x-scpls')).toBe('html');
    expect(playlistKindOf('seg.mp3', 'application/vnd.apple.mpegurl')).toBe('m3u');
    expect(playlistKindOf('<other/>')).toBeUndefined();
  });

  it('of nesting without an end, and of mutated bytes, never throws', async () => {
    await parse(`<playlist>${'<trackList>'.repeat(6_000)}`);
    const texts = readdirSync(folder).map(read);
    const mutated = fc
      .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 8 }))
      .map(([text, changes]) => {
        const bytes = Buffer.from(text);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        for (const { url } of await parse(bytes)) expect(url).toMatch(/^https?:\/\//);
      }),
      { numRuns: 1_500, seed: 1 },
    );
  });
});
