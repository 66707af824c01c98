import { lastBegun } from '../../ui/last-begun';
import { asText, linesWith, linesToShow, momentsOf, shifted } from './lyrics-lines';

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

describe('shifted', () => {
  it('moves lines and words, though not before the beginning', () => {
    const line = { startMs: 300, endMs: 900, text: 'La la', words: [{ startMs: 300, text: 'La ' }, { startMs: 600, text: 'la' }] }; // prettier-ignore
    expect(shifted([line], -500)).toEqual([
      { startMs: 0, endMs: 400, text: 'La la', words: [{ startMs: 0, text: 'La ' }, { startMs: 100, text: 'la' }] },
    ]); // prettier-ignore
    expect(shifted([{ text: 'No time' }], 500)).toEqual([{ text: 'No time' }]);
  });
});

describe('linesWith', () => {
  const lines = [
    { text: 'Ein Männlein steht' },
    { text: 'im Walde', translation: 'in the wood' },
    { text: 'ganz still' },
  ];

  it('finds lines with all words, however they are spelled, also in translations', () => {
    expect(linesWith(lines, 'mann')).toEqual([0]);
    expect(linesWith(lines, 'st')).toEqual([0, 2]);
    expect(linesWith(lines, 'wood the')).toEqual([1]);
    expect(linesWith(lines, 'still steht')).toEqual([]);
    expect(linesWith(lines, ' ')).toEqual([]);
  });
});

describe('asText', () => {
  it('writes times as LRC has them', () => {
    expect(asText([{ startMs: 0, text: 'One' }, { startMs: 61_500, text: '' }, { startMs: 3_723_456, text: 'Two' }])).toBe('[00:00.00]One\n[01:01.50]\n[62:03.46]Two'); // prettier-ignore
    expect(asText([{ text: 'One' }, { text: 'Two' }])).toBe('One\nTwo');
  });
});
