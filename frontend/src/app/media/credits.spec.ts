import type { TrackView } from '../core/api/types';
import { aTrack } from '../player/testing/fixtures';
import { creditsByRole } from './credits';

const by = (trackNumber: number, credits: readonly (readonly [string, string])[], discNumber = 1): TrackView =>
  aTrack(`${discNumber}.${trackNumber}`, {
    trackNumber,
    discNumber,
    artists: credits.map(([role, name]) => ({ id: name, name, role })),
  });

describe('creditsByRole', () => {
  it('tells each part in its order, and on which tracks where not on all', () => {
    const tracks = [
      by(1, [['main', 'Band'], ['producer', 'Pat'], ['composer', 'Ann']]),
      by(2, [['main', 'Band'], ['producer', 'Pat'], ['composer', 'Bob']]),
      by(3, [['main', 'Band'], ['producer', 'Pat'], ['composer', 'Bob']]),
      by(5, [['main', 'Band'], ['producer', 'Pat'], ['composer', 'Bob'], ['composer', 'Ann']]),
    ]; // prettier-ignore
    expect(creditsByRole(tracks)).toEqual([
      {
        role: 'composer',
        title: 'Composer',
        people: [
          { id: 'Bob', name: 'Bob', where: '2–3, 5' },
          { id: 'Ann', name: 'Ann', where: '1, 5' },
        ],
      },
      { role: 'producer', title: 'Producer', people: [{ id: 'Pat', name: 'Pat', where: '' }] },
    ]);
  });

  it('tells the disc where there are several', () => {
    const tracks = [by(1, [['conductor', 'Cleo']]), by(1, [['conductor', 'Cleo']], 2), by(2, [], 2)];
    expect(creditsByRole(tracks, 2)[0]?.people).toEqual([{ id: 'Cleo', name: 'Cleo', where: '1.1, 2.1' }]);
  });

  it('has nothing to tell of who is printed as artist already', () => {
    expect(creditsByRole([by(1, [['main', 'Band'], ['featured', 'Guest']])])).toEqual([]); // prettier-ignore
  });
});
