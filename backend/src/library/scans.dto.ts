import { IsOptional, IsBoolean } from 'class-validator';
import { CauseView } from '../api/index.js';

export type ScanState = 'running' | 'finished' | 'cancelled' | 'failed' | 'interrupted';
export type ScanTrigger = 'start' | 'manual' | 'watch' | 'command';

export class StartScan {
  /** Read every file again, also those that have not changed. */
  @IsOptional() @IsBoolean() rereadAll?: boolean;
}

export class ScanView {
  id: string;
  state: ScanState;
  trigger: ScanTrigger;
  startedAtMs: number;
  finishedAtMs?: number;
  /** Files looked at so far. */
  itemsSeen: number;
  /** Files there are; absent until everything was looked at once. */
  itemsTotal?: number;
  /** Of those looked at, how many are dealt with. */
  itemsDone: number;
  /** Files dealt with per second, lately. */
  itemsPerSecond?: number;
  /** Expected time left. */
  remainingMs?: number;
  tracksAdded: number;
  tracksUpdated: number;
  /** Found again in another place. */
  tracksMoved: number;
  tracksMissing: number;
  itemsBroken: number;
  /** Why it failed. */
  reason?: string;
  /** The same for programs, where it is nothing that only the log tells. */
  cause?: CauseView;
}

export class ScanPage {
  items: ScanView[];
  nextCursor?: string;
}

export class ScanFaultView {
  /** Which file. */
  path: string;
  sourceId: string;
  /** empty, not-audio, truncated, corrupt, timeout, too-large or unreadable. */
  code: string;
  /** What is wrong with it. */
  detail: string;
  foundAtMs: number;
}

export class ScanFaultPage {
  items: ScanFaultView[];
  nextCursor?: string;
  total: number;
}
