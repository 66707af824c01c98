import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { AlbumSummary, PartsShown } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { ItemMenu } from './item-menu';
// Loaded here, where no test's time limit counts it.
import './item-menu-panel';
import { provideActions } from './subjects/provide-actions';
import { albumSubject } from './subjects/subject';

const album: AlbumSummary = {
  id: 'a1', title: 'Live Set', artist: 'Somebody', artists: [], isCompilation: false, trackCount: 2,
  durationMs: 1, isMissing: false, hasFiles: true, addedAtMs: 1,
}; // prettier-ignore

describe('the menu of an album', () => {
  // The document of the tests has no top layer.
  beforeAll(() =>
    Object.assign(HTMLElement.prototype, {
      showPopover: () => undefined,
      hidePopover(this: HTMLElement) {
        this.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'closed' }));
      },
    }),
  );

  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([]), provideActions()],
    });
  });

  async function entry(parts: PartsShown | undefined): Promise<HTMLButtonElement | undefined> {
    const opener = document.body.appendChild(document.createElement('button'));
    await TestBed.inject(ItemMenu).open(albumSubject({ ...album, ...(parts && { parts }) }), opener, opener);
    const entries = [...document.querySelectorAll<HTMLButtonElement>('px-item-menu-panel button')];
    return entries.find(({ textContent }) => textContent.includes('plit into tracks'));
  }

  afterEach(() => {
    vi.unstubAllGlobals();
    for (const panel of document.querySelectorAll('px-item-menu-panel')) panel.remove();
  });

  it('offers nothing about parts where its files have none', async () => {
    expect(await entry(undefined)).toBeUndefined();
  });

  it.each([
    ['tracks', 'Don’t split into tracks', 'whole'],
    ['whole', 'Split into tracks', 'tracks'],
  ] as const)('shown as %s offers “%s”, and the way back', async (parts, label, wanted) => {
    const button = await entry(parts);
    expect(button?.textContent.trim()).toBe(label);
    button?.click();
    const http = TestBed.inject(HttpTestingController);
    const request = http.expectOne('api/v1/albums/a1/parts');
    expect(request.request.body).toEqual({ parts: wanted });
    request.flush({});
    await vi.waitFor(() => expect(TestBed.inject(Toasts).shown()).toHaveLength(1));
    const [toast] = TestBed.inject(Toasts).shown();
    if (toast) TestBed.inject(Toasts).act(toast);
    expect(http.expectOne('api/v1/albums/a1/parts').request.body).toEqual({ parts });
  });
});
