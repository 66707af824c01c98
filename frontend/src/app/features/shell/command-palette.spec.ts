import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { SearchResponse, TrackView } from '../../core/api/types';
import { KnownSources } from '../../media/known-sources';
import { provideActions } from '../../media/subjects/provide-actions';
import type { Playable } from '../../player/playable';
import { Player } from '../../player/player';
import { CommandPalette } from './command-palette';
import { ScanProgress } from '../../core/scan-progress';

const TRACK = {
  id: 't1',
  title: 'Ebb',
  artist: 'Tideglass',
  artists: [] as object[],
  album: { id: 'a1', title: 'Low Water' },
} as TrackView;
const FOUND: SearchResponse = {
  top: { kind: 'album', id: 'a1' },
  albums: [{ id: 'a1', title: 'Low Water', artist: 'Tideglass' } as SearchResponse['albums'][number]],
  artists: [],
  tracks: [TRACK],
  shows: [],
  episodes: [],
  stations: [],
  playlists: [],
  elsewhere: [],
  sources: [{ id: 'library', name: 'Your library', state: 'answered', kinds: ['album', 'artist', 'track'] }],
  missing: [],
};

const NOTHING: SearchResponse = {
  ...FOUND,
  albums: [],
  tracks: [],
};

class StillPlayer {
  readonly current = signal<TrackView | undefined>(undefined);
  readonly isPlaying = signal(false);
  readonly isShuffled = signal(false);
  readonly isMuted = signal(false);
  readonly hasNext = signal(false);
  readonly repeat = signal('off');
  readonly hasUpcoming = signal(false);
  readonly did: unknown[] = [];
  toggle(): void {
    this.did.push('toggle');
  }
  play({ kind }: Playable): void {
    this.did.push(kind);
  }
  playTrack({ title }: TrackView): void {
    this.did.push(title);
  }
  playFrom({ kind, query }: Playable, { title }: TrackView): void {
    this.did.push({ kind, query, title });
  }
}

