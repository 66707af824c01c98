import { describe, expect, it } from 'vitest';
import { NotFound } from '../common/index.js';
import { asTrouble, DatabaseUnusable } from './database-unusable.js';

const failing = (code: string, more: object = {}): Error =>
  Object.assign(new Error('no words for people'), { code, ...more });

describe('what a database threw', () => {
  it.each([
    [failing('SQLITE_FULL'), 'disk-full'],
    [failing('53100'), 'disk-full'],
    [failing('SQLITE_IOERR_WRITE'), 'disk-error'],
    [failing('SQLITE_READONLY_DBMOVED'), 'read-only'],
    [failing('25006'), 'read-only'],
    [failing('57P01'), 'away'],
    [failing('08006'), 'away'],
    [failing('ECONNREFUSED'), 'away'],
    [failing('ENOENT', { syscall: 'connect' }), 'away'],
    [new Error('Connection terminated unexpectedly'), 'away'],
  ])('is told with what can be done about it: %o', (error, because) => {
    const trouble = asTrouble(error);
    expect(trouble).toBeInstanceOf(DatabaseUnusable);
    expect(trouble).toMatchObject({ kind: 'unavailable', more: { because }, cause: error });
    expect((trouble as Error).message).not.toContain('no words');
  });

  it.each([
    failing('SQLITE_CONSTRAINT_UNIQUE'),
    failing('23505'),
    failing('40P01'),
    failing('ENOENT'),
    new Error('A fault of ours'),
    new NotFound('album', 'a'),
    'no error at all',
  ])('stays what it is where nobody but us can mend it: %o', (error) => {
    expect(asTrouble(error)).toBe(error);
  });
});
