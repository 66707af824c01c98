import { Type } from 'class-transformer';
import { IsDefined, IsString, Length, ValidateNested } from 'class-validator';
import { EpisodeListQuery } from '../episodes/episodes.dto.js';

/** A list of episodes that somebody gave a name. */
export class SavedListView {
  id: string;
  name: string;
  /** What it is asked for by, as the list of episodes takes it. */
  query: EpisodeListQuery;
}

export class SavedListsView {
  /** In the order in which they were made. */
  items: SavedListView[];
}

export class SaveList {
  @IsString() @Length(1, 100) name: string;
  @IsDefined() @ValidateNested() @Type(() => EpisodeListQuery) query: EpisodeListQuery;
}
