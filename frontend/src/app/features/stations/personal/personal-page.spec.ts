import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { PersonalStationDetail } from '../../../core/api/types';
import { OnPersonalStation } from '../../../player/on-personal-station';
import { Player } from '../../../player/player';
import { PersonalPage } from './personal-page';

const EVENING: PersonalStationDetail = {
  ...{ id: 'toy:1', sourceId: 'toy', name: 'Evening', mixed: [], seenAtMs: 0 },
  ...{ isMix: false, isShared: false, canRename: true, canRemove: true, canSeed: true, isListed: true },
  skips: { left: 5, anHour: 6 },
  seeds: [
    { id: 's1', kind: 'artist', name: 'Ysolde Marn' },
    { id: 's2', kind: 'track', name: 'Low Water', artist: 'Tideglass' },
  ],
  up: { items: [{ id: 't1', isUp: true, title: 'Harbour Lights', mayUndo: true }, { id: 't2', isUp: true, title: 'Old', mayUndo: false }], total: 169 }, // prettier-ignore
  down: { items: [], total: 0 },
};

describe('PersonalPage', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<PersonalPage>;
  let element: HTMLElement;
  const played: unknown[] = [];

  beforeEach(async () => {
    played.length = 0;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: Player, useValue: { context: signal(undefined), isPlaying: () => false, play: (what: unknown) => played.push(what) } }, // prettier-ignore
        { provide: OnPersonalStation, useValue: { now: signal(undefined) } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(PersonalPage);
    fixture.componentRef.setInput('id', 'toy:1');
    element = fixture.nativeElement as HTMLElement;
    http.expectOne('api/v1/personal-stations').flush({ items: [EVENING], sources: [{ sourceId: 'toy', name: 'Toy' }] });
    await settle();
    http.expectOne('api/v1/personal-stations/toy%3A1').flush(EVENING);
    await settle();
    const modes = [{ id: 'deep', name: 'Deep cuts', isCurrent: false }];
    http.expectOne('api/v1/personal-stations/toy%3A1/modes').flush({ items: modes });
    await settle();
  });

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
      TestBed.tick();
      await Promise.resolve();
    }
    fixture.detectChanges();
  }

  const button = (name: string): HTMLButtonElement | undefined =>
    [...element.querySelectorAll('button')].find((each) => (each.ariaLabel ?? each.textContent.trim()) === name);

  it('shows what a station is made of, how many thumbs are known, and what may be skipped', () => {
    expect(element.querySelector('h1')?.textContent).toBe('Evening');
    expect(element.textContent).toContain('5 skips left');
    expect(element.textContent).toContain('Ysolde Marn');
    expect(element.textContent).toContain('2 of 169');
    button('Play')?.click();
    expect(played).toEqual([{ kind: 'personal-station', id: 'toy:1', title: 'Evening' }]);
  });

  it('takes back only thumbs that the service lists', async () => {
    expect(button('Take back the thumb of Old')).toBeUndefined();
    button('Take back the thumb of Harbour Lights')?.click();
    http.expectOne({ method: 'DELETE', url: 'api/v1/personal-stations/toy%3A1/thumbs/t1' }).flush(null);
    await settle();
    http.expectOne('api/v1/personal-stations/toy%3A1').flush({ ...EVENING, up: { items: [], total: 168 } });
    await settle();
    expect(element.textContent).toContain('0 of 168');
  });

  it('chooses in another way, and is removed only when that was confirmed', async () => {
    element.querySelector<HTMLInputElement>('input[type=radio]')?.click();
    const chosen = http.expectOne({ method: 'PUT', url: 'api/v1/personal-stations/toy%3A1/mode' });
    expect(chosen.request.body).toEqual({ id: 'deep' });
    chosen.flush({ items: [{ id: 'deep', name: 'Deep cuts', isCurrent: true }] });
    button('Remove…')?.click();
    await settle();
    button('Keep it')?.click();
    await settle();
    button('Remove…')?.click();
    await settle();
    button('Remove it for good')?.click();
    http.expectOne({ method: 'DELETE', url: 'api/v1/personal-stations/toy%3A1' }).flush(null);
  });
});
