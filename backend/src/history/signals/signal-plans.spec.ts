import { expect, it } from 'vitest';
import { Notebook } from '../../../test/support/notebook.js';
import { openTestDatabase } from '../../../test/support/test-database.js';
import { OWNER_ID, type Database } from '../../database/index.js';
import { SignalRepository } from './signal-repository.js';

it('finds signals without looking through all listens, names, albums or tracks', async () => {
  const { database, remove } = await openTestDatabase('sqlite');
  const notebook = new Notebook(database.read);
  const signals = new SignalRepository(Object.create(database, { read: { value: notebook } }) as Database);
  await signals.heardSince(OWNER_ID, 1, 3);
  await signals.playedSince(OWNER_ID, 1, 20);
  await signals.recordingsHeard(OWNER_ID, 1, [1, 2]);
  await signals.tracksOf([1, 2]);
  await signals.lastHeardBefore(OWNER_ID, 1, 20);
  await signals.neverHeard(OWNER_ID, 1, 20);
  await signals.everHeard(OWNER_ID, ['a', 'b']);
  const lines = await notebook.plans();
  // Tables of the few rows found so far have names of one letter; albums are walked along in the order of their keys.
  expect(lines.filter((line) => /^SCAN (?!\w\b|album$)/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.includes('AUTOMATIC') || /\(kind=\?\)$/.test(line))).toEqual([]);
  await remove();
});
