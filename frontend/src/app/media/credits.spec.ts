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
          { id: 'Bob', name: 'Bob', instrument: '', where: '2–3, 5' },
          { id: 'Ann', name: 'Ann', instrument: '', where: '1, 5' },
        ],
      },
      { role: 'producer', title: 'Producer', people: [{ id: 'Pat', name: 'Pat', instrument: '', where: '' }] },
    ]);
  });

  it('tells the disc where there are several', () => {
    const tracks = [by(1, [['conductor', 'Cleo']]), by(1, [['conductor', 'Cleo']], 2), by(2, [], 2)];
    expect(creditsByRole(tracks, 2)[0]?.people).toEqual([
      { id: 'Cleo', name: 'Cleo', instrument: '', where: '1.1, 2.1' },
    ]);
  });

  it('tells all that somebody plays, once', () => {
    const plays = (id: string, instrument: string): TrackView => aTrack(id, { artists: [{ id: 'Ida', name: 'Ida', role: 'performer', instrument }] }); // prettier-ignore
    const [performers] = creditsByRole([plays('a', 'violin, viola'), plays('b', 'violin')]);
    expect(performers?.people).toEqual([{ id: 'Ida', name: 'Ida', instrument: 'violin, viola', where: '' }]);
  });

  it('has nothing to tell of who is printed as artist already', () => {
    expect(creditsByRole([by(1, [['main', 'Band'], ['featured', 'Guest']])])).toEqual([]); // prettier-ignore
  });
});
