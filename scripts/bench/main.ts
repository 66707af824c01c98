/**
 * `npm run bench`: measures against references in the same run and prints ratios. Needs a build.
 *
 *   npm run bench -- --sizes 1000,10000 --only scan,lists
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchLists } from './lists.ts';
import { printTable, type Row } from './report.ts';
import { benchScan } from './scans.ts';
import { benchStart } from './starts.ts';
import { makeSyntheticLibrary } from './synthetic-library.ts';

const PARTS = ['scan', 'lists', 'start'] as const;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    only: { type: 'string', default: PARTS.join(',') },
  },
});
const sizes = values.sizes.split(',').map(Number);
const only = new Set(values.only.split(','));

if (!existsSync(resolve(import.meta.dirname, '../../dist/backend/main.js'))) {
  console.error('There is nothing to measure yet: run npm run build first.');
  process.exit(1);
}

const scratch = mkdtempSync(join(tmpdir(), 'pyxis-bench-'));
mkdirSync(join(scratch, 'no-music'));
try {
  await bench();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const memoryGib = Math.round(totalmem() / 1024 ** 3);
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}, ${memoryGib} GiB`,
  );
  const firstScans: [number, number][] = [];
  const commonP99: [number, number][] = [];
  for (const size of sizes) {
    const music = join(scratch, `music-${size}`);
    makeSyntheticLibrary(music, size);
    // The others need what a scan has found.
    const scan = await benchScan(scratch, music, size);
    firstScans.push([size, scan.firstCpuMs]);
    if (only.has('scan')) printTable(`Scan, ${size} tracks`, scan.rows);
    if (only.has('lists')) {
      const lists = await benchLists(scratch, music, size);
      commonP99.push([size, lists.commonP99]);
      printTable(`Search and lists, ${size} tracks`, lists.rows);
    }
    if (only.has('start')) printTable(`Start and memory, ${size} tracks`, await benchStart(scratch, music, size));
    rmSync(music, { recursive: true, force: true });
  }
  const growth = [
    ...growthRows('CPU of a first scan', firstScans, 11),
    ...growthRows('p99 of a search for a common word', commonP99, 1.5),
  ];
  if (growth.length > 0) printTable('Growth', growth);
}

/** How much more ten times as many tracks take. */
function growthRows(what: string, figures: readonly [number, number][], atMost: number): Row[] {
  return figures.slice(1).flatMap(([size, value], i) => {
    const [smaller, before] = figures[i] ?? [0, Number.NaN];
    if (smaller < 10_000) return [];
    const ms = (n: number): string => `${n.toFixed(n < 100 ? 2 : 0)} ms`;
    return [
      {
        what: `${what}, ${smaller} to ${size} tracks`,
        measured: ms(value),
        reference: ms(before),
        ratio: value / before,
        target: { atMost },
      },
    ];
  });
}
