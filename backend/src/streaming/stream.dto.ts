import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { QUALITIES, type Quality } from '../sources/index.js';
import { FORMATS, type TranscodeFormat } from './transcode/transcode-request.js';

const DAY_SECONDS = 86_400;

export class StreamQuery {
  /** Convert to this format. Absent: the file as it is. */
  @IsOptional()
  @IsIn(FORMATS)
  format?: TranscodeFormat;

  /** In kbit/s; formats with loss only. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  bitrate?: number;

  /** Where to begin, in seconds from the start of the track. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(DAY_SECONDS)
  t?: number;

  /** To be kept as a file: it comes with a name. */
  @IsOptional()
  @IsIn(['true'])
  download?: 'true';

  /** Of audio that its source has in several qualities. Absent: as it is set for the source. */
  @IsOptional()
  @IsIn(QUALITIES)
  quality?: Quality;

  /** Of a station: the moment of its clock to begin with, in milliseconds. Absent, or not kept any more: what is live. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  at?: number;
}
