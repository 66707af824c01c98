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
import { Artist } from './artist.entity.js';
import { Person } from './person.entity.js';

/** An album of a source that was saved into the library, by the source's own id. */
@Entity('album_source')
@Index('album_source_album', ['albumKey'])
export class AlbumSource {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  @PrimaryColumn('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  @Column('integer', { name: 'album_key' }) albumKey!: number;
  @ManyToOne(() => Album, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'album_key' }) album?: Relation<Album>;
  /** All of it was saved, not only single tracks. */
  @Column('boolean', { name: 'is_whole' }) isWhole!: boolean;
}

/** An artist of a source who was saved into the library. */
@Entity('artist_source')
@Index('artist_source_artist', ['artistKey'])
export class ArtistSource {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  @PrimaryColumn('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  @Column('integer', { name: 'artist_key' }) artistKey!: number;
  @ManyToOne(() => Artist, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'artist_key' }) artist?: Relation<Artist>;
}

/** An album of a saved artist whose tracks were not read yet. */
@Entity('album_to_save')
@Index('album_to_save_album', ['ownerId', 'source', 'nativeId'], { unique: true })
export class AlbumToSave {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('varchar', { length: 32 }) source!: string;
  @Column('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** In a row. */
  @Column('integer') failures!: number;
}

/** A radio of a source: what it has given, and what it has at hand. */
@Entity('radio')
@Index('radio_used', ['usedAtMs'])
export class Radio {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { length: 32 }) source!: string;
  /** Of the track it began with. */
  @Column('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** Of that track. */
  @Column('text') title!: string;
  /** JSON: see `browse/radio-supply.ts`. */
  @Column('text') supply!: string;
  @Instant({ name: 'used_at_ms' }) usedAtMs!: number;
}

/** Another version of a track, which is to be heard in its place: the song in place of its video. */
@Entity('chosen_version')
export class ChosenVersion {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  @PrimaryColumn('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** An id of the same source. */
  @Column('varchar', { name: 'chosen_id', length: 512 }) chosenId!: string;
}
