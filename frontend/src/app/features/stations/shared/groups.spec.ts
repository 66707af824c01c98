import { aStation } from '../testing/fixtures';
import { groupMovedTo, groupNames, groupsOf, movedTo, placeIn } from './groups';

const STATIONS = [
  aStation('a', { group: 'Night' }),
  aStation('b'),
  aStation('c', { group: 'Day' }),
  aStation('d', { group: 'Night' }),
  aStation('e'),
];

describe('groups of stations', () => {
  it('are in the order of their first stations, behind those in none', () => {
    const groups = groupsOf(STATIONS).map(({ name, stations }) => [name, stations.map(({ id }) => id).join('')]);
    expect(groups).toEqual([
      ['', 'be'],
      ['Night', 'ad'],
      ['Day', 'c'],
    ]);
    expect(groupNames(STATIONS)).toEqual(['Night', 'Day']);
    expect(groupsOf([])).toEqual([]);
  });

  it.each([
    ['e', 0, 'ebadc'],
    ['a', 1, 'bedac'],
    ['c', 0, 'beadc'],
    ['unknown', 0, 'beadc'],
  ])('keep all stations when %s goes to place %i of its group', (id, to, order) => {
    expect(movedTo(STATIONS, id, to).join('')).toBe(order);
  });

  it.each([
    ['Day', 0, 'becad'],
    ['Night', 1, 'becad'],
    ['', 1, 'beadc'],
    ['unknown', 0, 'beadc'],
  ])('stand in another order when “%s” goes to place %i, behind those in none', (name, to, order) => {
    expect(groupMovedTo(STATIONS, name, to).join('')).toBe(order);
  });

  it('know where a station is', () => {
    expect(placeIn(STATIONS, 'd')).toEqual({ at: 1, of: 2 });
    expect(placeIn(STATIONS, 'unknown')).toBeUndefined();
  });
});
