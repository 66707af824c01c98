import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { SubscriptionImportView } from '../../../core/api/podcast-types';
import { ListImport } from './list-import';

const RUNNING: SubscriptionImportView = {
  id: 'i1',
  state: 'running',
  total: 4,
  added: 1,
  known: 0,
  failed: 0,
  startedAtMs: 0,
};

describe('a list on its way in', () => {
  let http: HttpTestingController;

  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), ListImport],
    });
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  async function answer(body: object, status = 200): Promise<void> {
    http.expectOne(() => true).flush(body, { status, statusText: 'So' });
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }

  it('is followed until it ends', async () => {
    const run = TestBed.inject(ListImport);
    void run.start(new File(['<opml/>'], 'a.opml'));
    await answer(RUNNING, 202);
    expect(run.isRunning()).toBe(true);
    vi.runOnlyPendingTimers();
    await answer({ ...RUNNING, state: 'finished', added: 3, failed: 1 });
    expect([run.isRunning(), run.view()?.failed, vi.getTimerCount()]).toEqual([false, 1, 0]);
  });

  it('is found again by who comes back, also while the server is away for a moment', async () => {
    localStorage.setItem('pyxis.podcast-import', 'i1');
    const run = TestBed.inject(ListImport);
    await answer({}, 502);
    vi.runOnlyPendingTimers();
    await answer(RUNNING);
    expect(run.view()).toEqual(RUNNING);
  });

  it('is forgotten where the server does not know it any more', async () => {
    localStorage.setItem('pyxis.podcast-import', 'i0');
    const run = TestBed.inject(ListImport);
    await answer({}, 404);
    expect([run.view(), localStorage.getItem('pyxis.podcast-import')]).toEqual([undefined, null]);
  });

  it('says why a file was refused', async () => {
    const run = TestBed.inject(ListImport);
    void run.start(new File(['x'], 'a.txt'));
    await answer({ detail: 'This is no OPML file.' }, 400);
    expect([run.failure(), run.isSending(), run.view()]).toEqual(['This is no OPML file.', false, undefined]);
  });
});