describe('CommandPalette', () => {
  let player: StillPlayer;
  let fixture: ComponentFixture<CommandPalette>;
  let host: HTMLElement;
  let closed: number;

  beforeEach(() => {
    localStorage.clear();
    // jsdom draws no dialogs.
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.dispatchEvent(new Event('close'));
    };
    Element.prototype.scrollIntoView = vi.fn();
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    player = new StillPlayer();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter(
          ['', 'albums', 'settings', 'album/:id', 'podcast/:id', 'search'].map((path) => ({ path, children: [] })),
        ),
        { provide: Player, useValue: player },
        { provide: KnownSources, useValue: { nameOf: (id: string) => id, givesFiles: () => false } },
        { provide: ScanProgress, useValue: { isRunning: () => false } },
        provideActions(),
      ],
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  async function open(): Promise<void> {
    closed = 0;
    fixture = TestBed.createComponent(CommandPalette);
    fixture.componentInstance.closed.subscribe(() => closed++);
    host = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
  }
  const field = (): HTMLInputElement => host.querySelector('input')!;
  const options = (): string[] =>
    [...host.querySelectorAll('[role=option] .label')].map((label) => label.textContent.trim());
  const active = (): string | undefined => host.querySelector('[aria-selected=true] .label')?.textContent.trim();
  async function type(text: string, answer: SearchResponse | 'busy' = NOTHING): Promise<void> {
    field().value = text;
    field().dispatchEvent(new Event('input'));
    TestBed.tick();
    await new Promise((resume) => setTimeout(resume, 1));
    TestBed.tick();
    for (const request of TestBed.inject(HttpTestingController).match(({ url }) => url === 'api/v1/search')) {
      if (answer === 'busy') request.flush('', { status: 503, statusText: 'Busy' });
      else request.flush(answer);
    }
    await new Promise((resume) => setTimeout(resume, 1));
    await fixture.whenStable();
  }
  async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
    field().dispatchEvent(new KeyboardEvent('keydown', { key, ...more }));
    await fixture.whenStable();
  }

  it('offers what makes sense: every place, and nothing to pause while nothing plays', async () => {
    await open();
    expect(options()).toEqual(expect.arrayContaining(['Go to Home', 'Go to History', 'Scan the music folders']));
    expect(options()).not.toContain('Play');
    player.current.set(TRACK);
    await fixture.whenStable();
    expect(options()).toContain('Play');
    expect(options()).not.toContain('Next track');
  });

  it('runs what arrows chose, closes, and has it first the next time', async () => {
    player.current.set(TRACK);
    await open();
    await press('ArrowUp'); // round to the last
    expect(active()).toBe('Keyboard shortcuts');
    await press('ArrowDown');
    expect(active()).toBe('Play');
    expect(field().getAttribute('aria-activedescendant')).toBe('px-palette-toggle');
    await press('Enter');
    expect(player.did).toEqual(['toggle']);
    expect(closed).toBe(1);
    await open();
    expect(host.querySelector('[role=group]')?.getAttribute('aria-label')).toBe('Used last');
    expect(options()[0]).toBe('Play');
  });

  it('offers what can be done with everything, and with what plays', async () => {
    await open();
    expect(options()).toContain('Shuffle everything');
    expect(options()).not.toContain('This track: go to album');
    player.current.set(TRACK);
    await fixture.whenStable();
    expect(options()).toContain('This track: go to album');
    await type('shuffle eve');
    await press('Enter');
    expect(player.did).toEqual(['everything']);
  });

  it('finds commands by a few letters, and goes there', async () => {
    await open();
    await type('albu');
    expect(active()).toBe('Go to Albums');
    await press('Enter');
    await fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/albums');
  });

  it('has podcasts, stations and episodes as kinds of their own, and plays or opens each', async () => {
    await open();
    const played = (id: string, kind: 'station' | 'episode'): TrackView => ({ ...TRACK, id, title: `Ebb ${id}`, kind });
    const found: SearchResponse = {
      ...NOTHING,
      top: { kind: 'show', id: 's1' },
      shows: [{ id: 's1', title: 'Ebb and Flow', author: 'Ada' }],
      stations: [played('r1', 'station')],
      episodes: [played('e1', 'episode')],
    };
    await type('ebb', found);
    expect(options().slice(0, 3)).toEqual(['Ebb and FlowAda', 'Ebb r1Tideglass', 'Ebb e1Tideglass']);
    await press('ArrowDown');
    await press('Enter');
    expect(player.did).toEqual(['Ebb r1']);
    await type('ebb', found);
    await press('Enter');
    await fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/podcast/s1');
  });

  it('shows what the library has, what is most likely meant first, and plays or opens it', async () => {
    await open();
    await type('ebb', FOUND);
    expect([...host.querySelectorAll('[role=group]')].map((group) => group.getAttribute('aria-label'))).toEqual([
      'Albums',
      'Tracks, to play',
      'More',
    ]);
    await press('ArrowDown');
    await press('Enter');
    expect(player.did).toEqual([{ kind: 'search', query: { q: 'ebb', limit: 4 }, title: 'Ebb' }]);
    await type('ebb');
    expect(active()).toContain('Low Water');
    await press('Enter');
    await fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/album/a1');
  });

  it('chooses nothing by which something is lost', async () => {
    player.current.set(TRACK);
    player.hasUpcoming.set(true);
    await open();
    await type('clear', { ...NOTHING });
    expect(options()).toEqual(['Clear queue', 'Search for “clear”']);
    expect(active()).toBe('Search for “clear”');
    await press('ArrowUp');
    expect(active()).toBe('Clear queue');
  });

  it('puts music that is called so before commands over which the letters are scattered', async () => {
    const cathedral = { id: 'a2', title: 'Cathedral', artist: 'Tideglass' } as SearchResponse['albums'][number];
    player.current.set(TRACK);
    player.hasUpcoming.set(true);
    await open();
    await type('cath', { ...NOTHING, albums: [cathedral], top: { kind: 'album', id: 'a2' } });
    expect(options()[0]).toContain('Cathedral');
    expect(active()).toContain('Cathedral');
    await press('Enter');
    await fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/album/a2');
  });

  it('takes a guess only when nobody is asked any more', async () => {
    player.current.set(TRACK);
    await open();
    field().value = 'kyst';
    field().dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(options()).toEqual(['Keyboard shortcuts', 'Search for “kyst”']);
    expect(active()).toBe('Search for “kyst”');
    await type('kyst');
    expect(active()).toBe('Keyboard shortcuts');
  });

  it('offers nothing to play that does not play', async () => {
    await open();
    await type('ebb', {
      ...FOUND,
      tracks: [
        { ...TRACK, isMissing: true },
        { ...TRACK, id: 't2', title: 'Ebb Tide' },
      ],
    });
    expect(options()).toContain('Ebb TideTideglass');
    expect(options()).not.toContain('EbbTideglass');
  });

  it('can always search for what fits nothing, and says when the library does not answer', async () => {
    await open();
    await type('qqq & zzz', 'busy');
    expect(options()).toEqual(['Search for “qqq & zzz”']);
    expect(host.textContent).toContain('cannot be searched right now');
    await press('Enter');
    await fixture.whenStable();
    expect(TestBed.inject(Router).parseUrl(TestBed.inject(Router).url).queryParams).toEqual({ q: 'qqq & zzz' });
  });

  it('closes with the key that opened it', async () => {
    await open();
    await press('k', { ctrlKey: true });
    expect(closed).toBe(1);
  });
});
