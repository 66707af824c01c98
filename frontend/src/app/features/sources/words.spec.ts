import type { SourceView } from '../../core/api/types';
import { findSentences } from '../../core/locale/server/all-sentences';
import { learnServerWords } from '../../core/locale/server/server-words';
import { healthInWords, namedPart, spanInWords, timesInWords } from './words';

const WELL: SourceView = {
  id: 'radio',
  name: 'Radio',
  state: 'ok',
  sinceMs: 0,
  capabilities: [],
  givesFiles: false,
  credentials: [],
  canTry: true,
  parts: [],
};
const MINUTE_MS = 60_000;

it('tells how a source is, why, and what to do', () => {
  expect(healthInWords(WELL)).toBe('Working.');
  const ill: SourceView = { ...WELL, state: 'unavailable', reason: 'It is shut.', nextStep: 'Wait.' };
  expect(healthInWords(ill)).toBe('Out of reach. It is shut. Wait.');
});

it('tells of folders what each says', () => {
  const part = {
    name: '/music',
    state: 'unavailable',
    code: 'folder-absent',
    reason: 'Folder /music is away.',
  } as const;
  const local: SourceView = { ...WELL, state: 'unavailable', reason: 'Folder /music is away.', parts: [part] };
  expect(healthInWords(local)).toBe('Out of reach. Folder /music is away.');
  expect(namedPart(part)).toBe('/music: Folder /music is away.');
  expect(namedPart({ name: '/music', state: 'ok' })).toBe('/music');
});

it('tells it in the language of the page where that has words for it', () => {
  learnServerWords(findSentences);
  const ill: SourceView = {
    ...WELL,
    state: 'degraded',
    code: 'rate-limited',
    service: 'radio-browser.info',
    reason: 'From the server.',
  };
  expect(healthInWords(ill)).toContain('Having trouble. radio-browser.info has had enough for now.');
  learnServerWords(undefined);
});

it('tells since when, and when it is asked again', () => {
  expect(timesInWords(WELL, 9)).toBe('');
  expect(timesInWords({ ...WELL, lastSuccessAtMs: 0 }, 2 * MINUTE_MS)).toBe('Last good answer 2 min ago.');
  const ill: SourceView = { ...WELL, state: 'degraded', sinceMs: 0, retryAtMs: 90 * MINUTE_MS };
  expect(timesInWords(ill, 61 * MINUTE_MS)).toBe('For 1 h. Asked again in 29 min.');
});

it.each([
  [-5, 'less than a minute'],
  [59_999, 'less than a minute'],
  [60_000, '1 min'],
  [47 * 60 * MINUTE_MS, '47 h'],
  [49 * 60 * MINUTE_MS, '2 days'],
])('says of %i ms: %s', (ms, words) => {
  expect(spanInWords(ms)).toBe(words);
});
