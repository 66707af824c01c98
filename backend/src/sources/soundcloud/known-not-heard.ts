import { join } from 'node:path';
import { fieldsOf, readPrivately, writePrivately, type Clock } from '../../common/index.js';
import type { NotHeardCode } from './not-heard.js';

const MONTH_MS = 30 * 24 * 3_600_000;
const MOST = 2_000;

/** What was found out when it was to be played: the API does not say it. */
export type FoundNotHeard = Extract<NotHeardCode, 'protected' | 'preview-only'>;

interface Entry {
  readonly code: FoundNotHeard;
  readonly untilMs: number;
}

export interface KnownNotHeardOptions {
  readonly cacheFolder: string;
  readonly clock: Clock;
  /** Whom SoundCloud was asked as: subscribers hear what guests do not. */
  readonly isGuest: boolean;
}

/**
 * Tracks that looked as if they were to be heard and were not, for a month: they are not offered again, and nobody is asked for them
 * in vain. In a file that can be lost.
 */
export class KnownNotHeard {
  private readonly file: string;
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly options: KnownNotHeardOptions) {
    this.file = join(options.cacheFolder, 'soundcloud', 'not-heard.json');
    this.read();
  }

  /** @returns undefined where nothing is known against it */
  find(id: string): FoundNotHeard | undefined {
    const entry = this.entries.get(id);
    if (!entry || entry.untilMs > this.options.clock.nowMs()) return entry?.code;
    this.entries.delete(id);
    return undefined;
  }

  add(id: string, code: FoundNotHeard): void {
    // To the young end.
    this.entries.delete(id);
    this.entries.set(id, { code, untilMs: this.options.clock.nowMs() + MONTH_MS });
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST && oldest !== undefined) this.entries.delete(oldest);
    this.write();
  }

  private read(): void {
    const { isGuest, tracks } = readPrivately(this.file);
    if (isGuest !== this.options.isGuest) return;
    for (const [id, entry] of Object.entries(fieldsOf(tracks)).slice(-MOST)) {
      const { code, untilMs } = fieldsOf(entry);
      const isCode = code === 'protected' || code === 'preview-only';
      if (isCode && typeof untilMs === 'number') this.entries.set(id, { code, untilMs });
    }
  }

  private write(): void {
    const { isGuest } = this.options;
    try {
      writePrivately(this.file, JSON.stringify({ isGuest, tracks: Object.fromEntries(this.entries) }));
    } catch {
      // A disk that is full costs some questions after the next start, and nothing now.
    }
  }
}
