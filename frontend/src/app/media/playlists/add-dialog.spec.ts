import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { PlaylistView } from '../../core/api/playlist-types';
import { Toasts } from '../../core/toasts';
import { AddDialog } from './add-dialog';

const WALK: PlaylistView = {
  id: 'walk',
  name: 'Walk',
  trackCount: 4,
  durationMs: 60_000,
  covers: [],
  createdAtMs: 0,
  changedAtMs: 0,
};

describe('AddDialog', () => {
  let fixture: ComponentFixture<AddDialog>;
  let http: HttpTestingController;
  let element: HTMLElement;

  beforeEach(async () => {
    // What runs specs knows no dialogs.
    Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined, close: () => undefined });
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(AddDialog);
    fixture.componentRef.setInput('tracks', { subject: { kind: 'album', id: 'a1' } });
    fixture.componentRef.setInput('what', 'Low Water');
    element = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
    await settle();
    await answer('playlists?sort=changed&limit=50', { items: [WALK] });
  });
  afterEach(() => http.verify());

  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  async function answer(url: string, body: object): Promise<TestRequest> {
    fixture.detectChanges();
    const request = http.expectOne(`api/v1/${url}`);
    request.flush(body);
    await settle();
    fixture.detectChanges();
    return request;
  }
  const press = (words: string): void => {
    const buttons = [...element.querySelectorAll('button')];
    const button = buttons.find(({ textContent }) => textContent.includes(words));
    if (!button)
      throw new Error(`There is no button “${words}” among ${buttons.map((each) => each.textContent).join()}`);
    button.click();
  };

  it('adds to a playlist and says so', async () => {
    press('Walk');
    const { request } = await answer('playlists/walk/items', { playlist: WALK, added: 5, total: 5, already: 0 });
    expect(request.body).toEqual({ subject: { kind: 'album', id: 'a1' }, duplicates: 'ask' });
    expect(TestBed.inject(Toasts).shown()[0]?.message).toBe('Added 5 tracks to “Walk”.');
  });

  it('asks what to do with what is in it already', async () => {
    press('Walk');
    await answer('playlists/walk/items', { playlist: WALK, added: 0, total: 5, already: 3 });
    expect(element.textContent).toContain('3 of 5 are in “Walk” already.');
    press('Add the other 2');
    const { request } = await answer('playlists/walk/items', { playlist: WALK, added: 2, total: 5, already: 3 });
    expect(request.body).toMatchObject({ duplicates: 'skip' });
    expect(TestBed.inject(Toasts).shown()[0]?.message).toBe('Added 2 tracks to “Walk”.');
  });

  it('makes a new playlist, called after what is added', async () => {
    press('New playlist');
    const { request } = await answer('playlists', { ...WALK, name: 'Low Water' });
    expect(request.body).toEqual({ name: 'Low Water', tracks: { subject: { kind: 'album', id: 'a1' } } });
  });
});
