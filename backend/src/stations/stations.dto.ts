import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { LiveTitleView } from '../streaming/index.js';

/** More than anybody listens to; a list that other programs keep may have them. */
export const MOST_STATIONS = 2_000;
const MAX_ADDRESS = 2_000;
export const MAX_NAME = 200;
export const MAX_GROUP = 100;
const MAX_GAIN_DB = 24;
export const STATION_FILE_FORMATS = ['m3u', 'pls', 'opml'] as const;
export type StationFileFormat = (typeof STATION_FILE_FORMATS)[number];
export const DIRECTORY_ORDERS = ['popular', 'votes', 'trend', 'name'] as const;
export type DirectoryOrder = (typeof DIRECTORY_ORDERS)[number];
export const DIRECTORY_LISTS = ['countries', 'languages', 'tags', 'codecs'] as const;
export type DirectoryListKind = (typeof DIRECTORY_LISTS)[number];

/** A station that a person saved. */
export class StationView {
  id: string;
  /** What is played. */
  trackId: string;
  name: string;
  /** Where its sound is; best first. */
  urls: string[];
  homepage?: string;
  artworkId?: string;
  placeholder?: string;
  tags: string[];
  /** ISO 3166-1. */
  countryCode?: string;
  charset?: string;
  group?: string;
  /** How much louder it is played, as somebody said. */
  gainDb?: number;
  /** The same, as it was found from its sound; a person's word goes before it. */
  foundGainDb?: number;
  addedAtMs: number;
  /** What it announces now; absent while nobody listens, or nothing is known. */
  playing?: string;
}

export class StationList {
  /** In the order of their owner. */
  items: StationView[];
}

/** What a station announced, newest first. */
export class StationTitles {
  items: LiveTitleView[];
}

export class SaveStation {
  /** Of its stream, or of a list that leads to it. */
  @IsOptional() @IsString() @Length(1, MAX_ADDRESS) url?: string;
  /** Instead of `url`: `nativeId` of a station of the directory. */
  @IsOptional() @IsString() @Length(1, 100) directoryId?: string;
  /** Absent: as the station calls itself. */
  @IsOptional() @IsString() @Length(1, MAX_NAME) name?: string;
  @IsOptional() @IsString() @Length(1, MAX_GROUP) group?: string;
  /** Saves it although it cannot be heard now. */
  @ApiPropertyOptional() @IsOptional() @IsBoolean() isUnheard: boolean = false;
}

/** What is absent stays; what is empty, or null, is taken away. */
export class ChangeStation {
  @IsOptional() @IsString() @Length(1, MAX_NAME) name?: string;
  @IsOptional() @IsString() @Length(1, MAX_ADDRESS) url?: string;
  @IsOptional() @IsString() @MaxLength(MAX_GROUP) group?: string;
  /** Of its titles, such as iso-8859-2. */
  @IsOptional() @IsString() @MaxLength(32) charset?: string;
  @ApiPropertyOptional({ type: 'number', nullable: true })
  @IsOptional()
  @IsNumber()
  @Min(-MAX_GAIN_DB)
  @Max(MAX_GAIN_DB)
  gainDb?: number | null;
}

export class OrderStations {
  /** All of them, in their new order. */
  @IsArray()
  @ArrayMaxSize(MOST_STATIONS)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 24, { each: true })
  ids: string[];
}

export class ExportStations {
  @ApiPropertyOptional() @IsOptional() @IsIn(STATION_FILE_FORMATS) format: StationFileFormat = 'm3u';
}

export class ImportStations {
  /** The text of an M3U, PLS, XSPF or OPML file. */
  @IsString() @Length(1, 2_000_000) text: string;
}

/** What became of one entry of a file. */
export class ImportedStation {
  name: string;
  url: string;
  /** added, known already, or refused. */
  outcome: 'added' | 'known' | 'refused';
  /** Why it was refused. */
  reason?: string;
}

export class StationImport {
  entries: ImportedStation[];
}

export class DirectoryQuery {
  /** Part of the name. */
  @IsOptional() @IsString() @Length(1, MAX_NAME) name?: string;
  /** ISO 3166-1. */
  @IsOptional() @IsString() @Length(2, 2) country?: string;
  @IsOptional() @IsString() @Length(1, 100) language?: string;
  @IsOptional() @IsString() @Length(1, 100) tag?: string;
  @IsOptional() @IsString() @Length(1, 32) codec?: string;
  @ApiPropertyOptional() @IsOptional() @IsIn(DIRECTORY_ORDERS) order: DirectoryOrder = 'popular';
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(100_000) offset: number = 0;
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit: number = 50;
}

/** A station of the directory. */
export class DirectoryStationView {
  nativeId: string;
  trackId: string;
  name: string;
  homepage?: string;
  tags: string[];
  countryCode?: string;
  language?: string;
  codec?: string;
  bitrateKbps?: number;
  /** In a day. */
  clicks?: number;
  votes?: number;
  /** Where it is among the saved ones. */
  savedId?: string;
}

export class DirectoryPage {
  items: DirectoryStationView[];
  /** Whether there may be more behind these. */
  hasMore: boolean;
}

export class DirectoryEntry {
  name: string;
  stations: number;
}

export class DirectoryList {
  items: DirectoryEntry[];
}
