import { lastBegun } from '../../ui/last-begun';
import { linesToShow, momentsOf } from './lyrics-lines';

describe('the lines of lyrics', () => {
  it('shows a pause only where it is long and something follows', () => {
    const lines = [
      { startMs: 0, text: '' },
      { startMs: 8_000, text: 'One' },
      { startMs: 10_000, text: '' },
      { startMs: 14_999, text: 'Two' },
      { startMs: 20_000, text: '' },
    ];
    expect(linesToShow(lines).map(({ text }) => text)).toEqual(['', 'One', 'Two']);
    expect(linesToShow([{ text: 'plain' }])).toEqual([]);
  });

  it('knows which line was begun last', () => {
    const lines = [{ startMs: 1_000 }, { startMs: 1_000 }, { startMs: 3_000 }];
    const at = [0, 999, 1_000, 2_999, 3_000, 99_000].map((ms) => lastBegun(lines, ms));
    expect(at).toEqual([-1, -1, 1, 1, 2, 2]);
    expect(lastBegun([], 5)).toBe(-1);
  });

  it('names each moment at which a line or a word begins once, in order', () => {
    const words = [
      { startMs: 1_000, text: 'One ' },
      { startMs: 2_500, text: 'two' },
    ];
    const moments = momentsOf([
      { startMs: 1_000, text: 'One two', words },
      { startMs: 2_000, text: 'Three' },
    ]);
    expect(moments.map(({ startMs }) => startMs)).toEqual([1_000, 2_000, 2_500]);
  });
});
