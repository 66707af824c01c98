import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
  type BigIntStats,
} from 'node:fs';
import { open, readlink, realpath, stat, type FileHandle } from 'node:fs/promises';

/** A file that is open, and is no pipe, device, folder or socket. */
export interface RegularFile {
  /** To be closed by whoever asked for it. */
  readonly handle: FileHandle;
  /** As it was when it was opened. */
  readonly stats: BigIntStats;
}

/** What a name led to is not opened: it is no regular file, or it lies where nothing is to be read. */
export class NotOpened extends Error {}

/** @param realPath of what was opened, without links in it */
export type PathCheck = (realPath: Buffer) => boolean;

/** A pipe without a writer and a terminal must not be waited for; neither may become ours. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Opens what a name leads to, and looks at what was opened: a name may lead elsewhere from one moment to the next, an open
 * file is what it is. Nothing is read before.
 * @throws NotOpened, and the file system's errors
 */
export async function openRegular(path: string | Buffer, accepts: PathCheck): Promise<RegularFile> {
  const handle = await open(path, FLAGS).catch(throwNotOpened);
  try {
    // On a file just opened this takes microseconds; through the thread pool it would take ten times that.
    const stats = fstatSync(handle.fd, { bigint: true });
    if (!stats.isFile()) throw new NotOpened('It is no regular file.');
    if (!accepts(await realPathOf(handle.fd, path, stats))) throw new NotOpened('It lies where nothing is read.');
    return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * The same for threads that do nothing else.
 * @returns a descriptor, to be closed
 * @throws NotOpened, and the file system's errors
 */
export function openRegularSync(path: string | Buffer, accepts: PathCheck): number {
  const fd = openOrThrow(path);
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw new NotOpened('It is no regular file.');
    if (!accepts(realPathOfSync(fd, path, stats))) throw new NotOpened('It lies where nothing is read.');
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function openOrThrow(path: string | Buffer): number {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    return throwNotOpened(error);
  }
}

/** Sockets, and devices that nothing is behind, cannot be opened at all (ENXIO, ENODEV). */
function throwNotOpened(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  throw code === 'ENXIO' || code === 'ENODEV' ? new NotOpened('It is no regular file.') : error;
}

async function realPathOf(fd: number, path: string | Buffer, stats: BigIntStats): Promise<Buffer> {
  try {
    return await readlink(descriptor(fd), 'buffer');
  } catch (error) {
    if (!isAbsent(error)) throw error;
    // There is no /proc: the name has to lead to the very file that is open.
    const real = await realpath(path, 'buffer');
    const { ino, dev } = await stat(real, { bigint: true });
    if (ino !== stats.ino || dev !== stats.dev) throw new NotOpened('It was replaced while it was opened.');
    return real;
  }
}

function realPathOfSync(fd: number, path: string | Buffer, stats: { ino: number; dev: number }): Buffer {
  try {
    return readlinkSync(descriptor(fd), 'buffer');
  } catch (error) {
    if (!isAbsent(error)) throw error;
    const real = realpathSync(path, 'buffer');
    const { ino, dev } = statSync(real);
    if (ino !== stats.ino || dev !== stats.dev) throw new NotOpened('It was replaced while it was opened.');
    return real;
  }
}

const descriptor = (fd: number): string => `/proc/self/fd/${fd}`;

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
