import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { firstValueFrom, throwError } from 'rxjs';
import type { Page } from '../../core/api/types';
import { keeping } from './list-source';
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
    const letters = [{ letter: 'A', at: 1 }, { letter: 'B', at: 40 }].filter(({ at }) => at < count); // prettier-ignore
    return Promise.resolve({ count, every: EVERY, cursors, letters });
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

  it('is not taken for empty where its length comes before anything of it', async () => {
    let come = (_page: Page<number>): void => undefined;
    const coming = new Promise<Page<number>>((resolve) => (come = resolve));
    const outline = { count: 2, every: EVERY, cursors: [], letters: [{ letter: 'B', at: 1 }] };
    const list = new SeekableList(
      () => coming,
      () => Promise.resolve(outline),
    );
    await list.placeOf('B');
    expect([list.count(), list.items(), list.isComplete()]).toEqual([2, [], false]);
    come({ items: [1, 2] });
    await settle();
    expect([list.count(), list.items(), list.isComplete()]).toEqual([2, [1, 2], true]);
    const { list: none } = numbers(0);
    none.need(0, 30);
    await settle();
    expect([none.items().length, none.isComplete()]).toEqual([0, true]);
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

  it('says where a letter is, also where it has but one page', async () => {
    for (const count of [60, 1_000]) {
      const { list } = numbers(count);
      list.need(0, 30);
      await settle();
      expect([await list.placeOf('A'), await list.placeOf('B')]).toEqual([1, 40]);
      // Nothing begins with it, or comes behind it.
      expect(await list.placeOf('Z')).toBe(count - 1);
    }
    expect(await numbers(0).list.placeOf('A')).toBe(0);
  });

  it('is as if what does not belong into it any more was never there', async () => {
    const { list } = numbers(1_000);
    const left = signal<readonly number[]>([]);
    const kept = keeping(list, (item) => !left().includes(item));
    list.need(0, 30);
    await settle();
    left.set([3, 4, 50]);
    expect(kept.count()).toBe(997);
    expect([0, 2, 3, 4, 47, 48].map((index) => kept.at(index))).toEqual([0, 2, 5, 6, 49, 51]);
    expect(await kept.between(2, 5)).toEqual([2, 5, 6, 7]);
    expect(await kept.placeOf('B')).toBe(38);
    expect(kept.placesWhere((item) => item > 96)).toEqual([94, 95, 96]);
    left.set([]);
    expect([kept.count(), kept.at(3)]).toEqual([1_000, 3]);
  });
});
