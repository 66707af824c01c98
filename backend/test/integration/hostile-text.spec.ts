import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainCredit, performerIdentity, recordingIdentity, releaseIdentity } from '../../src/catalogue/index.js';
import { identityKey, searchWords, sortKey } from '../../src/common/index.js';
import { FORMATS } from '../../src/history/imports/formats.js';
import { RefusedRecord } from '../../src/history/imports/imported-listen.js';
import { timeOf } from '../../src/history/imports/instants.js';
import { fileRecords } from '../../src/history/imports/reading/file-records.js';
import { UnreadableFile } from '../../src/history/imports/reading/record.js';
import { hostNameOf } from '../../src/http/host-names.js';
import { parseLyrics } from '../../src/library/lyrics/parse-lyrics.js';
import { readChaptersFile } from '../../src/sources/podcast/feed/chapters.js';
import { feedsOfPage } from '../../src/sources/podcast/feed/feeds-of-page.js';
import { instantOf } from '../../src/sources/podcast/feed/instants.js';
import { readOpml } from '../../src/sources/podcast/feed/opml.js';
import { readFeed } from '../../src/sources/podcast/feed/read-feed.js';
import { readTranscript } from '../../src/sources/podcast/feed/transcripts.js';
import { parseArtworkLocator } from '../../src/sources/local/artwork-locator.js';
import { artistsOf } from '../../src/sources/local/collected-artists.js';
import { byNaturalOrder } from '../../src/sources/local/natural-order.js';
import { parseCueSheet } from '../../src/sources/local/parts/cue-sheet.js';
import { cueText } from '../../src/sources/local/parts/cue-text.js';
import { placeOf } from '../../src/sources/local/parts/part-locator.js';
import { ChapterTexts } from '../../src/tags/chapters.js';
import { genresIn } from '../../src/tags/genres.js';
import { FIELD_NAMES, TagFields } from '../../src/tags/tag-fields.js';
import { decodeLatin1, decodeUtf16, decodeUtf8 } from '../../src/tags/text.js';
import { matchExpression, termsOf } from '../../src/sql/index.js';
import { evaluate } from '../../src/streaming/preconditions.js';
import { parseRange } from '../../src/streaming/byte-range.js';
import { readIcyBlock } from '../../src/streaming/live/formats/icy-title.js';
import { parsePlaylist } from '../../src/streaming/live/playlists/parse-playlist.js';
import { pumps } from '../support/pumps.js';

/**
 * Long enough that whoever takes the square of it, which is 10^11 steps for each of a hundred texts, does not come to an
 * end. In proportion to the length, all of them together take a second or two.
 */
const LENGTH = 400_000;
/** Files are read by scanners of our own, piece by piece. */
const FILE_LENGTH = 100_000;
/** Bounds that texts have before they come so far: of a tag or an imported name, of a query. */
const NAME_LENGTH = 1_000;
const QUERY_LENGTH = 256;
/** What is read by the parsers of others, too, which take some time in any case. */
const DOCUMENT_LENGTH = 30_000;
const LIMIT_MS = 150_000;

