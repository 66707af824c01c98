import { extendGroups, type OptionGroup } from './option-groups';

type Group = OptionGroup<{ readonly id: string }>;

function group(name: string, ...ids: readonly string[]): Group {
  return { name, options: ids.map((id) => ({ id })) };
}

describe('extendGroups', () => {
  it.each<[string, Group[], Group[], Group[]]>([
    ['begins with what there is', [], [group('Albums', 'a')], [group('Albums', 'a')]],
    ['leaves what is shown', [group('Albums', 'a')], [group('Albums', 'a')], [group('Albums', 'a')]],
    [
      'puts what is late below everything, also what would stand above',
      [group('Albums', 'a'), group('Tracks', 't')],
      [group('Artists', 'r'), group('Albums', 'a', 'b'), group('Tracks', 't')],
      [group('Albums', 'a'), group('Tracks', 't'), group('Artists', 'r'), group('Albums', 'b')],
    ],
    [
      'goes on with the last group',
      [group('Albums', 'a'), group('Tracks', 't')],
      [group('Albums', 'a'), group('Tracks', 't', 'u')],
      [group('Albums', 'a'), group('Tracks', 't', 'u')],
    ],
  ])('%s', (_name, shown, now, expected) => {
    expect(extendGroups(shown, now)).toEqual(expected);
  });
});
