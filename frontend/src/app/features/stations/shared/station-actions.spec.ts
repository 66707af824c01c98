import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SavedStations } from '../../../media/saved-stations';
import { stationTrack } from '../../../media/station-track';
import { Actions } from '../../../media/subjects/actions';
import { provideActions } from '../../../media/subjects/provide-actions';
import { stationSubject, trackSubject, type Subject } from '../../../media/subjects/subject';
import { Player } from '../../../player/player';
import { PlayerQueue } from '../../../player/player-queue';
import { aStation } from '../testing/fixtures';
import { groupSubject, StationActions } from './station-actions';

const [A, B, C] = [aStation('a'), aStation('b', { group: 'Night' }), aStation('c')];

describe('what can be done with a station', () => {
  let actions: Actions;
  let http: HttpTestingController;
  const played: unknown[] = [];

  beforeEach(async () => {
    played.length = 0;
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        provideActions(() => Promise.resolve([StationActions])),
        { provide: Player, useValue: { playTrack: (track: unknown) => played.push(track) } },
        { provide: PlayerQueue, useValue: {} },
      ],
    });
    actions = TestBed.inject(Actions);
    await actions.load();
    http = TestBed.inject(HttpTestingController);
    const load = TestBed.inject(SavedStations).load();
    http.expectOne('api/v1/stations').flush({ items: [A, B, C] });
    await load;
  });
  afterEach(() => vi.unstubAllGlobals());

  const titles = (subject: Subject): string[] =>
    actions.of(subject).map(({ title, isOff }) => (isOff ? `(${title})` : title));

  it('is all there is for a saved one, which moves within its group', async () => {
    expect(titles(stationSubject(A))).toEqual([
      'Play',
      'Remove from favourites',
      'Details',
      'Rename…',
      'Move to group…',
      'Loudness…',
      '(Move up)',
      'Move down',
      'Copy link',
      'Copy address',
    ]);
    expect(titles(stationSubject(B))).not.toContain('Move down');
    await actions.runFirst(stationSubject(A));
    expect(played).toEqual([stationTrack(A)]);
    actions
      .of(stationSubject(A))
      .find(({ id }) => id === 'move-down')
      ?.run();
    expect(http.expectOne('api/v1/stations/order').request.body).toEqual({ ids: ['c', 'a', 'b'] });
  });

  it('is for a group to move among the others', async () => {
    expect(titles(groupSubject('Night'))).toEqual([]);
    const load = TestBed.inject(SavedStations).load();
    http.expectOne('api/v1/stations').flush({ items: [A, B, aStation('d', { group: 'Day' })] });
    await load;
    expect(titles(groupSubject('Night'))).toEqual(['(Move up)', 'Move down']);
    await actions.runFirst(groupSubject('Day'));
    expect(http.expectOne('api/v1/stations/order').request.body).toEqual({ ids: ['a', 'd', 'b'] });
  });

  it('is for one that plays to go to it, and to make it a favourite, or none', () => {
    const ofTrack = (id: string): string[] => titles(trackSubject(stationTrack(aStation(id))));
    expect(ofTrack('a')).toEqual([
      'Play',
      'Play next',
      'Add to queue',
      'Remove from favourites',
      'Go to station',
      'Copy link',
    ]);
    expect(ofTrack('d')).toEqual([
      'Play',
      'Play next',
      'Add to queue',
      'Add to favourites',
      'Go to station',
      'Copy link',
    ]);
    // Its address is not known here.
    expect(ofTrack('u-d')).toEqual(['Play', 'Play next', 'Add to queue', 'Go to station', 'Copy link']);
  });
});
