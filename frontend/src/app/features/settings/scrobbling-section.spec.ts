import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ScrobbleServiceView } from '../../core/api/types';
import { ScrobblingSection } from './scrobbling-section';

const unset: ScrobbleServiceView = {
  id: 'lastfm',
  name: 'Last.fm',
  isEnabled: true,
  state: 'off',
  detail: 'Not connected with an account of Last.fm yet.',
  canConnect: true,
  backlog: 0,
  refused: 0,
  refusals: [],
};
const away: ScrobbleServiceView = {
  ...unset,
  id: 'listenbrainz',
  name: 'ListenBrainz',
  state: 'unavailable',
  detail: 'ListenBrainz takes no connections.',
  canConnect: false,
  backlog: 3,
};

describe('ScrobblingSection', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<ScrobblingSection>;
  let element: HTMLElement;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(ScrobblingSection);
    element = fixture.nativeElement as HTMLElement;
    await show();
  });

  afterEach(() => {
    fixture.destroy();
    vi.useRealTimers();
  });

  async function show(): Promise<void> {
    TestBed.tick();
    await Promise.resolve();
    await Promise.resolve();
    fixture.detectChanges();
  }

  async function answer(url: string, body: object, status = 200): Promise<void> {
    http.expectOne(url).flush(body, { status, statusText: 'So' });
    for (let turn = 0; turn < 5; turn++) await show();
  }

  const button = (words: string): HTMLButtonElement | undefined =>
    [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === words);

  it('shows its outline first, then how each service is doing', async () => {
    expect(element.querySelectorAll('.skeleton')).toHaveLength(2);
    await answer('api/v1/scrobbling', { services: [away, unset] });
    expect(element.querySelector('.skeleton')).toBeNull();
    expect(element.textContent).toContain('ListenBrainz takes no connections.');
    expect(element.textContent).toContain('3 wait; nothing gets lost.');
  });

  it('says when it cannot be read, and tries again', async () => {
    await answer('api/v1/scrobbling', {}, 500);
    expect(element.querySelector('[role=alert]')?.textContent).toContain('The server failed');
    button('Try again')?.click();
    await show();
    await answer('api/v1/scrobbling', { services: [] });
    expect(element.querySelector('[role=alert]')).toBeNull();
  });

  it('has a service tried now', async () => {
    await answer('api/v1/scrobbling', { services: [away] });
    button('Try now')?.click();
    await answer('api/v1/scrobbling/listenbrainz/retry', away);
    await answer('api/v1/scrobbling', { services: [{ ...away, state: 'ok', backlog: 0 }] });
    expect(button('Try now')).toBeUndefined();
  });

  it('connects Last.fm: a page to open, and asking until it is done', async () => {
    await answer('api/v1/scrobbling', { services: [unset] });
    button('Connect Last.fm')?.click();
    await answer('api/v1/scrobbling/lastfm/connect', { approveUrl: 'https://www.last.fm/api/auth/?token=t' });
    expect(element.querySelector('a')?.href).toBe('https://www.last.fm/api/auth/?token=t');
    vi.advanceTimersByTime(5_000);
    await answer('api/v1/scrobbling/lastfm/connect/finish', { type: 'urn:pyxis:problem:lastfm-not-approved' }, 409);
    expect(element.querySelector('a')).not.toBeNull();
    vi.advanceTimersByTime(5_000);
    await answer('api/v1/scrobbling/lastfm/connect/finish', { ...unset, state: 'ok' });
    await answer('api/v1/scrobbling', { services: [{ ...unset, state: 'ok', userName: 'anna' }] });
    expect(element.textContent).toContain('Is told what you hear, as anna.');
  });

  it('says why Last.fm could not be connected', async () => {
    await answer('api/v1/scrobbling', { services: [unset] });
    button('Connect Last.fm')?.click();
    await answer('api/v1/scrobbling/lastfm/connect', { detail: 'Last.fm answered with status 502.' }, 503);
    expect(element.querySelector('[role=alert]')?.textContent).toBe('Last.fm answered with status 502.');
  });
});
