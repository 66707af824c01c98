import { titleRows } from './title-rows';

const NOON = new Date(2026, 2, 3, 12, 0).getTime();

describe('what a station announced', () => {
  it('is listed with its time, and the day where that is another', () => {
    const rows = titleRows(
      [
        { atMs: NOON, text: 'A - B', artist: 'A', title: 'B' },
        { atMs: NOON - 24 * 3_600_000, text: 'The news' },
      ],
      NOON,
    );
    expect(rows.map(({ time, title, artist, words }) => ({ time, title, artist, words }))).toEqual([
      { time: '12:00', title: 'B', artist: 'A', words: 'A B' },
      { time: '2 Mar, 12:00', title: 'The news', artist: undefined, words: 'The news' },
    ]);
  });

  it('has no row for the blank', () => {
    expect(titleRows([{ atMs: 1 }, { atMs: 2, text: '' }], NOON)).toEqual([]);
  });

  it('has no time where only the clock of the station is known', () => {
    expect(titleRows([{ atMs: 60_000, text: 'A' }])).toEqual([{ key: '60000 0', title: 'A', words: 'A' }]);
  });
});
