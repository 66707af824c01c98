import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { LyricsView as Lyrics, TrackView } from '../../core/api/types';
import { LyricsView } from './lyrics-view';
import { Player } from '../../player/player';

class StillPlayer {
  readonly positionMs = signal(0);
  readonly isPlaying = signal(true);
  readonly sought: number[] = [];
  seek(ms: number): void {
    this.sought.push(ms);
  }
}

const TRACK = { id: 't', title: 'Song', hasLyrics: true } as TrackView;
const SYNCED: Lyrics = {
  isSynced: true,
  origin: 'sidecar',
  lines: [
    { startMs: 1_000, text: 'First', translation: 'Eins' },
    {
      startMs: 2_000,
      text: 'Second line',
      words: [
        { startMs: 2_000, text: 'Second ' },
        { startMs: 2_500, text: 'line' },
      ],
    },
    { startMs: 9_000, text: 'Third' },
  ],
};

describe('LyricsView', () => {
  let player: StillPlayer;
  let fixture: ComponentFixture<LyricsView>;
  let host: HTMLElement;

  beforeEach(() => {
    player = new StillPlayer();
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    Element.prototype.scrollTo = vi.fn();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), { provide: Player, useValue: player }],
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function show(track: TrackView, answer?: Lyrics): Promise<void> {
    fixture = TestBed.createComponent(LyricsView);
    fixture.componentRef.setInput('track', track);
    host = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
    const http = TestBed.inject(HttpTestingController);
    if (answer) http.expectOne('api/v1/tracks/t/lyrics').flush(answer);
    else http.expectNone(() => true);
    await fixture.whenStable();
  }
  const current = (): string | undefined => host.querySelector('[aria-current]')?.textContent.trim();
  const back = (): HTMLElement | null => host.querySelector('.back');

  it('marks the line and the words that are sung', async () => {
    await show(TRACK, SYNCED);
    expect(current()).toBeUndefined();
    player.positionMs.set(1_500);
    await fixture.whenStable();
    expect(current()).toContain('First');
    player.positionMs.set(2_100);
    await fixture.whenStable();
    expect(host.querySelector('[aria-current] .line')?.textContent).toBe('Second line');
    expect([...host.querySelectorAll('.sung')].map((word) => word.textContent)).toEqual(['Second ']);
    expect(host.querySelector('[aria-live]')).toBeNull();
  });

  it('goes to a line that is pressed', async () => {
    await show(TRACK, SYNCED);
    host.querySelectorAll<HTMLElement>('li button')[2]?.click();
    expect(player.sought).toEqual([9_000]);
  });

  it('leaves the lyrics alone after scrolling by hand, and follows again after a rest', async () => {
    await show(TRACK, SYNCED);
    vi.useFakeTimers();
    const scroll = async (): Promise<void> => {
      host.querySelector('.scroller')?.dispatchEvent(new WheelEvent('wheel'));
      await vi.advanceTimersByTimeAsync(50);
      TestBed.tick();
    };
    await scroll();
    expect(back()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(3_000);
    await scroll(); // begins the rest anew
    await vi.advanceTimersByTimeAsync(3_000);
    TestBed.tick();
    expect(back()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_500);
    TestBed.tick();
    expect(back()).toBeNull();
  });

  it('disturbs nobody who reads while nothing plays, until they ask', async () => {
    player.isPlaying.set(false);
    await show(TRACK, SYNCED);
    vi.useFakeTimers();
    host.querySelector('.scroller')?.dispatchEvent(new WheelEvent('wheel'));
    TestBed.tick();
    await vi.advanceTimersByTimeAsync(60_000);
    TestBed.tick();
    expect(back()).not.toBeNull();
    back()?.click();
    TestBed.tick();
    expect(back()).toBeNull();
  });

  it('has one stop for Tab, from which arrows go through the lines', async () => {
    await show(TRACK, SYNCED);
    document.body.append(host);
    const buttons = [...host.querySelectorAll<HTMLElement>('li button')];
    const stops = (): number[] => buttons.map(({ tabIndex }) => tabIndex);
    expect(stops()).toEqual([0, -1, -1]);
    buttons[0]?.focus();
    buttons[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
    await fixture.whenStable();
    expect(document.activeElement).toBe(buttons[2]);
    expect(stops()).toEqual([-1, -1, 0]);
    host.remove();
  });

  it('shows plain lyrics as text, and says when there are none or nobody sings', async () => {
    await show(TRACK, {
      isSynced: false,
      origin: 'embedded',
      lines: [{ text: '<b>One</b>' }, { text: '' }, { text: 'Two' }],
    });
    expect([...host.querySelectorAll('.plain p')].map((line) => line.textContent.trim())).toEqual([
      '<b>One</b>',
      '',
      'Two',
    ]);
    await show(TRACK, { isSynced: true, isInstrumental: true, origin: 'sidecar', lines: [] });
    expect(host.textContent).toContain('Instrumental');
    await show({ ...TRACK, hasLyrics: false });
    expect(host.textContent).toContain('No lyrics for this track');
  });

  it('says what failed, and asks again', async () => {
    fixture = TestBed.createComponent(LyricsView);
    fixture.componentRef.setInput('track', TRACK);
    host = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
    const http = TestBed.inject(HttpTestingController);
    expect(host.querySelector('[aria-busy]')).not.toBeNull();
    http.expectOne('api/v1/tracks/t/lyrics').flush('', { status: 500, statusText: 'Failed' });
    await fixture.whenStable();
    host.querySelector<HTMLElement>('[role=alert] button')?.click();
    fixture.detectChanges();
    TestBed.tick();
    http.expectOne('api/v1/tracks/t/lyrics').flush(SYNCED);
    await fixture.whenStable();
    expect(host.querySelectorAll('li')).toHaveLength(3);
  });
});
