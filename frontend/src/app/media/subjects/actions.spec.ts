import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { AlbumSummary } from '../../core/api/types';
import { Player } from '../../player/player';
import { PlayerQueue } from '../../player/player-queue';
import { HomeKeeping } from '../home-keeping';
import { KnownSources } from '../known-sources';
import { anItem, aTrack } from '../../player/testing/fixtures';
import { ACTION_PROVIDERS, Actions, FEATURE_ACTIONS } from './actions';
import { provideActions } from './provide-actions';
import {
  albumSubject,
  artistSubject,
  EVERYTHING,
  placementSubject,
  playlistSubject,
  queueItemSubject,
  trackSubject,
  type Subject,
} from './subject';

const ALBUM: AlbumSummary = {
  id: 'a1',
  title: 'Low Water',
  artist: 'Tideglass',
  artists: [{ id: 'r1', name: 'Tideglass', role: 'main' }],
  trackCount: 4,
  durationMs: 1_000,
  isCompilation: false,
  isMissing: false,
  hasFiles: true,
  addedAtMs: 0,
  placement: 'collection',
};

describe('what can be done with a subject', () => {
  let actions: Actions;
  let did: unknown[][];
  const note =
    (name: string) =>
    (...args: unknown[]): number =>
      did.push([name, ...args]);

  beforeEach(async () => {
    did = [];
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    const names = ['play', 'playFrom', 'playShuffled', 'playTrack', 'add', 'addTrack'];
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideRouter([]),
        provideActions(),
        { provide: Player, useValue: Object.fromEntries(names.map((name) => [name, note(name)])) },
        { provide: PlayerQueue, useValue: { remove: note('remove') } },
        {
          provide: KnownSources,
          useValue: { ready: Promise.resolve(), givesFiles: () => false, nameOf: (id: string) => id },
        },
        { provide: HomeKeeping, useValue: { ready: undefined, isPinned: () => false, isOffered: () => false } },
      ],
    });
    actions = TestBed.inject(Actions);
    await actions.load();
  });
  afterEach(() => vi.unstubAllGlobals());

  const titles = (subject: Subject): string[] => actions.of(subject).map(({ title }) => title);
  const run = (subject: Subject, id: string): unknown =>
    actions
      .of(subject)
      .find((each) => each.id === id)
      ?.run();

  it('is the same wherever an album is shown, in groups', () => {
    expect(titles(albumSubject(ALBUM))).toEqual([
      'Play',
      'Shuffle',
      'Play next',
      'Add to queue',
      'Add to playlist…',
      'Add to favourites',
      'Go to album',
      'Go to artist',
      'Move to discovery',
      'Move to archive',
      'Dismiss',
      'Change cover…',
      'Copy link',
      'Download as a ZIP',
    ]);
    expect(titles(placementSubject(ALBUM))).toEqual(['Move to discovery', 'Move to archive', 'Dismiss']);
  });

  it('has for what is at a source to save it, a radio from a song, and no places', () => {
    const song = aTrack('ytmusic:s1', { album: { id: '', title: 'Low Water' }, artists: [], sourceId: 'ytmusic' });
    expect(titles(trackSubject(song))).toEqual([
      'Play',
      'Play next',
      'Add to queue',
      'Start radio',
      'Add to playlist…',
      'Add to favourites',
      'Choose another version',
      'Save to library',
    ]);
    expect(titles(trackSubject({ ...song, mayHaveChapters: true }))).toContain('Open its chapters as an album');
    const { hasFiles: _, ...found } = ALBUM;
    const album = { ...found, id: 'ytmusic:MPREb_1', sourceId: 'ytmusic' };
    expect(titles(albumSubject(album)).slice(4)).toEqual([
      'Add to playlist…',
      'Add to favourites',
      'Go to album',
      'Go to artist',
      'Save to library',
      'Copy link',
    ]);
    expect(titles(artistSubject({ id: 'ytmusic:UC1', name: 'Tideglass' }))).toContain('Save to library');
    expect(titles(artistSubject({ id: 'ytmusic:UC1', name: 'Tideglass' }))).not.toContain('Change picture…');
    expect(titles(artistSubject({ id: 'r1', name: 'Tideglass' }))).toContain('Change picture…');
    expect(titles(playlistSubject({ id: 'ytmusic:PL1', title: 'Quiet' }))).not.toContain('Change cover…');
    expect(titles(playlistSubject({ id: 'p1', title: 'Quiet' }))).toContain('Change cover…');
    run(trackSubject(song), 'radio');
    run(playlistSubject({ id: 'ytmusic:PL1', title: 'Quiet' }), 'play');
    expect(did).toEqual([
      ['play', { kind: 'radio', id: 'ytmusic:s1', title: 'Radio: ' + song.title }],
      ['play', { kind: 'playlist', id: 'ytmusic:PL1', title: 'Quiet' }],
    ]);
  });

  it('leads to where something is found on the web, where its source tells that, and to nothing else', () => {
    const opened: unknown[] = [];
    vi.stubGlobal('open', (...args: unknown[]) => opened.push(args));
    const webAddress = 'https://music.example/1';
    const song = aTrack('shop:1', { sourceId: 'shop', webAddress });
    const { hasFiles: _, ...found } = ALBUM;
    for (const subject of [
      trackSubject(song),
      albumSubject({ ...found, id: 'shop:a', sourceId: 'shop', webAddress }),
    ]) {
      expect(titles(subject)).toContain('Open on shop');
      run(subject, 'go-web');
    }
    expect(opened).toEqual(Array.from({ length: 2 }, () => [webAddress, '_blank', 'noopener,noreferrer']));
    expect(titles(trackSubject({ ...song, webAddress: 'javascript:alert(1)' }))).not.toContain('Open on shop');
  });

  it('names albums and artists as subjects, never their tracks', () => {
    const album = { kind: 'album', id: 'a1', title: 'Low Water' };
    const artist = { kind: 'artist', id: 'r1', title: 'Tideglass' };
    for (const id of ['play', 'shuffle', 'next']) run(albumSubject(ALBUM), id);
    for (const id of ['play', 'queue']) run(artistSubject({ id: 'r1', name: 'Tideglass' }), id);
    expect(did).toEqual([
      ['play', album],
      ['playShuffled', album],
      ['add', album, 'next'],
      ['play', artist],
      ['add', artist, 'last'],
    ]);
  });

  it('plays a track where it stands, else by itself, and not at all where its file is missing', async () => {
    const track = aTrack('a');
    run(
      trackSubject(track, () => note('in its list')()),
      'play',
    );
    run(trackSubject(track), 'play');
    await actions.runFirst(trackSubject(aTrack('gone', { isMissing: true })));
    expect(did).toEqual([['in its list'], ['playTrack', track]]);
  });

  it('has for a place in the queue what its track has, and to take it out', () => {
    const item = anItem('a');
    const subject = queueItemSubject(item, () => note('jump')());
    expect(titles(subject)).toEqual(
      expect.arrayContaining([...titles(trackSubject(item.track)), 'Take out of the queue']),
    );
    run(subject, 'play');
    run(subject, 'remove');
    expect(did).toEqual([['jump'], ['remove', item]]);
  });

  it.each(['station', 'episode'] as const)('leads from a track that is a %s to no album', (kind) => {
    expect(titles(trackSubject(aTrack('a', { kind }))).filter((title) => title.startsWith('Go to'))).toEqual([]);
    const more = kind === 'episode' ? ['Add to playlist…'] : ['Add to favourites'];
    expect(titles(trackSubject(aTrack('a', { kind })))).toEqual(['Play', 'Play next', 'Add to queue', ...more]);
  });

  it('shuffles everything', async () => {
    await actions.runFirst(EVERYTHING);
    expect(did).toEqual([['play', { kind: 'everything', title: 'Everything, shuffled' }]]);
  });

  it('is nothing for a kind that nobody knows, until somebody provides it', async () => {
    const subject = { kind: 'mood', id: 'm', title: 'Calm' };
    expect(actions.of(subject)).toEqual([]);
    TestBed.resetTestingModule();
    const tune = { id: 'tune', group: 'play', icon: 'play', title: 'Tune in', run: note('tune') } as const;
    const provider = { actionsFor: ({ kind }: Subject) => (kind === 'mood' ? [tune] : []) };
    TestBed.configureTestingModule({ providers: [{ provide: ACTION_PROVIDERS, useValue: provider, multi: true }] });
    await TestBed.inject(Actions).runFirst(subject);
    expect(did).toEqual([['tune']]);
  });

  it('has in the first menu what the server had to tell first', async () => {
    let told = false;
    const tune = { id: 'tune', group: 'play', icon: 'play', title: 'Tune in', run: note('tune') } as const;
    class Told {
      readonly ready = Promise.resolve().then(() => (told = true));
      readonly actionsFor = (): readonly (typeof tune)[] => (told ? [tune] : []);
    }
    TestBed.resetTestingModule();
    const load = (): Promise<readonly (typeof Told)[]> => Promise.resolve([Told]);
    TestBed.configureTestingModule({ providers: [Told, { provide: FEATURE_ACTIONS, useValue: load, multi: true }] });
    await TestBed.inject(Actions).load();
    expect(TestBed.inject(Actions).of(EVERYTHING)).toEqual([tune]);
  });
});
