import { HttpErrorResponse } from '@angular/common/http';
import { firstValueFrom, throwError } from 'rxjs';
import type { ListenPage, ListenView } from '../../../core/api/history-types';
import { type FetchPage, Journal } from './journal';

const PAGE = 10;

/** A history of `total` listens, number 0 the newest; pages of ten, the first beginning at `start`. */
function history(total: number, start = 0): FetchPage {
  return (beyond) => {
    const at = Number(beyond?.cursor);
    const from = beyond === undefined ? start : beyond.direction === 'older' ? at + 1 : Math.max(0, at - PAGE);
    const to = beyond?.direction === 'newer' ? at : Math.min(total, from + PAGE);
    const items = Array.from({ length: to - from }, (_, each) => ({ id: String(from + each) }) as ListenView);
    const page: ListenPage = {
      items,
      ...(from > 0 && { newerCursor: String(from) }),
      ...(to < total && { olderCursor: String(to - 1) }),
    };
    return Promise.resolve(page);
  };
}

const idsOf = (journal: Journal): number[] => journal.listens().map(({ id }) => Number(id));
const stretch = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('Journal', () => {
  it('grows to both ends from where it began', async () => {
    const journal = new Journal(history(45, 20));
    await journal.extend('older');
    expect(idsOf(journal)).toEqual(stretch(20, 30));
    await journal.extend('newer');
    await journal.extend('older');
    expect(idsOf(journal)).toEqual(stretch(10, 40));
    expect([journal.hasNewer(), journal.hasOlder()]).toEqual([true, true]);
    await journal.extend('newer');
    await journal.extend('newer');
    await journal.extend('older');
    await journal.extend('older');
    expect(idsOf(journal)).toEqual(stretch(0, 45));
    expect([journal.hasNewer(), journal.hasOlder()]).toEqual([false, false]);
  });

  it('holds a bounded stretch, however far somebody scrolls, and comes back to what it dropped', async () => {
    const journal = new Journal(history(1_000));
    for (let page = 0; page < 50; page++) await journal.extend('older');
    expect(idsOf(journal)).toEqual(stretch(420, 500));
    expect(journal.hasNewer()).toBe(true);
    for (let page = 0; page < 50; page++) await journal.extend('newer');
    expect(idsOf(journal)).toEqual(stretch(0, 80));
    expect(journal.hasOlder()).toBe(true);
  });

  it('asks for one page at a time', async () => {
    const journal = new Journal(history(45));
    await Promise.all([journal.extend('older'), journal.extend('older'), journal.extend('newer')]);
    expect(idsOf(journal)).toEqual(stretch(0, 10));
  });

  it('keeps what it has when a page fails, says at which end, and goes on from there', async () => {
    const fetch = history(45);
    let mustFail = false;
    const journal = new Journal((beyond) =>
      mustFail ? firstValueFrom(throwError(() => new HttpErrorResponse({ status: 0 }))) : fetch(beyond),
    );
    await journal.extend('older');
    mustFail = true;
    await journal.extend('older');
    expect(journal.failure()?.direction).toBe('older');
    expect(idsOf(journal)).toEqual(stretch(0, 10));
    mustFail = false;
    await journal.extend('older');
    expect(idsOf(journal)).toEqual(stretch(0, 20));
    expect(journal.failure()).toBeUndefined();
  });

  it('knows an empty history when it has seen it', async () => {
    const journal = new Journal(history(0));
    expect([journal.hasBegun(), journal.hasOlder()]).toEqual([false, true]);
    await journal.extend('older');
    expect([journal.hasBegun(), journal.hasOlder()]).toEqual([true, false]);
  });
});
