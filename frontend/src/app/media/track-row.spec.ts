import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { TrackView } from '../core/api/types';
import { Player } from '../player/player';
import { aTrack } from '../player/testing/fixtures';
import { provideActions } from './subjects/provide-actions';
import { TrackRow } from './track-row';

describe('TrackRow', () => {
  let played: number;

  beforeEach(() => {
    played = 0;
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        ...provideActions(),
        { provide: Player, useValue: { current: signal(undefined), isPlaying: signal(false) } },
      ],
    });
  });

  async function show(more: Partial<TrackView>): Promise<HTMLElement> {
    const fixture = TestBed.createComponent(TrackRow);
    fixture.componentRef.setInput('track', aTrack('Ebb', more));
    fixture.componentInstance.played.subscribe(() => played++);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it.each<[string, Partial<TrackView>, string]>([
    ['its file is not there any more', {}, 'Missing'],
    ['its source is switched off', { offSourceId: 'ytmusic' }, 'Source off'],
    ['its source does not play it', { sourceId: 'bandcamp' }, 'Not playable'],
    ['it was saved from a source that does not play it', { whyNotPlayable: 'Buy it there.' }, 'Not playable'],
  ])('has no way to play it where %s', async (_, more, word) => {
    const row = await show({ isMissing: true, ...more });
    expect(row.querySelector('.gone')?.textContent).toBe(word);
    expect(row.querySelector('button.play')).toBeNull();
    row.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    row.dispatchEvent(new PointerEvent('click', { bubbles: true, pointerType: 'touch' }));
    expect(played).toBe(0);
  });

  it('says why its source does not play it', async () => {
    const row = await show({ isMissing: true, sourceId: 'bandcamp', whyNotPlayable: 'Not streamable. Buy it there.' });
    expect(row.querySelector('.by-line')?.textContent).toContain('Not streamable. Buy it there.');
  });

  it('plays what is there', async () => {
    const row = await show({});
    expect(row.querySelector('.gone')).toBeNull();
    row.querySelector<HTMLButtonElement>('button.play')?.click();
    expect(played).toBe(1);
  });
});
