import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { EXPORT_FORMATS, type ExportFormat } from './listen-export.js';

export class ExportQuery {
  /** `jsonl` has everything, hearts as well, and can be imported again; `csv` is for spreadsheets and has listens only. */
  @ApiProperty({ enum: EXPORT_FORMATS }) @IsIn(EXPORT_FORMATS) format: ExportFormat;
}
