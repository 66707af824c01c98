import { opendir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Subject } from 'rxjs';
import type { Clock } from '../../common/index.js';
import type { SourceHealth, SourcePart } from '../source.js';
import { pathOf } from './file-locator.js';
import { isGone } from './folder-listing.js';
import { reasonOf } from './folder-walk.js';
import { findPlaces, type Places } from './readable-places.js';

/** Why a folder cannot be read: by a code that is never reworded, and with what to do about it. */
export interface FolderFault {
  readonly code: 'folder-absent' | 'folder-empty' | 'folder-unreadable' | 'no-folder';
  readonly reason: string;
}

/** What is known of a folder may be this old before it is looked at again. */
const FRESH_MS = 10_000;
const PLACES_FRESH_MS = 60_000;

/** The folders that a person's files lie in, and how they are. */
export class RootFolders {
  /** Locators, ending in a slash; none within another. */
  readonly keys: readonly string[];
  /** Says that a root has gone, or is back. */
  readonly changes = new Subject<void>();
  private readonly faults = new Map<string, FolderFault>();
  private checkedAtMs = -Infinity;
  private sinceMs: number;
  private lastSuccessAtMs: number | undefined;
  private stateBefore = '';
  private found?: { readonly places: Promise<Places>; readonly atMs: number };

  /** @param own folders of the server, which hold no music */
  constructor(
    paths: readonly string[],
    private readonly clock: Clock,
    private readonly own: readonly string[] = [],
  ) {
    const keys = paths.map((path) => `${resolve(path).replace(/\/$/, '')}/`);
    this.keys = [...new Set(keys)].filter((key) => !keys.some((other) => other !== key && key.startsWith(other)));
    this.sinceMs = clock.nowMs();
  }

  /** The root that a file or folder lies in. Text that steps out of it (`..`) is in none. */
  rootOf(locator: string): string | undefined {
    if (/\/(?:\.{0,2})\/|\/\.{1,2}$|\0/.test(locator)) return undefined;
    return this.keys.find((key) => locator.startsWith(key));
  }

  /** Where files may be read; looked at again every minute, since disks come and go. */
  places(): Promise<Places> {
    const nowMs = performance.now();
    if (!this.found || nowMs - this.found.atMs > PLACES_FRESH_MS) {
      this.found = { places: findPlaces(this.keys, this.own), atMs: nowMs };
    }
    return this.found.places;
  }

  /**
   * Looks whether a root is there.
   * @returns why not, and what to do about it; undefined when all is well
   */
  async check(key: string): Promise<FolderFault | undefined> {
    const fault = await faultOf(key);
    this.report(key, fault);
    return fault;
  }

  /** What a scan or a look found out about a root. */
  report(key: string, fault: FolderFault | undefined): void {
    if (fault === undefined) this.faults.delete(key);
    else this.faults.set(key, fault);
    const state = [...this.faults].map(([at, { reason }]) => `${at}\n${reason}`).join('\n');
    if (state === this.stateBefore) return;
    this.stateBefore = state;
    this.sinceMs = this.clock.nowMs();
    this.changes.next();
  }

  /** A scan came to its end. */
  succeeded(): void {
    this.lastSuccessAtMs = this.clock.nowMs();
  }

  /** As last seen; looks again in the background when that was a while ago. */
  health(): SourceHealth {
    const nowMs = this.clock.nowMs();
    if (nowMs - this.checkedAtMs > FRESH_MS) {
      this.checkedAtMs = nowMs;
      void Promise.all(this.keys.map((key) => this.check(key)));
    }
    const parts = this.keys.map((key): SourcePart => {
      const fault = this.faults.get(key);
      return fault ? { name: nameOf(key), state: 'unavailable', ...fault } : { name: nameOf(key), state: 'ok' };
    });
    const reasons = parts.flatMap(({ reason }) => reason ?? []);
    const isAll = parts.length > 0 && reasons.length === parts.length;
    return {
      state: reasons.length === 0 ? 'ok' : isAll ? 'unavailable' : 'degraded',
      ...(reasons.length > 0 ? { reason: reasons.join(' ') } : {}),
      sinceMs: this.sinceMs,
      ...(this.lastSuccessAtMs === undefined ? {} : { lastSuccessAtMs: this.lastSuccessAtMs }),
      parts,
    };
  }
}

/** The folder as a person would write it. */
export const nameOf = (key: string): string => (key === '/' ? key : key.slice(0, -1));

/** What is said of a root that does not exist. */
export const absentFolder = (key: string): FolderFault => ({
  code: 'folder-absent',
  reason: `Folder ${nameOf(key)} is not there: is the disk mounted?`,
});

/** What is said of a root in which there was music, and now is none. */
export const emptiedFolder = (key: string): FolderFault => ({
  code: 'folder-empty',
  reason: `Folder ${nameOf(key)} is suddenly empty: is the disk mounted?`,
});

async function faultOf(key: string): Promise<FolderFault | undefined> {
  try {
    const stats = await stat(pathOf(nameOf(key)));
    if (!stats.isDirectory()) return { code: 'no-folder', reason: `${nameOf(key)} is not a folder.` };
    const folder = await opendir(pathOf(key));
    await folder.close();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return isGone(error)
      ? absentFolder(key)
      : { code: 'folder-unreadable', reason: `Folder ${nameOf(key)}: ${reasonOf(error)}` };
  }
}
