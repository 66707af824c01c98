import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zipOf } from '../../../../test/support/zip.js';
import { FORMATS } from '../formats.js';
import { csvRows } from './csv-rows.js';
import { fileRecords } from './file-records.js';
import { jsonDocument } from './json-document.js';
import { jsonLines } from './json-lines.js';
import { MAX_RECORD, TOO_LONG, UnreadableFile, type FileRecord } from './record.js';
import { openZip } from './zip-archive.js';

async function* pieces(whole: string, length = whole.length || 1): AsyncGenerator<string> {
  for (let at = 0; at < whole.length; at += length) yield await Promise.resolve(whole.slice(at, at + length));
}

async function outcome(records: AsyncIterable<FileRecord>): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const record of records) read.push('value' in record ? record.value : record.fault);
  return read;
}

const object = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
const readBack = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('JSON documents', () => {
  const list = (whole: string, length?: number, wrappers: string[] = []): Promise<unknown[]> =>
    outcome(jsonDocument(pieces(whole, length), new Set(wrappers)));

  it('give the objects of a list, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(object),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (objects, length, isIndented) => {
          const whole = JSON.stringify(objects, undefined, isIndented ? 2 : 0);
          expect(await list(whole, length)).toEqual(readBack(objects));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('give what lies under wrapping keys, and nothing beside it', async () => {
    const pages = { '@attr': { page: 1 }, outer: { '@attr': { page: 1 }, inner: [{ a: 1 }, { inner: 'text' }], x: [{ b: 1 }] }, y: {} }; // prettier-ignore
    for (const length of [1, 7, 1_000]) {
      expect(await list(JSON.stringify(pages), length, ['outer', 'inner'])).toEqual([{ a: 1 }, { inner: 'text' }]);
      expect(await list(JSON.stringify([pages, pages]), length, ['outer', 'inner'])).toHaveLength(4);
    }
    expect(await list('{"outer":{"inner":{"a":1}}}', 3, ['outer', 'inner'])).toEqual([{ a: 1 }]);
  });

  it('pass over a record that is too long, and read the next', async () => {
    const long = `{"a":"${'x'.repeat(3 * MAX_RECORD)}","b":[{}]}`;
    expect(await list(`[${long},{"a":1}]`, 10_000)).toEqual([TOO_LONG.fault, { a: 1 }]);
  });

  it.each(['[{"a":1}', '[{"a":1}}', '[{"a":1},"', '{"a":[}', '[[[', 'null', '"a"', '<html>', '['.repeat(100)])(
    'cannot be read when they are %s',
    (whole) => expect(list(whole)).rejects.toThrow(UnreadableFile),
  );
});

describe('lines of JSON', () => {
  const lines = (whole: string, length?: number): Promise<unknown[]> => outcome(jsonLines(pieces(whole, length)));

  it('stand for themselves', async () => {
    const whole = '{"a":1}\r\n\n{"a":\n[1]\n{"a":2}';
    const read = [{ a: 1 }, 'It is no valid JSON.', 'It is no JSON object.', { a: 2 }];
    for (const length of [1, 3, 100]) expect(await lines(whole, length)).toEqual(read);
  });

  it('are passed over when they are too long', async () => {
    expect(await lines(`{"a":"${'x'.repeat(2 * MAX_RECORD)}"}\n{"a":1}\n`, 10_000)).toEqual([TOO_LONG.fault, { a: 1 }]);
  });
});

describe('CSV', () => {
  const rows = (whole: string, length?: number): Promise<unknown[]> =>
    outcome(csvRows(pieces(whole, length), ['a', 'b']));

  it('gives back what was written, however the text is cut', async () => {
    const cell = fc.string({ minLength: 1 }).filter((value) => !value.includes('\r'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell)), fc.integer({ min: 1, max: 9 }), async (table, length) => {
        const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
        const whole = ['a,b', ...table.map((row) => row.map(quoted).join(','))].join('\r\n');
        expect(await rows(whole, length)).toEqual(table.map(([a, b]) => ({ a, b })));
      }),
      { numRuns: 200 },
    );
  });

  it('may have no header, other columns, semicolons, and blank lines', async () => {
    expect(await rows('1,2\n\n3\n')).toEqual([{ a: '1', b: '2' }, { a: '3' }]); // prettier-ignore
    expect(await rows('B;A;C\n1;2;3')).toEqual([{ b: '1', a: '2', c: '3' }]);
  });

  it('goes on after a quote that is never closed', async () => {
    const whole = `a,b\n"open,1\n${'x'.repeat(MAX_RECORD)}\n2,3\n`;
    expect(await rows(whole, 10_000)).toEqual([TOO_LONG.fault, { a: '2', b: '3' }]);
  });
});

describe('archives', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pyxis-zip-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function file(content: Buffer | string): string {
    const path = join(folder, 'upload');
    writeFileSync(path, content);
    return path;
  }

  const listens = (content: Buffer | string): Promise<unknown[]> =>
    outcome(fileRecords(file(content), FORMATS.listenbrainz, () => undefined));

  it('are read file by file, and only where there are listens', async () => {
    const archive = zipOf({
      'user.json': '{"user_id":1}',
      'listens/2023/6.jsonl': '{"a":1}\n{"a":2}\n',
      'listens/2023/7.jsonl': '{"a":3}',
      'feedback.jsonl': '{"b":1}',
    });
    expect(await listens(archive)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  it('say in which file something stands', async () => {
    const records: FileRecord[] = [];
    const path = file(zipOf({ 'listens/1.jsonl': '{"a":1}\nx\n' }));
    for await (const record of fileRecords(path, FORMATS.listenbrainz, () => undefined)) records.push(record);
    expect(records[1]?.place).toEqual({ file: 'listens/1.jsonl', line: 2 });
  });

  it('write nothing where their paths point to', async () => {
    expect(await listens(zipOf({ '../../listens/evil.jsonl': '{"a":1}' }))).toEqual([{ a: 1 }]);
  });

  it('are not unpacked without end', async () => {
    const bomb = zipOf({ 'listens/1.jsonl': Buffer.alloc(4_000_000, ' '), 'listens/2.jsonl': Buffer.alloc(4_000_000, ' ') }); // prettier-ignore
    const handle = await open(file(bomb));
    const [first, second] = await openZip(handle, bomb.length, 5_000_000);
    expect((await text(await first!.open())).length).toBe(4_000_000);
    await expect(text(await second!.open())).rejects.toThrow(UnreadableFile);
    await handle.close();
  });

  it('cannot be read without listens', async () => {
    await expect(listens(zipOf({ 'user.json': '{}' }))).rejects.toThrow('The archive has no file with listens.');
  });

  it('fail in words wherever a byte of them is wrong or missing', async () => {
    const archive = zipOf({ 'listens/1.jsonl': '{"a":1}\n'.repeat(50), 'listens/2.jsonl': '{"a":2}' });
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(255), fc.boolean(), async (at, value, isCut) => {
        const damaged = isCut ? archive.subarray(0, at) : Buffer.from(archive);
        if (!isCut) damaged[at] = value;
        try {
          await listens(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(['', ' ', 'PK\x03\x04', 'hello', '%PDF-1.7', '\x00\x01'])(
    'and other files: %j cannot be read',
    async (content) => {
      await expect(listens(content)).rejects.toThrow(UnreadableFile);
    },
  );
});
