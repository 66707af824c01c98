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
import { Track } from './track.entity.js';

@Entity('genre')
@Index('genre_by_name', ['sortName', 'key'])
export class Genre {
  @PrimaryGeneratedColumn() key!: number;
  @Index('genre_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Index('genre_identity', { unique: true }) @Column('text', { name: 'identity_key' }) identityKey!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'sort_name' }) sortName!: string;
  /** Missing ones not counted. */
  @Column('integer', { name: 'album_count' }) albumCount!: number;
  @Column('integer', { name: 'track_count' }) trackCount!: number;
}

@Entity('track_genre')
@Index('track_genre_genre', ['genreKey', 'trackKey'])
export class TrackGenre {
  @PrimaryColumn('integer', { name: 'track_key' }) trackKey!: number;
  @PrimaryColumn('integer', { name: 'genre_key' }) genreKey!: number;
  @ManyToOne(() => Track, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'track_key' }) track?: Relation<Track>;
  @ManyToOne(() => Genre, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'genre_key' }) genre?: Relation<Genre>;
}

/** The genres of an album's tracks. */
@Entity('album_genre')
@Index('album_genre_genre', ['genreKey', 'albumKey'])
export class AlbumGenre {
  @PrimaryColumn('integer', { name: 'album_key' }) albumKey!: number;
  @PrimaryColumn('integer', { name: 'genre_key' }) genreKey!: number;
  @ManyToOne(() => Album, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'album_key' }) album?: Relation<Album>;
  @ManyToOne(() => Genre, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'genre_key' }) genre?: Relation<Genre>;
}
