import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { IMPORT_SERVICES, type ImportService } from './formats.js';

export const IMPORT_STATES = ['running', 'finished', 'failed', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export class ImportQuery {
  /** Whose file it is; `pyxis` for one that Pyxis exported as JSON lines. */
  @ApiProperty({ enum: IMPORT_SERVICES }) @IsIn(IMPORT_SERVICES) service: ImportService;
  /** Only say what would be added. */
  @ApiPropertyOptional()
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  dryRun: boolean = false;
}

export class RefusedView {
  /** Path in the archive. */
  file?: string;
  /** Counted from 1; in a JSON list the number of the element. */
  line: number;
  reason: string;
}

export class ImportView {
  id: string;
  @ApiProperty({ enum: IMPORT_SERVICES }) service: ImportService;
  isDryRun: boolean;
  @ApiProperty({ enum: IMPORT_STATES }) state: ImportState;
  /** Records read: all that follows adds up to it when it has finished. */
  read: number;
  /** Listens that were added; in a dry run, that would be. */
  added: number;
  /** There already, recorded here or imported before, or twice in the file. */
  duplicates: number;
  /** No listens: heard too briefly, podcasts, what is playing now. */
  skipped: number;
  /** Records that cannot be understood. */
  refusedCount: number;
  /** The first of those. */
  refused: RefusedView[];
  /** While listens are being added: how many it will be. */
  toAdd?: number;
  /** Of the file. */
  totalBytes: number;
  /** Of the file, read so far; it is read again when its listens are added. */
  readBytes: number;
  startedAtMs: number;
  finishedAtMs?: number;
  /** Why it failed. */
  error?: string;
  /** Of the listens that are added. */
  earliestMs?: number;
  latestMs?: number;
}
