import { HttpErrorResponse } from '@angular/common/http';
import { firstValueFrom, throwError } from 'rxjs';
import type { Page } from '../../core/api/types';
import { PagedList } from './paged-list';

/** Answers with pages of two until five are given, and remembers what it was asked. */
function fiveNumbers(): { asked: (string | undefined)[]; fetch: (cursor?: string) => Promise<Page<number>> } {
  const asked: (string | undefined)[] = [];
  const fetch = (cursor?: string): Promise<Page<number>> => {
    asked.push(cursor);
    const start = Number(cursor ?? '0');
    const items = [1, 2, 3, 4, 5].slice(start, start + 2);
    return Promise.resolve({ items, ...(start + 2 < 5 && { nextCursor: String(start + 2) }) });
  };
  return { asked, fetch };
}

describe('PagedList', () => {
  it('appends page after page and knows the last', async () => {
    const { asked, fetch } = fiveNumbers();
    const list = new PagedList(fetch);
    await list.more();
    expect(list.isComplete()).toBe(false);
    await list.more();
    await list.more();
    await list.more();
    expect(list.items()).toEqual([1, 2, 3, 4, 5]);
    expect(list.isComplete()).toBe(true);
    expect(asked).toEqual([undefined, '2', '4']);
  });

  it('asks for a page once, however often it is wanted meanwhile', async () => {
    const { asked, fetch } = fiveNumbers();
    const list = new PagedList(fetch);
    await Promise.all([list.more(), list.more(), list.more()]);
    expect(asked).toEqual([undefined]);
    expect(list.items()).toEqual([1, 2]);
  });

  it('keeps what it has when a page fails, and goes on from there', async () => {
    const { fetch } = fiveNumbers();
    let mustFail = false;
    const list = new PagedList<number>((cursor) =>
      mustFail ? firstValueFrom(throwError(() => new HttpErrorResponse({ status: 0 }))) : fetch(cursor),
    );
    await list.more();
    mustFail = true;
    await list.more();
    expect(list.items()).toEqual([1, 2]);
    expect(list.failure()?.message).toContain('cannot be reached');
    mustFail = false;
    await list.more();
    expect(list.items()).toEqual([1, 2, 3, 4]);
    expect(list.failure()).toBeUndefined();
  });
});
