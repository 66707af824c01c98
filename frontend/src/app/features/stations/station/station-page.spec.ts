import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { LiveTitleView, StationView, TrackView } from '../../../core/api/types';
import { stationTrack } from '../../../media/station-track';
import { OnAir } from '../../../player/on-air';
import { Player } from '../../../player/player';
import { aStation } from '../testing/fixtures';
import { StationPage } from './station-page';

const FIP = aStation('fip', { name: 'FIP', tags: ['jazz'], homepage: 'https://fip.example/', playing: 'A - B' });

describe('StationPage', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<StationPage>;
  let element: HTMLElement;
  const current = signal<TrackView | undefined>(undefined);
  const titles = signal<LiveTitleView[]>([]);
  const played: TrackView[] = [];

  beforeEach(() => {
    current.set(undefined);
    titles.set([]);
    played.length = 0;
    const player = {
      current,
      isKnown: () => true,
      isPlaying: () => current() !== undefined,
      status: () => 'playing',
      playTrack: (track: TrackView) => played.push(track),
    };
    const onAir = {
      live: () => current() && { state: 'live', titles: titles() },
      title: () => titles().at(-1),
      behindMs: () => 0,
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: Player, useValue: player },
        { provide: OnAir, useValue: onAir },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  async function open(trackId: string, saved: readonly StationView[]): Promise<void> {
    fixture = TestBed.createComponent(StationPage);
    fixture.componentRef.setInput('trackId', trackId);
    element = fixture.nativeElement as HTMLElement;
    http.expectOne('api/v1/stations').flush({ items: saved });
    await settle();
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
      TestBed.tick();
      await Promise.resolve();
    }
    fixture.detectChanges();
  }

  const button = (words: string): HTMLButtonElement | undefined =>
    [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === words);

  it('shows a saved station, what it plays, and what it played, each leading to a search', async () => {
    await open(FIP.trackId, [FIP]);
    const items = [{ atMs: 1_000, text: 'Tideglass - Low Water', artist: 'Tideglass', title: 'Low Water' }];
    http.expectOne('api/v1/stations/fip/titles').flush({ items });
    await settle();
    expect(element.querySelector('h1')?.textContent).toBe('FIP');
    expect(element.querySelector('.playing')?.textContent).toBe('A - B');
    expect(element.querySelector('.titles a')?.getAttribute('href')).toBe('/search?q=Tideglass%20Low%20Water');
    expect(element.querySelectorAll('px-station-form input')).toHaveLength(5);
    button('Play')?.click();
    expect(played.map(({ id }) => id)).toEqual([FIP.trackId]);
  });

  it('shows of one that is not saved what the player knows, and saves it', async () => {
    current.set(stationTrack({ trackId: 'radio:other', name: 'Other' }));
    titles.set([{ atMs: 1, text: 'First' }, { atMs: 2 }, { atMs: 3, text: 'Second' }]);
    await open('radio:other', [FIP]);
    expect(element.querySelector('h1')?.textContent).toBe('Other');
    expect([...element.querySelectorAll('.titles .title')].map(({ textContent }) => textContent)).toEqual(['Second', 'First']); // prettier-ignore
    expect(element.querySelector('px-station-form')).toBeNull();
    const heart = (): HTMLButtonElement | null => element.querySelector('px-heart-button button');
    expect(heart()?.ariaPressed).toBe('false');
    heart()?.click();
    const save = http.expectOne('api/v1/stations');
    expect(save.request.body).toEqual({ directoryId: 'other', isUnheard: false });
    save.flush(aStation('other', { name: 'Other' }));
    await settle();
    expect(button('Save')?.type).toBe('submit');
    expect(heart()?.ariaPressed).toBe('true');
  });

  it('says of one that nobody knows where stations are found', async () => {
    await open('radio:nobody', [FIP]);
    expect(element.querySelector('h1')?.textContent).toBe('This station is not saved');
    expect(element.querySelector('a[href="/stations/find"]')).not.toBeNull();
  });
});
