import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesOfZip, hasProgram } from '../../test/support/read-zip.js';
import { ZipWriter } from './zip-writer.js';

const AT = new Date(2026, 4, 17, 21, 30, 44).getTime();

async function zipOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const written: Buffer[] = [];
  const zip = new ZipWriter((bytes) => Promise.resolve(void written.push(bytes)));
  for (const [name, content] of files) {
    await zip.begin({ name, sizeBytes: content.length, crc32: crc32(content), modifiedAtMs: AT });
    await zip.append(content);
  }
  await zip.end();
  return Buffer.concat(written);
}

describe('a ZIP', () => {
  it.each([
    ['nothing', new Map<string, Buffer>()],
    ['an empty file', new Map([['a.txt', Buffer.alloc(0)]])],
    ['names of every script', new Map([['01 東京 😀 Größe.flac', Buffer.from('one')], ['02 Ё.flac', Buffer.from('two')]])],
  ])('holds %s', async (_what, files) => {
    const zip = await zipOf(files);
    if (files.size > 0) expect(filesOfZip(zip)).toEqual(files);
    else expect(zip.length).toBe(22);
  }); // prettier-ignore

  it('says when a file was changed', async () => {
    const zip = await zipOf(new Map([['a', Buffer.from('a')]]));
    // 21:30:44 and 17 May 2026, as MS-DOS has them.
    expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).toEqual([
      (21 << 11) | (30 << 5) | 22,
      (46 << 9) | (5 << 5) | 17,
    ]);
  });

  it('holds whatever it is given', async () => {
    const file = fc.tuple(fc.stringMatching(/^[\w .-]{1,40}$/), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(file, { minLength: 1, maxLength: 5, selector: ([name]) => name }),
        async (some) => {
          const files = new Map(some.map(([name, bytes]) => [name, Buffer.from(bytes)]));
          expect(filesOfZip(await zipOf(files))).toEqual(files);
        },
      ),
      { numRuns: 8 },
    );
  });
});

const READ_WITH_PYTHON = `
import sys, json, zipfile
zip = zipfile.ZipFile(sys.argv[1])
print(json.dumps([[i.filename, i.file_size, i.CRC, i.header_offset] for i in zip.infolist()]))
print(zip.read('last.txt').decode())
`;

describe.skipIf(!hasProgram('python3'))('a ZIP of more than 4 GiB', () => {
  it.each([
    ['for one file', [5 * 2 ** 30]],
    ['for all of them together', [3 * 2 ** 30, 3 * 2 ** 30]],
    ['by a byte', [0xffff_ffff]],
    ['by none', [0xffff_fffe]],
  ])(
    'is read by others: %s',
    async (_what, sizes) => {
      const folder = mkdtempSync(join(tmpdir(), 'pyxis-zip-'));
      try {
        const path = join(folder, 'large.zip');
        const file = await open(path, 'w');
        let position = 0;
        // Of nothing but zeros the file system keeps none.
        const zeros = Buffer.alloc(64 * 2 ** 20);
        const zip = new ZipWriter(async (bytes) => {
          if (bytes.buffer !== zeros.buffer) await file.write(bytes, 0, bytes.length, position);
          position += bytes.length;
        });
        const expected: unknown[] = [];
        for (const [i, sizeBytes] of sizes.entries()) {
          const pieces = Array.from({ length: Math.ceil(sizeBytes / zeros.length) }, (_, piece) =>
            zeros.subarray(0, Math.min(zeros.length, sizeBytes - piece * zeros.length)),
          );
          const sum = pieces.reduce((so, piece) => crc32(piece, so), 0);
          expected.push([`${i}`, sizeBytes, sum, position]);
          await zip.begin({ name: `${i}`, sizeBytes, crc32: sum, modifiedAtMs: AT });
          for (const piece of pieces) await zip.append(piece);
        }
        const last = Buffer.from('behind all that');
        expected.push(['last.txt', last.length, crc32(last), position]);
        await zip.begin({ name: 'last.txt', sizeBytes: last.length, crc32: crc32(last), modifiedAtMs: AT });
        await zip.append(last);
        await zip.end();
        await file.close();
        const [list = '', text] = execFileSync('python3', ['-c', READ_WITH_PYTHON, path]).toString().split('\n');
        expect([JSON.parse(list), text]).toEqual([expected, String(last)]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    120_000,
  );
});
