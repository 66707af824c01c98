import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { StationBookmarkView } from '../../../core/api/types';
import { Toasts } from '../../../core/toasts';
import { Player } from '../../../player/player';
import { BookmarksPage } from './bookmarks-page';

const BOOKMARKS: StationBookmarkView[] = [
  { id: 'b1', kind: 'track', title: 'Low Water', artist: 'Tideglass', ideaId: 'S1' },
  { id: 'b2', kind: 'artist', artist: 'Ysolde Marn' },
];

describe('BookmarksPage', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<BookmarksPage>;
  let element: HTMLElement;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: Player, useValue: { play: () => undefined } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(BookmarksPage);
    element = fixture.nativeElement as HTMLElement;
    document.body.append(element);
    http.expectOne('api/v1/personal-stations').flush({ items: [], sources: [{ sourceId: 'toy', name: 'Toy' }] });
    await settle();
    http
      .expectOne('api/v1/station-sources/toy/settings')
      .flush({ isExplicitFiltered: false, isPrivate: true, skipsADay: 12, paidAdds: 'Paying adds more.' });
    http.expectOne('api/v1/station-sources/toy/bookmarks').flush({ items: BOOKMARKS });
    await settle();
  });
  afterEach(() => element.remove());

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
      TestBed.tick();
      await Promise.resolve();
    }
    fixture.detectChanges();
  }

  const button = (name: string): HTMLButtonElement | undefined =>
    [...element.querySelectorAll('button')].find((each) => (each.ariaLabel ?? each.textContent.trim()) === name);
  const toggle = (): Element | null => element.querySelector('[role=switch]');

  it('begins a station of what its source knows, and searches for the words of all', () => {
    expect(button('Start station from Ysolde Marn')).toBeUndefined();
    button('Start station from Low Water')?.click();
    const made = http.expectOne({ method: 'POST', url: 'api/v1/personal-stations' });
    expect(made.request.body).toEqual({ sourceId: 'toy', ideaId: 'S1' });
    const links = [...element.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/search?q=Tideglass%20Low%20Water', '/search?q=Ysolde%20Marn']);
  });

  it('removes what was confirmed, and says how to make new ones when all are gone', async () => {
    for (const [name, path] of [
      ['Low Water', 'track/b1'],
      ['Ysolde Marn', 'artist/b2'],
    ] as const) {
      button(`Remove ${name}`)?.click();
      await settle();
      button('Remove it for good')?.click();
      http.expectOne({ method: 'DELETE', url: `api/v1/station-sources/toy/bookmarks/${path}` }).flush(null);
      await settle();
    }
    expect(element.textContent).toContain('No bookmarks yet');
    expect(document.activeElement?.tagName).toBe('H1');
  });

  it('leaves a bookmark where it was kept, or its source refuses', async () => {
    button('Remove Low Water')?.click();
    await settle();
    button('Keep it')?.click();
    await settle();
    button('Remove Low Water')?.click();
    await settle();
    button('Remove it for good')?.click();
    http
      .expectOne({ method: 'DELETE', url: 'api/v1/station-sources/toy/bookmarks/track/b1' })
      .flush({ detail: 'Not now.' }, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(element.textContent).toContain('Low Water');
  });

  it('turns the filter of explicit songs, and back where that was refused', async () => {
    expect(element.textContent).toContain('12 a day on all of them together.');
    expect(element.textContent).toContain('Paying adds more.');
    (toggle() as HTMLButtonElement).click();
    await settle();
    expect(toggle()?.ariaChecked).toBe('true');
    const change = http.expectOne({ method: 'PUT', url: 'api/v1/station-sources/toy/settings' });
    expect(change.request.body).toEqual({ isExplicitFiltered: true });
    change.flush({ detail: 'Guarded by a PIN.' }, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(toggle()?.ariaChecked).toBe('false');
    expect(TestBed.inject(Toasts).shown().length).toBe(1);
  });
});
