import { StartFailure } from '../config/index.js';
import { Backups } from './backups.js';

const FOLDER_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
  ENOSPC: 'the disk is full',
};

/** The data folder cannot be made. */
export function folderFailure(folder: string, error: unknown): StartFailure {
  const code = codeOf(error);
  return new StartFailure(
    `The data folder ${folder} cannot be used: ${FOLDER_REASONS[code] ?? code}.\n` +
      'Make it writable, or choose another place with database.path.',
  );
}

/** A SQLite file cannot be opened or migrated; the message says what to do. Errors of another kind are bugs: thrown on. */
export function sqliteFailure(file: string, error: unknown): StartFailure {
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return corruptFailure(file);
  if (code.startsWith('SQLITE_FULL')) {
    return new StartFailure(`The database ${file} cannot be written: the disk is full. Nothing was lost; make room.`);
  }
  if (/^SQLITE_(?:CANTOPEN|READONLY|PERM)/.test(code) || code in FOLDER_REASONS) {
    return new StartFailure(
      `The database ${file} cannot be opened for writing.\n` +
        'Does it, and its folder, belong to the user who runs Pyxis? Another place can be set with database.path.',
    );
  }
  if (!code.startsWith('SQLITE_')) throw error;
  return new StartFailure(`The database ${file} cannot be opened: ${messageOf(error)} (${code}).`);
}

/** pg has only words for it: “SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string”. */
const NO_PASSWORD = 'no-password';

/** A PostgreSQL server cannot be used. */
export function postgresFailure(url: string, error: unknown): StartFailure {
  const hints: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing answers there. Is the server running?',
    ENOENT: 'there is no such socket. Is the server running, and are folder and port right?',
    EACCES: 'this user may not use that socket.',
    ENOTFOUND: 'there is no such host.',
    ETIMEDOUT: 'the server does not answer.',
    [NO_PASSWORD]: 'it asks for a password. Set PYXIS_DATABASE_PASSWORD or PYXIS_DATABASE_PASSWORD_FILE.',
    '28P01': 'the password is wrong. Set PYXIS_DATABASE_PASSWORD or PYXIS_DATABASE_PASSWORD_FILE.',
    '28000':
      'this user may not log in. Through a socket, the user of the system and of the database have the same name.',
    '3D000': 'there is no such database: create it first.',
    '42501': 'this user may not create tables there.',
  };
  const code = /password must be a string/.test(messageOf(error)) ? NO_PASSWORD : codeOf(error);
  return new StartFailure(`The database ${withoutPassword(url)} cannot be used: ${hints[code] ?? messageOf(error)}`);
}

export function newerFailure(where: string, unknown: readonly string[]): StartFailure {
  return new StartFailure(
    `The database ${withoutPassword(where)} was written by a newer Pyxis (${unknown.join(', ')}).\n` +
      'Start that version again, or go back to a backup from before; nothing was changed.',
  );
}

export function heldFailure(file: string): StartFailure {
  return new StartFailure(
    `Another Pyxis is using the database ${file}.\nStop it first, or give this one a database of its own with database.path.`,
  );
}

/** What the driver said, which TypeORM wraps. */
export function causeOf(error: unknown): unknown {
  return error instanceof Error && 'driverError' in error ? error.driverError : error;
}

function corruptFailure(file: string): StartFailure {
  const backup = new Backups(file).newest();
  const advice =
    backup === undefined
      ? 'There is no backup yet. Move the file away to begin anew: a scan finds your music again, your edits are in that file.'
      : `The newest backup is ${backup}: stop Pyxis, move the broken file away, and copy the backup to its place.`;
  return new StartFailure(`The database ${file} is damaged, or not a database.\n${advice}`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function withoutPassword(url: string): string {
  return url.replace(/(\/\/[^/@:]*):[^/@]*@/, '$1:…@');
}
