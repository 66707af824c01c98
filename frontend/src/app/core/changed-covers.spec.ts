import { TestBed } from '@angular/core/testing';
import { ChangedCovers } from './changed-covers';
import { Events } from './events/events';

describe('covers that changed since the page was loaded', () => {
  let covers: ChangedCovers;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [{ provide: Events, useValue: { listen: () => undefined } }] });
    covers = TestBed.inject(ChangedCovers);
  });

  it('are shown in place of what was loaded before, without its preview', () => {
    const loaded = { artworkId: 'files', placeholder: 'data:' };
    expect(covers.of('a', loaded)).toBe(loaded);
    covers.take({ kind: 'album', id: 'a', artworkId: 'own', formerArtworkId: 'files' });
    expect(covers.of('a', loaded)).toEqual({ artworkId: 'own' });
    expect(covers.of('b', loaded)).toBe(loaded);
  });

  it('leave alone what was loaded later', () => {
    covers.take({ kind: 'album', id: 'a', artworkId: 'own', formerArtworkId: 'files' });
    const later = { artworkId: 'files of a later scan' };
    expect(covers.of('a', later)).toBe(later);
  });

  it('follow each other, back to the first as well, and to nothing', () => {
    covers.take({ kind: 'album', id: 'a', artworkId: 'own', formerArtworkId: 'files' });
    covers.take({ kind: 'album', id: 'a', artworkId: 'files', formerArtworkId: 'own' });
    expect(['files', 'own'].map((artworkId) => covers.of('a', { artworkId }).artworkId)).toEqual(['files', 'files']);
    covers.take({ kind: 'album', id: 'b', artworkId: 'own' }, { kind: 'album', id: 'b', formerArtworkId: 'own' });
    expect(covers.of('b', { artworkId: 'own' })).toEqual({});
  });
});
