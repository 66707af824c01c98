import type { ImportView } from '../../../core/api/history-types';
import { sumOf } from './import-sum';

const file = (name: string): File => new File(['12345'], name);
const view = (part: Partial<ImportView>): ImportView => ({
  id: '1',
  service: 'spotify',
  isDryRun: true,
  state: 'finished',
  read: 10,
  added: 7,
  found: 5,
  notFound: [],
  duplicates: 3,
  skipped: 0,
  refusedCount: 0,
  refused: [],
  totalBytes: 5,
  readBytes: 5,
  startedAtMs: 0,
  ...part,
});

describe('imports of several files', () => {
  it('come to one', () => {
    const missing = { reason: 'artist', listens: 2, examples: [{ artist: 'A', title: 'T' }] } as const;
    const sum = sumOf(
      [
        { file: file('a'), view: view({ earliestMs: 5, latestMs: 9, notFound: [{ ...missing, examples: [] }] }) },
        { file: file('b'), view: view({ added: 0, found: 0, hearts: { added: 2, lost: 1, examples: [] } }) },
        {
          file: file('c'),
          view: view({
            hearts: { added: 3, lost: 0, examples: [] },
            earliestMs: 2,
            latestMs: 7,
            notFound: [{ ...missing, examples: [] }],
          }),
        },
        { file: file('d'), failure: 'Too large.' },
      ],
      false,
    );
    expect(sum).toMatchObject({ state: 'finished', added: 14, found: 10, duplicates: 9, earliestMs: 2, latestMs: 9 });
    expect(sum).toMatchObject({
      totalBytes: 20,
      readBytes: 15,
      notFound: [{ reason: 'artist', listens: 4 }],
      hearts: { added: 5, lost: 1 },
    });
  });

  it('are told of as added from the first that is', () => {
    const files = [
      { file: file('a'), view: view({ isDryRun: false, added: 2 }) },
      { file: file('b'), view: view({}) },
    ];
    expect(sumOf(files, true)).toMatchObject({ state: 'running', isDryRun: false, added: 2 });
  });

  it('are nothing before one has begun', () => {
    expect(sumOf([{ file: file('a') }], true)).toBeUndefined();
  });
});
