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
import { Album } from './album.entity.js';
import { Artwork } from './artwork.entity.js';
import { Track } from './track.entity.js';

/** A person or group that music is credited to. */
@Entity('artist')
@Index('artist_by_name', ['isMissing', 'sortName', 'key'])
@Index('artist_identity', ['identityKey', 'toldApartBy'], { unique: true })
export class Artist {
  @PrimaryGeneratedColumn() key!: number;
  @Index('artist_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  /** Folded name: two artists of one name are one until their MusicBrainz ids tell them apart. */
  @Column('text', { name: 'identity_key' }) identityKey!: string;
  /** Empty for the first of a name, else the MusicBrainz id by which it is another than the first. */
  @Column('varchar', { name: 'told_apart_by', length: 36, default: '' }) toldApartBy!: string;
  /** Who it counts as in the history; absent until it was identified. */
  @Index('artist_performer') @Column('integer', { name: 'performer_key', nullable: true }) performerKey!: number | null;
  @Column('text') name!: string;
  @Column('text', { name: 'sort_name' }) sortName!: string;
  @Column('varchar', { name: 'mb_artist_id', length: 36, nullable: true }) mbArtistId!: string | null;
  /** Albums that carry the artist's name, and albums with a track of theirs that do not. Missing ones not counted. */
  @Column('integer', { name: 'album_count' }) albumCount!: number;
  @Column('integer', { name: 'appears_on_count' }) appearsOnCount!: number;
  /** Tracks that credit the artist, and all of the artist's own albums. */
  @Column('integer', { name: 'track_count' }) trackCount!: number;
  /** Nothing of theirs is there any more. */
  @Column('boolean', { name: 'is_missing' }) isMissing!: boolean;
  @Index('artist_artwork') @Column('integer', { name: 'artwork_key', nullable: true }) artworkKey!: number | null;
  @ManyToOne(() => Artwork, { onDelete: 'SET NULL' }) @JoinColumn({ name: 'artwork_key' }) artwork?: Relation<Artwork>;
}

/** Who an album is credited to, in printed order. */
@Entity('album_artist')
@Index('album_artist_artist', ['artistKey', 'albumKey'])
export class AlbumArtist {
  @PrimaryColumn('integer', { name: 'album_key' }) albumKey!: number;
  @PrimaryColumn('integer') position!: number;
  @Column('integer', { name: 'artist_key' }) artistKey!: number;
  @Column('varchar', { length: 16 }) role!: string;
  @Column('text', { name: 'credited_as' }) creditedAs!: string;
  @ManyToOne(() => Album, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'album_key' }) album?: Relation<Album>;
  @ManyToOne(() => Artist, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'artist_key' }) artist?: Relation<Artist>;
}

/** Who a track is credited to, main artists first. */
@Entity('track_artist')
@Index('track_artist_artist', ['artistKey', 'trackKey'])
export class TrackArtist {
  @PrimaryColumn('integer', { name: 'track_key' }) trackKey!: number;
  @PrimaryColumn('integer') position!: number;
  @Column('integer', { name: 'artist_key' }) artistKey!: number;
  @Column('varchar', { length: 16 }) role!: string;
  @Column('text', { name: 'credited_as' }) creditedAs!: string;
  /** What a performer plays; absent where that is not told. */
  @Column('text', { nullable: true }) instrument!: string | null;
  @ManyToOne(() => Track, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'track_key' }) track?: Relation<Track>;
  @ManyToOne(() => Artist, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'artist_key' }) artist?: Relation<Artist>;
}
