import { HttpErrorResponse } from '@angular/common/http';
import { firstValueFrom, throwError } from 'rxjs';
import type { Page } from '../../core/api/types';
import { type Outline, SeekableList } from './seekable-list';

const EVERY = 100;

/** Numbers from 0 on, in pages, and what was asked for. */
function numbers(count: number): { list: SeekableList<number>; asked: number[]; fail: (isOff: boolean) => void } {
  const asked: number[] = [];
  let isOff = false;
  const page = (cursor: string | undefined, limit: number): Promise<Page<number>> => {
    const start = Number(cursor ?? 0);
    asked.push(start);
    if (isOff) return firstValueFrom(throwError(() => new HttpErrorResponse({ status: 0 })));
    const items = Array.from({ length: Math.min(limit, count - start) }, (_, at) => start + at);
    return Promise.resolve({ items, ...(start + limit < count && { nextCursor: String(start + limit) }) });
  };
  const outline = (): Promise<Outline> => {
    const cursors = Array.from({ length: Math.ceil(count / EVERY) - 1 }, (_, at) => String((at + 1) * EVERY));
    return Promise.resolve({ count, every: EVERY, cursors });
  };
  return { list: new SeekableList(page, outline), asked, fail: (off) => (isOff = off) };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a list that can be entered anywhere', () => {
  it('knows its length, and loads just the part that is wanted', async () => {
    const { list, asked } = numbers(100_000);
    list.need(0, 30);
    await settle();
    expect(list.count()).toBe(100_000);
    expect([list.at(0), list.at(99), list.at(100)]).toEqual([0, 99, undefined]);
    list.need(54_321, 54_350);
    await settle();
    expect(list.at(54_321)).toBe(54_321);
    expect(asked).toEqual([0, 54_300]);
  });

  it('skips what was only passed by', async () => {
    const { list, asked } = numbers(100_000);
    list.need(0, 30);
    await settle();
    for (let start = 1_000; start <= 90_000; start += 1_000) list.need(start, start + 30);
    await settle();
    expect(list.at(90_010)).toBe(90_010);
    expect(asked.length).toBeLessThan(6);
  });

  it('keeps no more than some pages, however far somebody scrolls', async () => {
    const { list } = numbers(20_000);
    for (let start = 0; start < 20_000; start += 100) {
      list.need(start, start + 30);
      await settle();
      expect(list.at(start)).toBe(start);
    }
    expect(list.items().length).toBeLessThanOrEqual(2_500);
    list.need(50, 80);
    await settle();
    expect(list.at(60)).toBe(60);
  });

  it('asks for no outline where there is one page', async () => {
    const { list } = numbers(7);
    list.need(0, 30);
    await settle();
    expect(list.count()).toBe(7);
    expect(list.isComplete()).toBe(true);
  });

  it('says why a part is missing, and goes on when it is tried again', async () => {
    const { list, fail } = numbers(1_000);
    list.need(0, 30);
    await settle();
    fail(true);
    list.need(500, 530);
    await settle();
    expect(list.failure()?.message).toContain('cannot be reached');
    fail(false);
    await list.more();
    await settle();
    expect(list.at(510)).toBe(510);
  });
});