describe('text that is made to take long', { timeout: LIMIT_MS }, () => {
  it('is read as names of any length', () => {
    for (const text of pumps(LENGTH)) {
      expect(mainCredit(text).length).toBeLessThanOrEqual(text.length);
    }
    for (const text of pumps(FILE_LENGTH)) {
      const facts = { title: text, artist: text };
      expect(recordingIdentity(facts)).toBe(recordingIdentity({ ...facts }));
      expect(releaseIdentity(facts) === '').toBe(false);
      expect(performerIdentity({ name: text }) === '').toBe(false);
    }
  });

  it('is read as feeds, and what they link to', () => {
    const addresses = { base: 'https://feeds.example/one.xml', privateOrigins: [] };
    for (const text of pumps(DOCUMENT_LENGTH)) {
      const item = `<enclosure url="/1.mp3"/><description><![CDATA[${text}]]></description>`;
      for (const inner of [item, text]) {
        const document = `<rss version="2.0"><channel><title>x</title><item>${inner}</item></channel></rss>`;
        const read = readFeed({ bytes: Buffer.from(document), addresses, known: new Set() });
        if (read.kind === 'feed') expect([...read.items].length).toBeLessThanOrEqual(1);
      }
      expect(readOpml(Buffer.from(`<opml version="2.0"><body>${text}</body></opml>`)).kind).toMatch(
        /^(?:list|refused)$/,
      );
      expect(feedsOfPage(text, addresses)).toEqual([]);
      for (const before of ['', 'WEBVTT\n\n00:01.000 --> 00:02.000\n']) readTranscript(before + text, 'text/html');
      expect(readChaptersFile(text, addresses)).toBeUndefined();
      expect(instantOf(text)).toBeUndefined();
    }
  });

  it('is folded as names and queries', () => {
    for (const text of pumps(NAME_LENGTH)) {
      expect(identityKey(text) === '').toBe(text.trim() === '');
      expect(sortKey(text)).not.toMatch(/^\s|\s$/);
      expect(searchWords(text)).not.toContain('  ');
    }
    for (const text of pumps(QUERY_LENGTH)) {
      const terms = termsOf(text);
      if (terms) expect(matchExpression(terms, 'sqlite', false)).not.toBe('');
    }
  });

  it('is read in every field of a tag', () => {
    for (const text of pumps(LENGTH)) {
      const fields = new TagFields();
      for (const name of FIELD_NAMES) fields.addSeveral(name, text);
      const title = fields.first('TITLE') ?? '';
      expect(title.length).toBeLessThanOrEqual(NAME_LENGTH);
      const { artists, albumArtists } = artistsOf(fields, title);
      for (const { name } of [...artists, ...albumArtists]) {
        expect(name).toBe(name.trim());
        expect(name === '').toBe(false);
      }
    }
  });

  it('is read as cue sheets, chapters and places in files', () => {
    for (const text of pumps(LENGTH)) {
      for (const before of [
        '',
        'TRACK 01 AUDIO\nTITLE ',
        'FILE ',
        'FILE "',
        'TRACK ',
        'TRACK 01 AUDIO\nINDEX 01 ',
        'REM ',
        'REM DATE ',
      ]) {
        const { files } = parseCueSheet(cueText(Buffer.from(before + text)));
        expect(files.every(({ tracks }) => tracks.length < 1_000)).toBe(true);
      }
      expect(parseCueSheet(cueText(Buffer.from(text, 'latin1'))).files.length).toBeLessThan(1_000);
      const chapters = new ChapterTexts();
      chapters.add('CHAPTER001', text);
      chapters.add(text, '00:00:01');
      expect(chapters.chapters().length).toBeLessThan(3);
      expect(placeOf(`/a.flac//${text}`)?.part).toBeUndefined();
    }
  });

  it('is read as artists and genres of any length', () => {
    for (const text of pumps(LENGTH)) {
      const { artists } = artistsOf(fieldsWith('ARTIST', text), text);
      expect(artists.every(({ name }) => name !== '')).toBe(true);
      expect(genresIn(text).every((genre) => text.includes(genre))).toBe(true);
    }
  });

  it('is decoded from the bytes of old tags', () => {
    for (const text of pumps(LENGTH)) {
      const bytes = Buffer.from(text);
      expect(decodeUtf8(bytes).replaceAll('\ufeff', '').replaceAll('\ufffd', '')).toBe(
        text.replaceAll('\ufeff', '').toWellFormed().replaceAll('\ufffd', ''),
      );
      expect(decodeLatin1(bytes).length).toBeLessThanOrEqual(bytes.length);
      expect(decodeUtf16(bytes, 'little').length).toBeLessThanOrEqual(bytes.length);
    }
  });

  it('is read as lyrics', () => {
    for (const text of pumps(LENGTH)) {
      for (const whole of [
        text,
        `<tt>${text}`,
        `[00:01.00]a\n[00:02.00]${text}`,
        `00:00:01,000 --> 00:00:02,000\n${text}`,
      ]) {
        const { lines } = parseLyrics(whole);
        expect(lines.every((line) => line.text.length <= NAME_LENGTH)).toBe(true);
      }
    }
  });

  it('is read as titles and playlists of radio', async () => {
    for (const text of pumps(LENGTH)) {
      for (const before of [
        '',
        "StreamTitle='",
        `StreamTitle='title="`,
        `StreamTitle='a - text="`,
        "StreamTitle='a';",
      ]) {
        const { text: title = '' } = readIcyBlock(Buffer.from(before + text))?.title ?? {};
        expect(title.length).toBeLessThanOrEqual(NAME_LENGTH);
      }
    }
    for (const text of pumps(FILE_LENGTH)) {
      for (const before of [
        '',
        '[playlist]\nFile1=',
        '#EXTM3U\n#EXTINF:',
        '#EXTM3U\n#EXT-X-',
        '<playlist>',
        '<asx><ref href=',
        '<!--',
      ]) {
        const entries = await parsePlaylist(Buffer.from(before + text));
        expect(entries.every(({ url }) => url.startsWith('http'))).toBe(true);
      }
    }
  });

  it('is ordered, and read as numbers, times and ranges', () => {
    let before = '';
    for (const text of pumps(LENGTH)) {
      expect(Math.sign(byNaturalOrder(before, text))).toBe(-Math.sign(byNaturalOrder(text, before)) || 0);
      before = text;
      expect(() => timeOf(`${text}x`)).toThrow(RefusedRecord);
      expect(parseRange(`${text}x`, 1_000)).toBe('whole');
      const headers = { 'if-none-match': text, 'if-modified-since': text };
      expect(['proceed', 'not-modified']).toContain(evaluate(headers, { etag: '"pyxis"', lastModifiedMs: 0 }));
      expect(hostNameOf(text)).toBeUndefined();
      expect(parseArtworkLocator(text)).toBeUndefined();
    }
  });

  it('is a file in an archive', () => {
    for (const text of pumps(LENGTH)) {
      for (const format of Object.values(FORMATS)) {
        expect(format.hasListens(`${text}\u2028x`)).toBe(false);
        expect(format.hasListens(`${text}\n.jsonx/`)).toBe(false);
      }
    }
  });

  describe('as an import', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'pyxis-hostile-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(Object.entries(FORMATS))('from %s is read, record by record, or refused', async (_service, format) => {
      const file = join(folder, 'import');
      for (const text of pumps(FILE_LENGTH)) {
        for (const whole of [text, `{"track_metadata":"${text}`, `[{"a":${text}`, `uts,artist\n${text}`]) {
          writeFileSync(file, whole);
          let readBytes = 0;
          const reading = (async () => {
            for await (const record of fileRecords(file, format, (bytes) => (readBytes = bytes))) {
              expect('fault' in record ? record.fault : typeof record.value).toMatch(/./);
            }
          })();
          await reading.catch((error: unknown) => expect(error).toBeInstanceOf(UnreadableFile));
          expect(readBytes).toBeGreaterThan(0);
        }
      }
    });

    it('has names that are taken as they are, or refused', () => {
      for (const length of [NAME_LENGTH - 30, LENGTH]) {
        for (const text of pumps(length)) {
          const metadata = { track_name: text, artist_name: text, release_name: text, additional_info: { isrc: text } };
          const read = (): unknown =>
            FORMATS.listenbrainz.read({ listened_at: 1_700_000_000, track_metadata: metadata });
          if (text.length > NAME_LENGTH) expect(read).toThrow(RefusedRecord);
          else expect(read()).toMatchObject({ startedAtMs: 1_700_000_000_000 });
        }
      }
    });
  });
});

function fieldsWith(name: 'ARTIST', text: string): TagFields {
  const fields = new TagFields();
  // Past the bound of `add`, to try what comes after by itself.
  for (let at = 0; at < text.length && at < 64 * NAME_LENGTH; at += NAME_LENGTH) {
    fields.add(name, text.slice(at, at + NAME_LENGTH) + String(at));
  }
  return fields;
}
