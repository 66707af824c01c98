import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Album } from './album.entity.js';
import { Artist } from './artist.entity.js';
import { Artwork } from './artwork.entity.js';
import { Person } from './person.entity.js';

/**
 * The cover that a person chose for an album: the same for all of the household. The album shows it as its own, so that
 * lists need not look here; what it would show without is kept beside it, as scans find it.
 */
@Entity('album_cover')
export class AlbumCover {
  @PrimaryColumn('integer', { name: 'album_key' }) albumKey!: number;
  @ManyToOne(() => Album, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'album_key' }) album?: Relation<Album>;
  /** Who chose it. */
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Index('album_cover_artwork') @Column('integer', { name: 'artwork_key' }) artworkKey!: number;
  @ManyToOne(() => Artwork, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'artwork_key' }) artwork?: Relation<Artwork>;
  /** The cover of its files or of its source; absent: they have none. */
  @Index('album_cover_covered') @Column('integer', { name: 'covered_key', nullable: true }) coveredKey!: number | null;
  @ManyToOne(() => Artwork, { onDelete: 'SET NULL' }) @JoinColumn({ name: 'covered_key' }) covered?: Relation<Artwork>;
  @Instant({ name: 'chosen_at_ms' }) chosenAtMs!: number;
}

/** The picture that a person chose for an artist, which is shown in place of a cover of one of their albums. */
@Entity('artist_cover')
export class ArtistCover {
  @PrimaryColumn('integer', { name: 'artist_key' }) artistKey!: number;
  @ManyToOne(() => Artist, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'artist_key' }) artist?: Relation<Artist>;
  /** Who chose it. */
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Index('artist_cover_artwork') @Column('integer', { name: 'artwork_key' }) artworkKey!: number;
  @ManyToOne(() => Artwork, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'artwork_key' }) artwork?: Relation<Artwork>;
  @Instant({ name: 'chosen_at_ms' }) chosenAtMs!: number;
}
