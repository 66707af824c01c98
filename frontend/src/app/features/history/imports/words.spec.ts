import type { ImportView } from '../../../core/api/history-types';
import { findSentences } from '../../../core/locale/server/all-sentences';
import { learnServerWords } from '../../../core/locale/server/server-words';
import {
  errorInWords,
  fileInWords,
  hasNew,
  missingInWords,
  newInWords,
  percentOf,
  refusalInWords,
  resultInWords,
} from './words';

const view = (part: Partial<ImportView>): ImportView => ({
  id: '1',
  service: 'lastfm',
  isDryRun: true,
  state: 'finished',
  read: 10,
  added: 7,
  found: 7,
  notFound: [],
  duplicates: 3,
  skipped: 0,
  refusedCount: 0,
  refused: [],
  totalBytes: 0,
  readBytes: 50,
  startedAtMs: 0,
  ...part,
});

describe('words of an import', () => {
  afterEach(() => learnServerWords(undefined));

  it('says why one failed, and why a record was refused, in a language that has words for it', () => {
    learnServerWords(findSentences);
    const errorCause = { code: 'import-damaged' };
    expect(errorInWords(view({ state: 'failed', error: 'From the server.', errorCause }))).toContain('is damaged');
    const cause = { code: 'record-text-too-long', most: 1000 };
    expect(refusalInWords({ line: 1, reason: 'From the server.', cause })).toBe(
      'A text in it is longer than 1,000 characters.',
    );
    expect(refusalInWords({ line: 1, reason: 'From the server.' })).toBe('From the server.');
  });

  it('says what would be, and what is', () => {
    expect(resultInWords(view({}))).toBe('7 listens would be added.');
    expect(resultInWords(view({ isDryRun: false, added: 1 }))).toBe('1 listen is in your history now.');
    expect(resultInWords(view({ added: 0 }))).toBe('There is nothing in it that is not here already.');
  });

  it('says what comes of hearts where no listen is new', () => {
    const hearts = view({ added: 0, hearts: { added: 1, lost: 2, examples: [] } });
    expect(resultInWords(hearts)).toBe('1 heart would be given.');
    expect(resultInWords({ ...hearts, isDryRun: false })).toBe('1 heart was given.');
    expect([newInWords(hearts), hasNew(hearts), hasNew(view({ added: 0 }))]).toEqual(['1 heart', true, false]);
  });

  it('does not hide what was added before it ended early', () => {
    expect(resultInWords(view({ isDryRun: false, state: 'cancelled' }))).toBe('Stopped. 7 listens had been added.');
    expect(resultInWords(view({ isDryRun: false, state: 'failed' }))).toContain('7 listens had been added');
    expect(resultInWords(view({ state: 'cancelled' }))).toBe('Stopped. Nothing was written.');
  });

  it('tells what came of each of several files', () => {
    const file = new File([], 'a.json');
    expect([fileInWords({ file }), fileInWords({ file, view: view({}) })]).toEqual(['', '7 listens would be added.']);
    expect(fileInWords({ file, failure: 'Too large.' })).toBe('Too large.');
    expect(fileInWords({ file, view: view({ state: 'failed', error: 'It is no export.' }) })).toBe('It is no export.');
  });

  it('says why there is no track', () => {
    expect(missingInWords({ reason: 'artist', listens: 1, examples: [] })).toBe(
      '1 listen: nobody of that name is in your library',
    );
  });

  it('knows how far it is only when it knows how far it goes', () => {
    expect(percentOf(view({ state: 'running' }))).toBeUndefined();
    expect(percentOf(view({ state: 'running', totalBytes: 200 }))).toBe(25);
    expect(percentOf(view({}))).toBe(100);
  });
});
