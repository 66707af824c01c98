import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';

/**
 * Which part of a list to answer with. Where the whole list is asked for as well, its query is the base that this is added to:
 * what `OmitType` takes from a class is without how its values are read, and loads a second copy of the validator.
 */
export class PageQuery {
  /** How many items at most. */
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `nextCursor` of the page before. Absent: the first page. */
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
}
