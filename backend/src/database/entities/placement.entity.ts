import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Album } from './album.entity.js';
import { Person } from './person.entity.js';

/** Where a person put an album. One that is held and has no row is in their collection. */
@Entity('placement')
@Index('placement_by_time', ['ownerId', 'placement', 'placedAtMs', 'albumKey'])
@Index('placement_album', ['albumKey'])
export class Placement {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @PrimaryColumn('integer', { name: 'album_key' }) albumKey!: number;
  @ManyToOne(() => Album, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'album_key' }) album?: Relation<Album>;
  /** `discovery`, `collection`, `archive` or `dismissed`. */
  @Column('varchar', { length: 16 }) placement!: string;
  @Instant({ name: 'placed_at_ms' }) placedAtMs!: number;
}
