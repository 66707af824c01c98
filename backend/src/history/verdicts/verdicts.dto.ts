import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';

const VERDICTS = ['same', 'different'] as const;

export class JudgePair {
  /** A track of the library or of a source that was heard. */
  @IsString() @Length(1, 768) leftTrackId: string;
  @IsString() @Length(1, 768) rightTrackId: string;
  /** Whether both are one recording. */
  @ApiProperty({ enum: VERDICTS }) @IsIn(VERDICTS) verdict: (typeof VERDICTS)[number];
}
