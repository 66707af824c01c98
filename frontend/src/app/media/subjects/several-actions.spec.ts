import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aTrack } from '../../player/testing/fixtures';
import { Player } from '../../player/player';
import { Hearts } from '../hearts';
import { Placements } from '../placements';
import { SeveralActions } from './several-actions';
import { severalSubject, trackSubject } from './subject';

describe('what can be done with several things', () => {
  it('is to play and queue them as one subject, in their order', () => {
    const did: unknown[][] = [];
    const note =
      (name: string) =>
      (...args: unknown[]) =>
        did.push([name, ...args]);
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideRouter([]),
        { provide: Player, useValue: { play: note('play'), add: note('add'), playShuffled: note('shuffle') } },
        { provide: Hearts, useValue: { isOn: () => false, mayToggle: () => true, toggle: note('heart') } },
        { provide: Placements, useValue: {} },
      ],
    });
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
});
