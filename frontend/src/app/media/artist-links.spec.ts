import { creditRuns } from './artist-links';

const artist = (id: string, name: string): { id: string; name: string; role: string } => ({ id, name, role: 'main' });

describe('creditRuns', () => {
  it('links each name and keeps what is printed between', () => {
    expect(creditRuns('Nora Vale & Mono Lake feat. Ö', [artist('1', 'Nora Vale'), artist('2', 'Mono Lake')])).toEqual([
      { text: 'Nora Vale', artistId: '1' },
      { text: ' & ' },
      { text: 'Mono Lake', artistId: '2' },
      { text: ' feat. Ö' },
    ]);
  });

  it('takes the longer of two names that begin alike', () => {
    const artists = [artist('1', 'Mono'), artist('2', 'Mono Lake')];
    expect(creditRuns('Mono Lake', artists)).toEqual([{ text: 'Mono Lake', artistId: '2' }]);
  });

  it('leads to the first artist where the line is printed otherwise', () => {
    expect(creditRuns('N. Vale', [artist('1', 'Nora Vale')])).toEqual([{ text: 'N. Vale', artistId: '1' }]);
    expect(creditRuns('Unknown', [])).toEqual([{ text: 'Unknown' }]);
  });
});
