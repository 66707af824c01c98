import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** What can be told of a cover without showing it. */
export class ArtworkView {
  id: string;
  /** Of the original, in pixels. */
  width: number;
  height: number;
  placeholder: string;
  /** Colours of the cover (`#rrggbb`), most telling first. */
  swatches: string[];
}

export class CoverQuery {
  /** Side of the square the cover has to fit in, in pixels; rounded up to one of a few sizes. Absent: the largest. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  size?: number;
}
