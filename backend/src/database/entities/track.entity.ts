import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Instant } from '../instant.js';
import { Album } from './album.entity.js';
import { CollectionUnit } from './collection.entity.js';

/**
 * One recording on one album: what listens, queues and edits point at. It outlives its files: where it is found is
 * `TrackSource`, and a track none of whose sources is there is missing, not gone.
 */
@Entity('track')
@Index('track_by_album', ['albumKey', 'discNumber', 'trackNumber', 'key'])
@Index('track_by_title', ['isMissing', 'sortTitle', 'key'])
@Index('track_by_artist', ['isMissing', 'sortArtist', 'albumKey', 'discNumber', 'trackNumber', 'key'])
@Index('track_by_year', ['isMissing', 'year', 'albumKey', 'discNumber', 'trackNumber', 'key'])
@Index('track_work', ['workSort'], { where: 'work_sort IS NOT NULL' })
@Index('track_by_length', ['isMissing', 'durationMs', 'key'])
export class Track {
  @PrimaryGeneratedColumn() key!: number;
  @Index('track_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('integer', { name: 'album_key' }) albumKey!: number;
  @ManyToOne(() => Album, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'album_key' }) album?: Relation<Album>;
  /** What listens to it count for; absent until it was identified. Recordings are never deleted. */
  @Index('track_recording') @Column('integer', { name: 'recording_key', nullable: true }) recordingKey!: number | null;
  /** As shown: a person's edit, else what the source says. */
  @Column('text') title!: string;
  @Column('text', { name: 'source_title' }) sourceTitle!: string;
  @Column('text', { name: 'sort_title' }) sortTitle!: string;
  /** As printed, all names in one text. */
  @Column('text') artist!: string;
  @Column('text', { name: 'sort_artist' }) sortArtist!: string;
  /** 0 where the source names none, so that such tracks come first. */
  @Column('integer', { name: 'disc_number' }) discNumber!: number;
  @Column('integer', { name: 'track_number' }) trackNumber!: number;
  @Column('text', { name: 'disc_subtitle', nullable: true }) discSubtitle!: string | null;
  @Column('integer', { name: 'duration_ms' }) durationMs!: number;
  /** Of the original release, else of this one; 0 when unknown. */
  @Column('integer') year!: number;
  @Column('varchar', { length: 12, nullable: true }) isrc!: string | null;
  @Column('text', { nullable: true }) comment!: string | null;
  @Column('varchar', { name: 'mb_recording_id', length: 36, nullable: true })
  mbRecordingId!: string | null;
  @Column('float', { name: 'track_gain_db', nullable: true }) trackGainDb!: number | null;
  @Column('float', { name: 'track_peak', nullable: true }) trackPeak!: number | null;
  @Column('float', { name: 'album_gain_db', nullable: true }) albumGainDb!: number | null;
  @Column('float', { name: 'album_peak', nullable: true }) albumPeak!: number | null;
  /** The piece of music that it is, or is a movement of. */
  @Column('text', { nullable: true }) work!: string | null;
  /** Equal for one work, however its name is written. */
  @Column('text', { name: 'work_sort', nullable: true }) workSort!: string | null;
  @Column('text', { nullable: true }) movement!: string | null;
  @Column('integer', { name: 'movement_number', nullable: true }) movementNumber!: number | null;
  @Column('integer', { name: 'movement_total', nullable: true }) movementTotal!: number | null;
  @Column('boolean', { name: 'has_lyrics' }) hasLyrics!: boolean;
  @Column('boolean', { name: 'is_missing' }) isMissing!: boolean;
  @Index('track_added') @Instant({ name: 'added_at_ms' }) addedAtMs!: number;
}

/** Where a track can be heard. The same recording may be in several sources. */
@Entity('track_source')
@Index('track_source_track', ['trackKey'])
@Index('track_source_saved', ['source', 'locator'], { where: 'unit_key IS NULL' })
@Index('track_source_unit', ['unitKey'])
@Index('track_source_codec', ['codec', 'trackKey'])
@Index('track_source_content', ['contentKey', 'isMissing'])
export class TrackSource {
  @PrimaryGeneratedColumn() key!: number;
  @Column('integer', { name: 'track_key' }) trackKey!: number;
  @ManyToOne(() => Track, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'track_key' }) track?: Relation<Track>;
  @Column('varchar', { length: 32 }) source!: string;
  /** Absent for what no scan found, such as a saved album of a remote source. */
  @Column('integer', { name: 'unit_key', nullable: true }) unitKey!: number | null;
  @ManyToOne(() => CollectionUnit, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'unit_key' })
  unit?: Relation<CollectionUnit>;
  /** How the source finds it again: its own id of the track, for files the path. */
  @Column('text') locator!: string;
  /** This and what follows is told by a decoded file only, and absent for a remote track. */
  @Column('text', { nullable: true }) version!: string | null;
  /** Equal for equal audio, whatever its name and tags. */
  @Column('text', { name: 'content_key', nullable: true }) contentKey!: string | null;
  /** Of a part of a file: the `content_key` that the whole file has where it is one track. */
  @Column('text', { name: 'whole_key', nullable: true }) wholeKey!: string | null;
  @Column('varchar', { length: 16, nullable: true }) codec!: string | null;
  @Column('varchar', { length: 16, nullable: true }) container!: string | null;
  @Column('varchar', { name: 'mime_type', length: 64, nullable: true }) mimeType!: string | null;
  @Column('integer', { name: 'bitrate_kbps', nullable: true }) bitrateKbps!: number | null;
  @Column('integer', { name: 'sample_rate_hz', nullable: true }) sampleRateHz!: number | null;
  @Column('integer', { nullable: true }) channels!: number | null;
  @Column('integer', { name: 'bit_depth', nullable: true }) bitDepth!: number | null;
  @Column('bigint', { name: 'size_bytes', nullable: true }) sizeBytes!: number | null;
  @Column('boolean', { name: 'is_missing' }) isMissing!: boolean;
}

/** The words of a track as its source holds them: plain, or with LRC time stamps. */
@Entity('lyrics')
export class Lyrics {
  @PrimaryColumn('integer', { name: 'track_key' }) trackKey!: number;
  @ManyToOne(() => Track, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'track_key' }) track?: Relation<Track>;
  /** `embedded` or `sidecar`. */
  @Column('varchar', { length: 16 }) origin!: string;
  @Column('text') text!: string;
}
