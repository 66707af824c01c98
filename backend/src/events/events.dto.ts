import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator'; // prettier-ignore

/** Topics there can be in one request; there are fewer. */
const MOST_TOPICS = 20;
/** Tabs of one browser that can be devices. */
const MOST_OUTPUTS = 100;

/** What an id chosen by an output may consist of. */
export const OUTPUT_ID = /^[A-Za-z0-9_-]{8,64}$/;

export class EventsQuery {
  /** What to tell of, separated by commas: `player`, `scan`, `imports`, `sources`, `podcasts`. */
  @ApiProperty({ type: String, example: 'player,scan' })
  @Transform(splitAtCommas)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TOPICS)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 32, { each: true })
  topics: string[];
  /** The outputs that are there as long as the connection stands, separated by commas. Each counts once it has registered. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Transform(splitAtCommas)
  @IsArray()
  @ArrayMaxSize(MOST_OUTPUTS)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(OUTPUT_ID, { each: true })
  outputIds: string[] = [];
  /** Like the header `Last-Event-ID`, for clients that cannot set it. */
  @IsOptional() @IsString() @MaxLength(64) lastEventId?: string;
  /** Lets the stream pass by the web app's service worker. */
  @IsOptional() @IsString() @MaxLength(8) 'ngsw-bypass'?: string;
}

function splitAtCommas({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.split(',') : value;
}

/** Of topics that say only that something is other now: then it is another number. */
export class Revision {
  revision: number;
}
