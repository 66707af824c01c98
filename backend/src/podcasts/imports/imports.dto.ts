import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CauseView, PageQuery } from '../../api/index.js';

export const IMPORT_STATES = ['running', 'finished', 'cancelled'] as const;
export const ENTRY_OUTCOMES = ['waiting', 'added', 'known', 'failed'] as const;
export type EntryOutcome = (typeof ENTRY_OUTCOMES)[number];

export class SubscriptionImportView {
  id: string;
  @ApiProperty({ enum: IMPORT_STATES }) state: (typeof IMPORT_STATES)[number];
  /** Entries of the list. */
  total: number;
  /** Shows that are followed since. */
  added: number;
  /** Shows that were followed before. */
  known: number;
  failed: number;
  startedAtMs: number;
}

export class ImportEntriesQuery extends PageQuery {
  /** Only those of which this became. */
  @ApiPropertyOptional({ enum: ENTRY_OUTCOMES }) @IsOptional() @IsIn(ENTRY_OUTCOMES) outcome?: EntryOutcome;
}

export class ImportEntryView {
  /** In the list, counted from 1. */
  line: number;
  title: string;
  group?: string;
  @ApiProperty({ enum: ENTRY_OUTCOMES }) outcome: EntryOutcome;
  showId?: string;
  /** Why it failed, and what can be done. */
  reason?: string;
  /** The same for programs. */
  cause?: CauseView;
}

export class ImportEntryPage {
  items: ImportEntryView[];
  nextCursor?: string;
}
