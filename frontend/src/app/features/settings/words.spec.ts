import type { ScanView } from '../../core/api/types';
import { changesOf, coverWords, roughly, stateInWords } from './words';

const scan: ScanView = {
  id: 'scan',
  state: 'finished',
  trigger: 'manual',
  startedAtMs: 0,
  itemsSeen: 5,
  itemsDone: 5,
  tracksAdded: 0,
  tracksUpdated: 0,
  tracksMoved: 0,
  tracksMissing: 0,
  itemsBroken: 0,
};

describe('words of the settings', () => {
  it('says the state first and the reason after it', () => {
    expect(stateInWords({ state: 'ok', name: '/music' })).toBe('Plays.');
    expect(stateInWords({ state: 'unavailable', name: '/music', reason: 'The folder is not there.' })).toBe(
      'Cannot be read. The folder is not there.',
    );
  });

  it('tells how far the covers are, while some are made', () => {
    expect([coverWords(undefined), coverWords({ done: 1200, total: 5000 })]).toEqual([
      '',
      'Preparing covers: 1,200 of 5,000',
    ]);
  });

  it('tells durations roughly', () => {
    expect([roughly(0), roughly(45_000), roughly(180_000), roughly(7_200_000)]).toEqual([
      '1 s',
      '45 s',
      '3 min',
      '2.0 h',
    ]);
  });

  it('tells only what has changed', () => {
    expect(changesOf(scan)).toBe('nothing new');
    expect(changesOf({ ...scan, tracksAdded: 1_200, itemsBroken: 2 })).toBe('1,200 added, 2 broken');
  });
});
