import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { PlayerQueue } from '../../player/player-queue';
import { anItem, aTrack } from '../../player/testing/fixtures';
import { Player } from '../../player/player';
import { Hearts } from '../hearts';
import { Placements } from '../placements';
import type { ActionProvider } from './actions';
import { QueueItemActions } from './queue-item-actions';
import { hasTracks, playableSeveral, SeveralActions } from './several-actions';
import { queueItemSubject, severalSubject, trackSubject } from './subject';

describe('what can be done with several things', () => {
  const did: unknown[][] = [];
  let isLoved = false;

  beforeEach(() => {
    did.length = 0;
    isLoved = false;
    const note =
      (name: string) =>
      (...args: unknown[]) =>
        did.push([name, ...args]);
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideRouter([]),
        { provide: Player, useValue: { play: note('play'), add: note('add'), playShuffled: note('shuffle') } },
        {
          provide: Hearts,
          useValue: { isOn: () => isLoved, mayToggle: () => true, giveAll: note('give'), takeAll: note('take') },
        },
        { provide: Placements, useValue: {} },
      ],
    });
  });

  it('is to play and queue them as one subject, in their order', () => {
    const items = ['b', 'a'].map((title) => trackSubject(aTrack(title)));
    const actions = TestBed.inject(SeveralActions).actionsFor(severalSubject(items, '2 songs'));
    expect(actions.map(({ title }) => title)).toEqual([
      'Play',
      'Shuffle',
      'Play next',
      'Add to queue',
      'Add to favourites',
    ]);
    actions.find(({ id }) => id === 'queue')?.run();
    expect(did).toEqual([
      ['add', { kind: 'several', query: { items: ['track:b', 'track:a'] }, title: '2 songs' }, 'last'],
    ]);
  });

  it('names an episode and what was heard as the track that each is, and leaves out what has no end', () => {
    const station = trackSubject(aTrack('radio:1', { kind: 'station' }));
    const items = [{ kind: 'listen', id: '7', title: 'Song', trackId: 'a' }, station];
    const several = severalSubject(items, '2 items');
    expect(playableSeveral(several).query).toEqual({ items: ['track:a'] });
    expect([hasTracks(several), hasTracks(severalSubject([station], '1 station'))]).toEqual([true, false]);
    const ofStations = TestBed.inject(SeveralActions).actionsFor(severalSubject([station], '1 station'));
    expect(ofStations.map(({ title }) => title)).toEqual(['Add to favourites']);
  });

  it('takes hearts back where all have one', () => {
    isLoved = true;
    const subject = severalSubject([trackSubject(aTrack('a'))], '1 song');
    const heart = TestBed.inject(SeveralActions)
      .actionsFor(subject)
      .find(({ id }) => id === 'heart');
    heart?.run();
    expect([heart?.title, did[0]?.[0]]).toEqual(['Remove from favourites', 'take']);
  });

  it('of the queue is to move and take them out, not to queue them once more', () => {
    const queue = { moveToNext: (ids: unknown) => did.push(['next', ids]), remove: () => undefined };
    TestBed.overrideProvider(PlayerQueue, { useValue: queue });
    const items = ['a', 'b'].map((title) => queueItemSubject(anItem(title), () => undefined));
    const subject = severalSubject(items, '2 songs');
    const providers: ActionProvider[] = [TestBed.inject(SeveralActions), TestBed.inject(QueueItemActions)];
    const actions = providers.flatMap((provider) => provider.actionsFor(subject));
    expect(actions.map(({ title }) => title)).toEqual(['Add to favourites', 'Move to next', 'Take out of the queue']);
    actions[1]?.run();
    expect(did).toEqual([['next', ['a1', 'b1']]]);
  });
});
