import { DomainError } from '../common/index.js';

/** Which of the things that are no fault of what was asked for, and that somebody can put right. */
type Trouble = 'disk-full' | 'disk-error' | 'read-only' | 'away';

const SENTENCES: Readonly<Record<Trouble, string>> = {
  'disk-full': 'The disk with the database is full, so this was not kept. Make room on it, and try again.',
  'disk-error': 'The disk with the database does not do what it is asked for. See to it that it is well.',
  'read-only':
    'The database cannot be written: its file or its disk is read-only. See to it that Pyxis may write there.',
  away: 'The database does not answer. See whether its server runs; Pyxis tries again with the next request.',
};
/** Codes of SQLite (https://sqlite.org/rescode.html) and PostgreSQL (appendix A of its manual), and of the system below them. */
const TROUBLES: readonly (readonly [RegExp, Trouble])[] = [
  [/^(?:SQLITE_FULL|53100)$/, 'disk-full'],
  [/^(?:SQLITE_IOERR|58030)/, 'disk-error'],
  [/^(?:SQLITE_READONLY|25006)/, 'read-only'],
  [/^(?:08[0-9A-Z]{3}|57P0[1-3]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/, 'away'],
];
/** Of a connection that ended, node-postgres says it in words only. */
const ENDED = /^(?:Connection terminated|timeout exceeded when trying to connect)/;

/** The database cannot be used for now. Nothing of what was asked for has happened. */
export class DatabaseUnusable extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'database-unusable';
  override readonly title = 'Database not usable';
  override readonly more: { readonly because: Trouble };

  constructor(because: Trouble, cause: unknown) {
    super(SENTENCES[because], { cause });
    this.more = { because };
  }
}

/** What a driver threw, as something that people can be told about; as it is where it is a fault of ours. */
export function asTrouble(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const code = 'code' in error ? String(error.code) : '';
  const isNoSocket = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  if (isNoSocket || ENDED.test(error.message)) return new DatabaseUnusable('away', error);
  const trouble = TROUBLES.find(([codes]) => codes.test(code))?.[1];
  return trouble === undefined ? error : new DatabaseUnusable(trouble, error);
}
