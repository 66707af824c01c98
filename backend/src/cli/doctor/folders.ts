import { randomUUID } from 'node:crypto';
import { open, opendir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Directories } from '../../config/index.js';
import type { Probe } from './examination.js';
import { codeOf, fault, note, ok, warning, type Finding } from './finding.js';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

const WRITE_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user is used up',
};

const READ_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Is the disk mounted?',
  EACCES: 'may not be read by this user. Give it the right to read and enter the folder.',
  ENOTDIR: 'is a file, not a folder.',
  ESTALE: 'is on a network disk that has gone. Mount it again.',
  EIO: 'cannot be read: the disk has a fault.',
};

/** The folders that Pyxis writes to. */
export function ownFolders({ data, cache, state }: Directories): Probe[] {
  return Object.entries({ Data: data, Cache: cache, State: state }).map(([name, folder]) => {
    const subject = `${name} folder`;
    return { subject, silence: 'fault', look: async () => [await lookAtOwn(subject, folder)] };
  });
}

async function lookAtOwn(subject: string, folder: string): Promise<Finding> {
  const nearest = await nearestExisting(folder);
  if (!nearest.isFolder) return fault(`${subject}: ${nearest.path} is a file, not a folder. Move it away.`);
  try {
    await tryToWrite(nearest.path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'unknown') throw error;
    return fault(
      `${subject}: ${folder} cannot be written: ${WRITE_REASONS[code] ?? code}. ` +
        `${nearest.path} must be writable for user ${process.getuid?.() ?? ''}, who runs this.`,
    );
  }
  const { bavail, bsize } = await statfs(nearest.path);
  const freeBytes = bavail * bsize;
  const told = `${subject}: ${folder}${nearest.path === folder ? '' : ' (will be made)'}, ${formatRoughly(freeBytes)} free`;
  return freeBytes < GIB ? warning(`${told}. Less than 1 GiB is left: make room before the disk is full.`) : ok(told);
}

/** Asking for permissions is not enough: for root they all seem to be there, and quotas and full disks show in none. */
async function tryToWrite(folder: string): Promise<void> {
  const file = join(folder, `.pyxis-doctor-${randomUUID()}`);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.write('.');
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}

function formatRoughly(bytes: number): string {
  return bytes < GIB ? `${Math.floor(bytes / MIB)} MiB` : `${(bytes / GIB).toFixed(1)} GiB`;
}

async function nearestExisting(path: string): Promise<{ readonly path: string; readonly isFolder: boolean }> {
  try {
    return { path, isFolder: (await stat(path)).isDirectory() };
  } catch (error) {
    const code = codeOf(error);
    // Behind a folder that may not be entered, nothing can be said but that it may not be entered.
    if (!['ENOENT', 'ENOTDIR', 'EACCES'].includes(code)) throw error;
    return nearestExisting(dirname(path));
  }
}

/** A folder with music: read, never written. */
export function musicFolder(folder: string): Probe {
  const subject = 'Music folder';
  return { subject, silence: 'warning', look: async () => [await lookAtMusic(subject, folder)] };
}

async function lookAtMusic(subject: string, folder: string): Promise<Finding> {
  try {
    const opened = await opendir(folder);
    const first = await opened.read();
    await opened.close();
    if (!first) return warning(`${subject}: ${folder} is empty. Is the disk mounted?`);
    return ok(`${subject}: ${folder}`);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'unknown') throw error;
    return warning(`${subject}: ${folder} ${READ_REASONS[code] ?? `cannot be read (${code}).`}`);
  }
}

/** What is said of music where no folder is looked at. */
export function withoutMusicFolder(isEnabled: boolean): Finding {
  return isEnabled
    ? warning('Your own files: no music folder is set, the demo library plays. Set sources.local.paths.')
    : note('Your own files: switched off (sources.local.enabled).');
}
