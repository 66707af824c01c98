import { dayInWords, lengthOf, partHeard } from './words';

const MINUTE_MS = 60_000;

describe('words about episodes', () => {
  it.each([
    ['2026-06-10T00:10:00', 'Today'],
    ['2026-06-09T23:59:00', 'Yesterday'],
    ['2026-06-01T12:00:00', '1 Jun'],
    ['2024-06-03T12:00:00', '3 Jun 2024'],
  ])('tell the day of %s as “%s”', (at, expected) =>
    expect(dayInWords(Date.parse(at), Date.parse('2026-06-10T08:00:00'))).toBe(expected),
  );

  it.each([
    [48, 'new', 0, '48 min', undefined],
    [48, 'in-progress', 12, '36 min left', 0.25],
    [48, 'done', 12, 'Played', undefined],
    [undefined, 'in-progress', 12, 'In progress', undefined],
    [undefined, 'unheard', 0, '', undefined],
    // A feed says that it is a minute long.
    [1, 'in-progress', 12, 'In progress', 1],
  ] as const)('tell of %s min, %s at %s min: “%s”', (minutes, state, at, words, part) => {
    const episode = { durationMs: minutes && minutes * MINUTE_MS };
    const progress = { state, positionMs: at * MINUTE_MS };
    expect([lengthOf(episode, progress), partHeard(episode, progress)]).toEqual([words, part]);
  });
});
