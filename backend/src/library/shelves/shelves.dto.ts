import { Type } from 'class-transformer';
import { IsObject, IsString, Length, ValidateNested } from 'class-validator';
import { TrackListQuery } from '../tracks.dto.js';

/** A list of songs that a person named, by what is asked of them: what fits later comes to it by itself. */
export class ShelfView {
  id: string;
  name: string;
  query: TrackListQuery;
}

export class ShelfList {
  /** In the order in which they were made. */
  items: ShelfView[];
}

export class SaveShelf {
  @IsString() @Length(1, 200) name: string;
  @IsObject() @ValidateNested() @Type(() => TrackListQuery) query: TrackListQuery;
}

export class RenameShelf {
  @IsString() @Length(1, 200) name: string;
}
