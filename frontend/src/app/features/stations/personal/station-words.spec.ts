import type { PersonalStationView } from '../../../core/api/types';
import { allowanceInWords, countInWords, stationInWords } from './station-words';

const STATION: PersonalStationView = {
  ...{ id: 'toy:1', sourceId: 'toy', name: 'Evening', mixed: [], seenAtMs: new Date(2026, 2, 3, 12).getTime() },
  ...{ isMix: false, isShared: false, canRename: true, canRemove: true, canSeed: true, isListed: true },
};

describe('a station of one’s own in words', () => {
  it('says how many may be skipped', () => {
    expect(stationInWords(STATION)).toBe('');
    expect(stationInWords({ ...STATION, skips: { left: 1 } })).toBe('1 skip left');
    expect(stationInWords({ ...STATION, skips: { left: 0 } })).toBe('No skips left');
  });

  it('says what a mix holds, and when it was seen last', () => {
    expect(stationInWords({ ...STATION, isMix: true, mixed: ['toy:2', 'toy:3'] })).toBe('Mix of 2 stations');
    expect(stationInWords({ ...STATION, isListed: false })).toContain('last seen there');
  });

  it('says what an account may skip', () => {
    expect(allowanceInWords({})).toBe('No limit.');
    expect(allowanceInWords({ skipsADay: 12 })).toBe('12 a day on all of them together.');
    expect(allowanceInWords({ skipsAnHour: 6, skipsADay: 12 })).toBe(
      '6 an hour on each station, and 12 a day on all of them together.',
    );
  });

  it('counts what is known of what the service counts', () => {
    const items = Array.from({ length: 100 }, (_, at) => ({ id: `${at}`, isUp: true, title: '', mayUndo: true }));
    expect(countInWords({ items, total: 169 })).toBe('100 of 169');
    expect(countInWords({ items, total: 100 })).toBe('100');
  });
});
