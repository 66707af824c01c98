import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { aTrack } from '../testing/fixtures';
import { type FailureCause, FailureCauses } from './failure-cause';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const detail = 'YouTube takes this server for a robot. It is left alone for half an hour, and then tried again.';

describe('FailureCauses', () => {
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
  });

  async function causeOf(status: number, body: string, headers: Record<string, string> = {}): Promise<FailureCause> {
    const cause = TestBed.inject(FailureCauses).of(aTrack('a'), false);
    const asked = http.expectOne((request) => request.url.endsWith('stream/a'));
    expect([asked.request.method, asked.request.headers.get('Range')]).toEqual(['GET', 'bytes=0-0']);
    asked.flush(body, { status, statusText: 'x', headers });
    return cause;
  }

  const problem = JSON.stringify({ type: 'urn:pyxis:problem:ytmusic-bot-check', detail });

  it.each<[string, number, string, Record<string, string>, FailureCause]>([
    ['what is sent', 206, 'x', {}, { kind: 'undecodable' }],
    ['what its source does not give', 503, problem, {}, { kind: 'refused', reason: detail }],
    ['what is gone', 404, problem, {}, { kind: 'refused', reason: detail }],
    ['what may be had in a moment', 503, problem, { 'Retry-After': '3' }, { kind: 'busy' }],
    ['a proxy that lets nobody in for now', 503, '<html>', {}, { kind: 'busy' }],
    ['a server that is away', 502, '', {}, { kind: 'away' }],
  ])('%s', async (_what, status, body, headers, cause) => {
    expect(await causeOf(status, body, headers)).toEqual(cause);
  });

  it('asks whether it can be converted without having that done', async () => {
    const cause = TestBed.inject(FailureCauses).of(aTrack('a'), true);
    http.expectOne((request) => request.method === 'GET').flush('x');
    await settled();
    const asked = http.expectOne((request) => request.method === 'HEAD');
    expect(asked.request.urlWithParams).toContain('format=mp3');
    asked.flush(null);
    expect(await cause).toEqual({ kind: 'undecodable' });
  });
});
