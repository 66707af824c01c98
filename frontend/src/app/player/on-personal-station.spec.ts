import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { PersonalStationView, StationNowView } from '../core/api/types';
import { Events } from '../core/events/events';
import { Toasts } from '../core/toasts';
import { OnPersonalStation } from './on-personal-station';
import { Player } from './player';

const STATION: PersonalStationView = {
  ...{ id: 'toy:1', sourceId: 'toy', name: 'Evening', mixed: [], seenAtMs: 0 },
  ...{ isMix: false, isShared: false, canRename: true, canRemove: true, canSeed: true, isListed: true },
  skips: { left: 5 },
};

describe('OnPersonalStation', () => {
  let http: HttpTestingController;
  let on: OnPersonalStation;
  let tell: (now: StationNowView) => void = () => undefined;
  const current = signal({ id: 'toy:song1' });
  const shown: string[] = [];
  const song = 'api/v1/station-songs/toy%3Asong1/thumb';

  beforeEach(() => {
    shown.length = 0;
    const listen = (_topic: string, listener: (now: StationNowView) => void): void => void (tell = listener);
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Events, useValue: { listen } },
        { provide: Player, useValue: { current } },
        { provide: Toasts, useValue: { show: (words: string) => shown.push(words) } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    on = TestBed.inject(OnPersonalStation);
    tell({ trackId: 'toy:song1', station: STATION, mayThumb: true });
  });

  it('tells how many songs may be skipped before one is', () => {
    expect(on.skips()).toBe('5 skips left');
    tell({ trackId: 'toy:other', station: STATION });
    expect([on.now(), on.skips()]).toEqual([undefined, undefined]);
  });

  it('gives a thumb at once, and takes it back by the same button', async () => {
    const given = on.thumb(true);
    expect(on.now()?.thumb).toBe('up');
    http.expectOne({ method: 'PUT', url: song }).flush({ isSkipped: false });
    await given;
    const taken = on.thumb(true);
    expect(on.now()?.thumb).toBeUndefined();
    http.expectOne({ method: 'DELETE', url: song }).flush(null);
    await taken;
  });

  it('says why a song plays on although it got a thumb down', async () => {
    const given = on.thumb(false);
    http.expectOne(song).flush({ isSkipped: false, notSkipped: 'No skip is left.' });
    await given;
    expect(shown).toEqual(['The thumb is given. No skip is left.']);
  });

  it('shows it as it was where the server refuses', async () => {
    const given = on.thumb(true);
    http.expectOne(song).flush({ detail: 'It cannot be rated.' }, { status: 409, statusText: 'Conflict' });
    await given;
    expect([on.now()?.thumb, shown.length]).toEqual([undefined, 1]);
  });
});
