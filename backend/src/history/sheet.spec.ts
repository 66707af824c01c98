import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSheet, SheetBuilder, type SheetEntry } from './sheet.js';

const key = fc.integer({ min: 1, max: 2 ** 26 - 1 });
const counted = { listens: fc.integer({ min: 0, max: 1_000 }), heardMs: fc.integer({ min: 0, max: 2 ** 40 }) };
const entries = fc.array(fc.record({ recordingKey: key, releaseKey: fc.integer({ min: 0, max: 3 }), performerKey: key, ...counted })); // prettier-ignore
const cells = fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }), ...counted })); // prettier-ignore

function totals(list: readonly SheetEntry[]): Map<string, [number, number]> {
  const sums = new Map<string, [number, number]>();
  for (const { recordingKey, releaseKey, listens, heardMs } of list) {
    const [before, beforeMs] = sums.get(`${recordingKey} ${releaseKey}`) ?? [0, 0];
    sums.set(`${recordingKey} ${releaseKey}`, [before + listens, beforeMs + heardMs]);
  }
  return sums;
}

describe('a sheet', () => {
  it('gives back what was counted, wherever in memory it lies', () => {
    fc.assert(
      fc.property(entries, cells, fc.integer({ min: 0, max: 9 }), (given, hours, offset) => {
        const builder = new SheetBuilder();
        for (const entry of given) builder.addEntry(entry);
        for (const cell of hours) builder.addCell(cell);
        const stored = builder.build();
        const moved = Buffer.concat([Buffer.alloc(offset), stored]).subarray(offset);
        const sheet = openSheet(moved);
        const read = Array.from({ length: sheet.length }, (_, i) => ({
          recordingKey: sheet.recordings[i] ?? 0,
          releaseKey: sheet.releases[i] ?? 0,
          performerKey: sheet.performers[i] ?? 0,
          listens: sheet.listens[i] ?? 0,
          heardMs: sheet.heardMs[i] ?? 0,
        }));
        expect(totals(read)).toEqual(totals(given));
        expect(read).toHaveLength(totals(given).size);
        expect(sheet.cells().reduce((sum, { listens }) => sum + listens, 0)).toBe(
          hours.reduce((sum, { listens }) => sum + listens, 0),
        );
      }),
    );
  });

  it('holds what several hold', () => {
    const [one, two, both] = [new SheetBuilder(), new SheetBuilder(), new SheetBuilder()];
    one.addEntry({ recordingKey: 1, releaseKey: 0, performerKey: 3, listens: 1, heardMs: 5 });
    two.addEntry({ recordingKey: 1, releaseKey: 0, performerKey: 3, listens: 2, heardMs: 7 });
    two.addEntry({ recordingKey: 1, releaseKey: 2, performerKey: 3, listens: 4, heardMs: 9 });
    two.addCell({ weekday: 7, hour: 23, listens: 1, heardMs: 5 });
    for (const sheet of [one, two]) both.addSheet(openSheet(sheet.build()));
    const { recordings, releases, listens, heardMs, cells: hours } = openSheet(both.build());
    expect([...recordings, ...releases, ...listens, ...heardMs]).toEqual([1, 1, 0, 2, 3, 4, 12, 9]);
    expect(hours()).toEqual([{ weekday: 7, hour: 23, listens: 1, heardMs: 5 }]);
  });
});
