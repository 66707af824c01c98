import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { CauseView, Truth } from '../../api/index.js';
import { HEART_KINDS } from '../../hearts/index.js';
import { IMPORT_SERVICES, type ImportService } from './formats.js';
import { MISSING_REASONS, type MissingReason } from './tracks-named.js';

const HEARTED = [...HEART_KINDS, 'station'] as const;

export const IMPORT_STATES = ['running', 'finished', 'failed', 'cancelled', 'interrupted'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export class ImportQuery {
  /** Whose file it is; `pyxis` for one that Pyxis exported as JSON lines. */
  @ApiProperty({ enum: IMPORT_SERVICES }) @IsIn(IMPORT_SERVICES) service: ImportService;
  /** Only say what would be added. */
  @ApiPropertyOptional()
  @IsOptional()
  @Truth()
  @IsBoolean()
  dryRun: boolean = false;
  /** What the file is called, to know the import by later. */
  @IsOptional() @IsString() @MaxLength(255) fileName?: string;
}

export class RefusedView {
  /** Path in the archive. */
  file?: string;
  /** Counted from 1; in a JSON list the number of the element. */
  line: number;
  reason: string;
  /** The same for programs; absent of imports before there were codes. */
  cause?: CauseView;
}

export class NamedView {
  artist: string;
  title: string;
}

export class NotFoundView {
  /** `artist`: nobody of that name is in the library; `title`: no such title of theirs; `recording`: only another one. */
  @ApiProperty({ enum: MISSING_REASONS }) reason: MissingReason;
  listens: number;
  /** The first of them, each once. */
  examples: NamedView[];
}

export class LostHeartView {
  @ApiProperty({ enum: HEARTED }) kind: (typeof HEARTED)[number];
  title: string;
  artist?: string;
}

export class ImportedHeartsView {
  /** Hearts that were given; in a dry run, that would be. */
  added: number;
  /** Left out: given to something of another library, which is not in this one. */
  lost: number;
  /** The first of those. */
  examples: LostHeartView[];
}

export class ImportView {
  id: string;
  @ApiProperty({ enum: IMPORT_SERVICES }) service: ImportService;
  /** As whoever sent it said. */
  fileName?: string;
  isDryRun: boolean;
  @ApiProperty({ enum: IMPORT_STATES }) state: ImportState;
  /** Records read: all that follows adds up to it when it has finished. */
  read: number;
  /** Listens that were added; in a dry run, that would be. */
  added: number;
  /** Of those, listens whose track the library has. Podcasts and stations need none. */
  found: number;
  /** Of those, the others, by what is missing. */
  notFound: NotFoundView[];
  /** Absent: there are none in it. */
  hearts?: ImportedHeartsView;
  /** There already, recorded here or imported before, or twice in the file. */
  duplicates: number;
  /** Neither listens nor hearts: heard too briefly, podcasts, what is playing now. */
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
  /** The same for programs. */
  errorCause?: CauseView;
  /** Of the listens that are added. */
  earliestMs?: number;
  latestMs?: number;
}

export class ImportPage {
  items: ImportView[];
  nextCursor?: string;
}
