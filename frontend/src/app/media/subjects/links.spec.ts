import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { Toasts } from '../../core/toasts';
import { Stage } from '../../player/stage';
import { Links } from './links';

describe('leading to a page', () => {
  const isStageOpen = signal(false);
  const offered = () => [...TestBed.inject(Links).toAlbum('a 1'), ...TestBed.inject(Links).toAlbum('b')].length;

  it('is not offered on that very page, unless what plays stands before it', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'album/:id', children: [] }]),
        { provide: Stage, useValue: { isOpen: isStageOpen } },
      ],
    });
    expect(offered()).toBe(2);
    await TestBed.inject(Router).navigateByUrl('/album/a%201?sort=plays#disc-2');
    expect(offered()).toBe(1);
    isStageOpen.set(true);
    expect(offered()).toBe(2);
  });
});

describe('giving a link away', () => {
  const shared: ShareData[] = [];
  const told: string[] = [];
  let refusal: DOMException | undefined;

  /** As browsers have it under HTTPS. */
  const canShare = (): void => {
    const share = (data: ShareData): Promise<void> => {
      shared.push(data);
      return refusal ? Promise.reject(refusal) : Promise.resolve();
    };
    Object.assign(navigator, { canShare: () => true, share });
  };
  const giving = () => TestBed.inject(Links).give('album', 'a 1', 'Low Water');

  beforeEach(() => {
    shared.length = told.length = 0;
    refusal = undefined;
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Toasts, useValue: { show: (text: string) => told.push(text) } },
        { provide: Stage, useValue: {} },
      ],
    });
  });
  afterEach(() => {
    for (const name of ['canShare', 'share']) Reflect.deleteProperty(navigator, name);
  });

  it('is copying alone where the browser shares nothing, as over plain HTTP', () => {
    expect(giving().map(({ title }) => title)).toEqual(['Copy link']);
  });

  it('shares by the system where that is there, and says nothing when somebody thinks better of it', async () => {
    canShare();
    refusal = new DOMException('', 'AbortError');
    await giving()
      .find(({ id }) => id === 'share')
      ?.run();
    expect(shared).toEqual([{ url: new URL('album/a%201', document.baseURI).href, title: 'Low Water' }]);
    expect(told).toEqual([]);
  });

  it('says what else there is when the system does not do it', async () => {
    canShare();
    refusal = new DOMException('', 'NotAllowedError');
    await giving()
      .find(({ id }) => id === 'share')
      ?.run();
    expect(told).toEqual(['The system does not share this now. “Copy link” does.']);
  });
});
