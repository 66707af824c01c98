import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Artwork } from './artwork.entity.js';

/** `key` is for joins, full-text search and stable order; `id` is what the outside sees. */
@Entity('album')
@Index('album_by_title', ['isMissing', 'sortTitle', 'key'])
@Index('album_by_artist', ['isMissing', 'sortArtist', 'sortYear', 'key'])
@Index('album_by_year', ['isMissing', 'sortYear', 'key'])
@Index('album_unheld', ['key'], { where: 'NOT is_held' })
export class Album {
  @PrimaryGeneratedColumn() key!: number;
  @Index('album_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  /** What makes it this album: its release id, else folded title, artist, year and the like. */
  @Index('album_identity', { unique: true }) @Column('text', { name: 'identity_key' }) identityKey!: string;
  /** As shown: a person's edit, else what the source says. */
  @Column('text') title!: string;
  @Column('text', { name: 'source_title' }) sourceTitle!: string;
  @Column('text', { name: 'sort_title' }) sortTitle!: string;
  /** As printed, all names in one text. */
  @Column('text') artist!: string;
  @Column('text', { name: 'source_artist' }) sourceArtist!: string;
  @Column('text', { name: 'sort_artist' }) sortArtist!: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  @Column('varchar', { name: 'release_date', length: 10, nullable: true }) releaseDate!: string | null;
  @Column('varchar', { name: 'original_date', length: 10, nullable: true }) originalDate!: string | null;
  /** Year of the original release, else of this one; 0 when unknown. */
  @Column('integer', { name: 'sort_year' }) sortYear!: number;
  @Column('text', { nullable: true }) label!: string | null;
  @Column('boolean', { name: 'is_compilation' }) isCompilation!: boolean;
  /** None of its tracks is there any more. */
  @Column('boolean', { name: 'is_missing' }) isMissing!: boolean;
  @Column('varchar', { name: 'mb_release_id', length: 36, nullable: true }) mbReleaseId!: string | null;
  @Column('varchar', { name: 'mb_release_group_id', length: 36, nullable: true }) mbReleaseGroupId!: string | null;
  @Index('album_artwork') @Column('integer', { name: 'artwork_key', nullable: true }) artworkKey!: number | null;
  @ManyToOne(() => Artwork, { onDelete: 'SET NULL' }) @JoinColumn({ name: 'artwork_key' }) artwork?: Relation<Artwork>;
  /** What listens to it count for; absent until it was identified. */
  @Index('album_release') @Column('integer', { name: 'release_key', nullable: true }) releaseKey!: number | null;
  @Column('integer', { name: 'disc_count' }) discCount!: number;
  /** Of the tracks that are there. */
  @Column('integer', { name: 'track_count' }) trackCount!: number;
  @Column('bigint', { name: 'duration_ms' }) durationMs!: number;
  @Column('bigint', { name: 'size_bytes' }) sizeBytes!: number;
  @Instant({ name: 'added_at_ms' }) addedAtMs!: number;
  /** A collection has own files of it, or had when last they were seen; not where a source merely saved it. */
  @Column('boolean', { name: 'is_held', default: true }) isHeld!: boolean;
}
