import { customWindow, windowInWords, windowOf } from './windows';

const TODAY = '2026-11-21';

describe('windowOf', () => {
  it('counts today among the days', () => {
    expect(windowOf('7d', TODAY)).toEqual({ from: '2026-11-15', to: TODAY });
    expect(windowOf('30d', TODAY)).toEqual({ from: '2026-10-23', to: TODAY });
  });

  it('knows years as the calendar does, and all time as open', () => {
    expect(windowOf('year', TODAY)).toEqual({ from: '2026-01-01', to: TODAY });
    expect(windowOf('last-year', TODAY)).toEqual({ from: '2025-01-01', to: '2025-12-31' });
    expect(windowOf('all', TODAY)).toEqual({});
  });
});

describe('customWindow', () => {
  it('puts the ends in order and leaves out what is no day', () => {
    expect(customWindow('2024-06-30', '2024-06-01')).toEqual({ from: '2024-06-01', to: '2024-06-30' });
    expect(customWindow('2024-06-01', 'soon')).toEqual({ from: '2024-06-01' });
    expect(customWindow('', '')).toBeUndefined();
  });

  it('is said in words', () => {
    expect(windowInWords({ from: '2024-06-01', to: '2024-06-30' })).toBe('1 Jun 2024 to 30 Jun 2024');
    expect(windowInWords({ from: '2024-06-01' })).toBe('since 1 Jun 2024');
    expect(windowInWords({})).toBe('from the first listen on');
  });
});
